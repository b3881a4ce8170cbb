"""The rules applied again to all that is loaded: only months in which something differs are written. Heavy: not for
start-up."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import ibis
import pyarrow as pa
from django.db import transaction
from django.utils.translation import gettext as _
from ibis.expr import types as ir
from ibis.util import gen_name

from comptoir.connectors.channels.api import NAMES, Channels, with_channels
from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Scope
from comptoir.core.jobs.api import JobHandle
from comptoir.entities.registry import entity
from comptoir.measure.channels.models import Application
from comptoir.measure.channels.queries import channels_of
from comptoir.measure.warehouse.api import Batch, Snapshot, temporary, writer

ENTITIES = ("order", "session", "event", "audience_day")
"""Those that keep origins."""
OF_ORDER = ["source", "order_id"]
NEW, SAID = "new_channel", "new_said"


class Nobody:
    """Nobody looks on."""

    def progress(self, done: int, total: int, message: str = "") -> None:
        pass

    def check(self) -> None:
        pass


type Watch = JobHandle | Nobody


@dataclass(slots=True)
class Applied:
    changed: dict[str, int] = field(default_factory=dict)
    """Entity -> rows that are of another channel now."""
    months: set[str] = field(default_factory=set)
    snapshot: Snapshot | None = None


def apply_rules(scope: Scope, watch: Watch) -> Applied:
    """Nobody sees any of it before all of it is done; a second time changes nothing."""
    found = Applied()
    with writer(scope) as batch:
        channels = channels_of(scope)
        months = [(name, month) for name in ENTITIES for month in _months(batch, name)]
        moved: list[pa.Table] = []
        for done, (name, month) in enumerate(months):
            watch.check()
            watch.progress(done, len(months) + 1, month)
            changes = _changes(batch, name, month, channels)
            if changes.num_rows:
                _write(batch, name, month, changes, entity(name).key)
                _noted(found, name, month, changes.num_rows)
                if name == "order":
                    _write(batch, "order_line", month, changes, OF_ORDER)
                    moved.append(changes)
        if moved:
            watch.progress(len(months), len(months) + 1)
            for month, count in _refunds(batch, pa.concat_tables(moved)):
                _noted(found, "refund", month, count)
        watch.check()
        with transaction.atomic():
            if found.changed:
                found.snapshot = batch.commit(_("Channel rules applied again"), dict(found.changed))
                record(scope, "channel_rules.applied", f"snapshot:{found.snapshot.number}", **found.changed)
            Application.objects.update_or_create(
                company_id=scope.company_id,
                defaults={"state": channels.state(), "applied_at": clock.now(), "changed": found.changed},
            )
    return found


def _noted(found: Applied, name: str, month: str, count: int) -> None:
    found.changed[name] = found.changed.get(name, 0) + count
    found.months.add(month)


def _months(batch: Batch, name: str) -> list[str]:
    if not batch.has(name):
        return []
    months = batch.read(name).select("month").distinct().to_pyarrow()["month"].to_pylist()
    return sorted(months)


def _changes(batch: Batch, name: str, month: str, channels: Channels) -> pa.Table:
    """Key, channel and name at the source of the rows of the month whose channel is another now."""
    table = batch.read(name, {month})
    table = table.mutate(was=table.traffic_channel)
    placed = with_channels(
        table,
        asked(table),
        table.day,
        channels,
        fetch=batch.connection.to_pyarrow,
        register=lambda known: _registered(batch, known),
        keeps_words=name == "order",
    )
    changed = placed.filter(
        placed.traffic_channel.notnull() & ~placed.was.identical_to(placed.traffic_channel)
    )
    key = {one: changed[one] for one in entity(name).key}
    return changed.select(**key, **{NEW: changed.traffic_channel, SAID: changed.traffic_said}).to_pyarrow()


def asked(table: ir.Table) -> dict[str, ir.Value]:
    """What tells the origins of stored rows. Rows from before origins were kept have the channel that was read then:
    it is what the source said of them."""
    told = {name: table[name] for name in NAMES}
    is_known = reduce(lambda left, right: left | right, [value.notnull() for value in told.values()])
    return told | {"traffic_said": ibis.ifelse(is_known, table.traffic_said, table.traffic_channel)}


def _write(batch: Batch, name: str, month: str, changes: pa.Table, key: Any) -> int:
    """The month with the new channels. How many rows it has."""
    table = batch.read(name, {month})
    if not batch.has(name):
        return 0
    known = _registered(batch, changes)
    joined = table.left_join(known, list(key), rname="new_{name}")
    values = {one: table[one] for one in entity(name).column_names}
    values["traffic_channel"] = ibis.coalesce(joined[NEW], joined.traffic_channel)
    if "traffic_said" in values:
        values["traffic_said"] = ibis.ifelse(joined[NEW].notnull(), joined[SAID], joined.traffic_said)
    content = joined.select(
        **{one: values[one] if one in ("traffic_channel", "traffic_said") else joined[one] for one in values}
    ).to_pyarrow()
    if content.num_rows != int(table.count().to_pyarrow().as_py()):
        raise RuntimeError(f"{name} of {month} would lose or gain rows")
    if content.num_rows:
        batch.replace_months(name, content, {month})
    return int(content.num_rows)


def _refunds(batch: Batch, moved: pa.Table) -> Iterator[tuple[str, int]]:
    """Refunds follow their orders, in whatever month. (month, rows)."""
    if not batch.has("refund"):
        return
    table, known = batch.read("refund"), _registered(batch, moved)
    touched = table.semi_join(known, OF_ORDER)
    for row in (
        touched.group_by("month").aggregate(rows=touched.count()).order_by("month").to_pyarrow().to_pylist()
    ):
        _write(batch, "refund", row["month"], moved, OF_ORDER)
        yield row["month"], row["rows"]


def _registered(batch: Batch, rows: pa.Table) -> ir.Table:
    return temporary(batch.connection, gen_name("channels"), rows)
