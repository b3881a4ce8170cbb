"""The facts of a batch set in order: which orders several sources know, and which of them counts. Heavy: not for
start-up."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import pyarrow as pa
from ibis.expr import types as ir

from comptoir.core.companies.api import Scope
from comptoir.entities.double import ORDER_DOUBLE, SOURCE_PAIR
from comptoir.measure.doubles.engine import (
    Evidence,
    Judgement,
    Known,
    Pair,
    Reason,
    Verdict,
    common_channel,
    decided,
    ranked,
)
from comptoir.measure.doubles.matching import Workspace, evidence, keyed, matched
from comptoir.measure.doubles.queries import interfaces_of, sayings_of
from comptoir.measure.doubles.resolving import NAMING, accepted, named_by_others, resolved, told
from comptoir.measure.warehouse.api import Batch, arrow_schema

DOUBLES, PAIRS = ORDER_DOUBLE.name, SOURCE_PAIR.name


@dataclass(frozen=True, slots=True)
class _Settled:
    """Two parts with numbers in common, and what is made of it."""

    pair: Pair
    channel: str
    found: Evidence
    judgement: Judgement

    @property
    def is_same(self) -> bool:
        return self.judgement.verdict is Verdict.SAME

    @property
    def is_by_days(self) -> bool:
        """A number on a far day is another order, unless a person said that numbers are enough."""
        return self.judgement.reason is not Reason.SAID


def settle(scope: Scope, batch: Batch, *, again: bool = False) -> bool:
    """Bring `order_double` and `source_pair` in line with the facts of the batch; whether they changed.

    Call it before the commit, each time that something was written; `again` where only what persons say has changed.
    A company of one source pays for one look at the names of the sources of its orders.
    """
    if not (again or _may_change(batch)):
        return False
    sources = _sources(scope, batch)
    if len(sources) < 2 and PAIRS not in batch.versions:
        return False
    space = Workspace(batch.connection)
    try:
        pairs, doubles = _worked_out(scope, batch, sources, space)
        is_changed = _write_pairs(batch, pairs)
        return _write_doubles(batch, doubles, space) or is_changed
    finally:
        space.close()


def _may_change(batch: Batch) -> bool:
    return "order" in batch.changed or (DOUBLES in batch.versions and bool(batch.changed & set(NAMING)))


def _sources(scope: Scope, batch: Batch) -> list[Known]:
    if not batch.has("order"):
        return []
    orders, interfaces = batch.read("order"), interfaces_of(scope)
    found = orders.group_by("source").aggregate(first_day=orders.day.min())
    rows = batch.connection.to_pyarrow(found).to_pylist()
    return [Known(row["source"], row["first_day"], row["source"] in interfaces) for row in rows]


def _worked_out(
    scope: Scope, batch: Batch, sources: list[Known], space: Workspace
) -> tuple[pa.Table, ir.Table | None]:
    if len(sources) < 2:
        return _pairs_table([], {}, {}), None
    sayings, orders = sayings_of(scope), batch.read("order")
    known = keyed(orders, space)
    matches = matched(known, space)
    settled = []
    for pair, found in evidence(known, matches, space).items():
        channel = common_channel((pair[1], pair[3]))
        settled.append(_Settled(pair, channel, found, decided(channel, pair, found, sayings)))
    ranks = {one.channel: ranked(sources, sayings.masters.get(one.channel, "")) for one in settled}
    same = [one for one in settled if one.is_same]
    if not same:
        return _pairs_table(settled, ranks, {}), None
    joined = accepted(
        matches,
        {one.pair: one.is_by_days for one in same},
        {one.pair: one.channel for one in same},
        space,
    )
    left = resolved(joined, ranks, len(sources), space)
    facts = {name: batch.read(name) for name in NAMING if batch.has(name)}
    doubles = told(left, facts, space)
    others = named_by_others(doubles, facts, orders, space)
    every = doubles.drop("own_channel")
    counts = {
        (row["source"], row["channel"], row["master_source"], row["master_channel"]): int(row["orders"])
        for row in space.rows(
            left.group_by("source", "channel", "master_source", "master_channel").aggregate(
                orders=left.count()
            )
        )
    }
    return _pairs_table(settled, ranks, counts), every if others is None else every.union(others)


def _pairs_table(
    settled: list[_Settled], ranks: Mapping[str, list[str]], counts: Mapping[Pair, int]
) -> pa.Table:
    rows = [
        {
            "source": one.pair[0],
            "source_channel": one.pair[1],
            "other": one.pair[2],
            "other_channel": one.pair[3],
            "channel": one.channel,
            **asdict(one.found),
            "verdict": one.judgement.verdict.value,
            "reason": one.judgement.reason.value,
            "master": next(name for name in ranks[one.channel] if name in (one.pair[0], one.pair[2])),
            "counted_once": counts.get(one.pair, 0) + counts.get((*one.pair[2:], *one.pair[:2]), 0),
        }
        for one in sorted(settled, key=lambda one: one.pair)
    ]
    return pa.Table.from_pylist(rows, arrow_schema(SOURCE_PAIR))


def _write_pairs(batch: Batch, pairs: pa.Table) -> bool:
    if PAIRS not in batch.versions and not pairs.num_rows:
        return False
    names = list(SOURCE_PAIR.column_names)
    known = batch.read(PAIRS).order_by(list(SOURCE_PAIR.key)).select(names)
    if batch.connection.to_pyarrow(known).to_pylist() == pairs.to_pylist():
        return False
    batch.replace_all(PAIRS, pairs)
    return True


def _write_doubles(batch: Batch, doubles: ir.Table | None, space: Workspace) -> bool:
    """Only months in which something differs are written: what was worked out of the others stays good."""
    names = list(ORDER_DOUBLE.column_names)
    known = batch.read(DOUBLES).select(names)
    if doubles is None:
        months = {row["month"] for row in space.rows(known.select("month").distinct())}
        if months:
            batch.replace_months(DOUBLES, arrow_schema(ORDER_DOUBLE).empty_table(), months)
        return bool(months)
    found = space.keep(doubles.select(names))
    sides = found.difference(known).select("month").union(known.difference(found).select("month"))
    months = {row["month"] for row in space.rows(sides.distinct())}
    if months:
        rows = found.filter(found.month.isin(sorted(months))).order_by(list(ORDER_DOUBLE.key))
        batch.replace_months(DOUBLES, batch.connection.to_pyarrow(rows), months)
    return bool(months)
