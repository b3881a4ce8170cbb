"""Orders of several sources set against each other by number. Expressions only: nothing is written here. Heavy: not
for start-up."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend
from ibis.expr import types as ir
from ibis.util import gen_name

from comptoir.entities.columns import OWN_SITE
from comptoir.measure.costs.api import SITE
from comptoir.measure.doubles import engine
from comptoir.measure.doubles.engine import Evidence, Pair
from comptoir.measure.warehouse.api import temporary

MONEY = "decimal(18, 4)"
OF_ORDER = ("source", "order_id")


@dataclass(slots=True)
class Workspace:
    """Tables of a connection, made on the way and dropped at the end."""

    connection: Backend
    _made: list[str] = field(default_factory=list)

    def keep(self, table: ir.Table | pa.Table) -> ir.Table:
        name = gen_name("doubles")
        self._made.append(name)
        return temporary(self.connection, name, table)

    def rows(self, table: ir.Table) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.connection.to_pyarrow(table).to_pylist()
        return found

    def close(self) -> None:
        while self._made:
            self.connection.drop_table(self._made.pop(), force=True)


def channel(column: ir.StringValue) -> ir.StringValue:
    """As `channel_of` of the costs."""
    folded = column.coalesce("").strip().lower()
    return ibis.ifelse(folded.isin(["", *OWN_SITE]), SITE, folded)


def keyed(orders: ir.Table, space: Workspace) -> ir.Table:
    """Every order with the keys by which another source may know it: `is_own` by its own number, else by that of the
    marketplace that it was copied from. Those that share theirs with another one of their source are not among them.
    As `engine.keys`."""
    every = _with_key(orders, orders.order_id, space).mutate(is_own=ibis.literal(True))
    copied = orders.filter(orders.channel_order_id.notnull())
    if space.rows(copied.select("order_id").limit(1)):
        others = _with_key(copied, copied.channel_order_id, space).mutate(is_own=ibis.literal(False))
        # A shop that copies under the marketplace's number tells it twice.
        every = space.keep(every.union(others.anti_join(every, [*OF_ORDER, "key"])))
    of_key = every.group_by("source", "key").aggregate(orders=every.count())
    return every.filter(every.key != "").anti_join(of_key.filter(of_key.orders > 1), ["source", "key"])


def _with_key(orders: ir.Table, number: ir.StringValue, space: Workspace) -> ir.Table:
    # Regular expressions only where there is something for them: millions of numbers are digits alone.
    small = number.lower().translate(engine.SPACES, "")
    plain = ibis.ifelse(small.startswith("#"), small.re_replace(engine.SIGNS, ""), small)
    is_digits = plain.substr(0, 1).between("0", "9")
    bare = space.keep(
        orders.select(
            *OF_ORDER,
            "day",
            "month",
            "status",
            "currency",
            channel=channel(orders.sales_channel),
            amount=(orders.gross_amount - orders.discount_amount).cast(MONEY),
            plain=plain,
            prefix=ibis.ifelse(is_digits, "", plain.re_extract(engine.PREFIX, 1)),
        )
    )
    shared = _shared_prefixes(bare, space)
    found = bare.left_join(shared, ["source", "channel", "prefix"])
    rest = ibis.ifelse(found.common.notnull(), found.plain.substr(found.prefix.length()), found.plain)
    key = ibis.ifelse(rest.startswith("0"), rest.re_replace(engine.ZEROS, r"\1"), rest)
    columns = (*OF_ORDER, "day", "month", "status", "currency", "channel", "amount")
    return space.keep(found.select(*columns, key=key))


def _shared_prefixes(bare: ir.Table, space: Workspace) -> ir.Table:
    """The few that nearly every number of a part begins with."""
    counts = bare.group_by("source", "channel", "prefix").aggregate(orders=bare.count())
    of_part = ibis.window(group_by=["source", "channel"])
    counts = counts.mutate(every=counts.orders.sum().over(of_part))
    most = float(engine.PREFIX_SHARE)
    return space.keep(
        counts.filter(counts.prefix != "", counts.orders >= counts.every * most).select(
            "source", "channel", "prefix", common=ibis.literal(True)
        )
    )


def matched(known: ir.Table, space: Workspace) -> ir.Table:
    """Two orders of two sources with one key: `near` in days, `alike` in amount, `weighs` where there is one."""
    other = known.view()
    by_own = known.is_own | other.is_own  # by both numbers the same two would be found twice
    pairs = known.inner_join(other, [known.key == other.key, known.source < other.source, by_own])
    largest = ibis.greatest(known.amount.abs(), other.amount.abs())
    allowed = ibis.greatest(
        ibis.literal(engine.AMOUNT_LEAST, MONEY), largest * ibis.literal(engine.AMOUNT_SHARE, "decimal(4, 2)")
    )
    same_amount = (known.currency == other.currency) & ((known.amount - other.amount).abs() <= allowed)
    near = (known.day - other.day).cast("int64").abs() <= engine.NEAR_DAYS
    names = ("source", "channel", "order_id", "day", "month", "status")
    return space.keep(
        pairs.select(
            "key",
            **{name: known[name] for name in names},
            **{f"other_{name}": other[name] for name in names},
            near=near,
            weighs=largest > 0,
            alike=same_amount & (largest > 0),
        )
    )


def evidence(known: ir.Table, matches: ir.Table, space: Workspace) -> dict[Pair, Evidence]:
    """What each two parts have in common."""
    pair = ("source", "channel", "other_source", "other_channel")
    sums = matches.group_by(*pair).aggregate(
        numbers=matches.count(),
        near=matches.near.sum().coalesce(0),
        weighed=matches.weighs.sum().coalesce(0),
        alike=matches.alike.sum().coalesce(0),
        agreeing=(matches.near & matches.alike).sum().coalesce(0),
    )
    found = {tuple(row[name] for name in pair): row for row in space.rows(sums)}
    days = _days_of_parts(known, {part for one in found for part in (one[:2], one[2:])}, space)
    return {
        (one[0], one[1], one[2], one[3]): Evidence(
            *_on_shared_days(days[one[:2]], days[one[2:]]),
            numbers=row["numbers"],
            near=row["near"],
            weighed=row["weighed"],
            alike=row["alike"],
            agreeing=row["agreeing"],
        )
        for one, row in found.items()
    }


def _days_of_parts(
    known: ir.Table, parts: Iterable[tuple[Any, ...]], space: Workspace
) -> dict[tuple[Any, ...], dict[date, int]]:
    counts = known.group_by("source", "channel", "day").aggregate(orders=known.is_own.sum())
    found: dict[tuple[Any, ...], dict[date, int]] = {part: {} for part in parts}
    for row in space.rows(counts):
        if (part := (row["source"], row["channel"])) in found:
            found[part][row["day"]] = row["orders"]
    return found


def _on_shared_days(one: dict[date, int], other: dict[date, int]) -> tuple[int, int]:
    """How many orders each has between the first and the last day that both know, neighbours included."""
    near = timedelta(days=engine.NEAR_DAYS)
    first, last = max(min(one), min(other)) - near, min(max(one), max(other)) + near
    return _within(one, first, last), _within(other, first, last)


def _within(days: dict[date, int], first: date, last: date) -> int:
    return sum(count for day, count in days.items() if first <= day <= last)
