"""Reads: what persons said, and what the snapshot says that sources have in common."""

from dataclasses import dataclass
from datetime import date

from comptoir.connectors.connections.api import connections
from comptoir.core.companies.api import Permission, Scope
from comptoir.measure.doubles.engine import Sayings, Verdict
from comptoir.measure.doubles.models import ChannelMaster, PairSaying
from comptoir.measure.warehouse.api import Snapshot, current_snapshot, open_snapshot


@dataclass(frozen=True, slots=True)
class FoundPair:
    """Two sources with numbers of orders in common, as the last snapshot knows them."""

    channel: str
    source: str
    source_channel: str
    other: str
    other_channel: str
    orders: int
    other_orders: int
    numbers: int
    near: int
    weighed: int
    alike: int
    agreeing: int
    verdict: str
    reason: str
    master: str
    counted_once: int


@dataclass(frozen=True, slots=True)
class Double:
    """An order that is left aside, and the one that is counted for it."""

    channel: str
    day: date
    source: str
    order_id: str
    master_source: str
    master_order_id: str
    master_day: date


@dataclass(frozen=True, slots=True)
class Doubles:
    pairs: tuple[FoundPair, ...]
    count: int
    """Orders left aside."""

    @property
    def open_questions(self) -> tuple[FoundPair, ...]:
        return tuple(pair for pair in self.pairs if pair.verdict == Verdict.UNSURE)


def sayings_of(scope: Scope) -> Sayings:
    scope.require(Permission.VIEW_FIGURES)
    masters = ChannelMaster.objects.filter(company_id=scope.company_id)
    said = PairSaying.objects.filter(company_id=scope.company_id)
    return Sayings(
        {row.channel: row.source for row in masters},
        {
            (row.channel, row.source, row.other): Verdict.SAME if row.is_same else Verdict.DIFFERENT
            for row in said
        },
    )


def interfaces_of(scope: Scope) -> frozenset[str]:
    """Sources that are read from an interface."""
    return frozenset(held.source for held in connections(scope))


def doubles_of(scope: Scope, snapshot: Snapshot | None = None) -> Doubles:
    """What sources have in common, most numbers first."""
    scope.require(Permission.VIEW_FIGURES)
    snapshot = snapshot or current_snapshot(scope)
    if snapshot is None or "source_pair" not in snapshot.versions:
        return Doubles((), 0)
    with open_snapshot(scope, snapshot) as reader:
        told = reader.table("source_pair").to_pyarrow().to_pylist()
        twice = reader.table("order_double")
        count = int(twice.filter(twice.is_order).count().to_pyarrow().as_py())
    pairs = [FoundPair(**row) for row in told]
    in_order = sorted(pairs, key=lambda one: (-one.numbers, one.channel, one.source, one.other))
    return Doubles(tuple(in_order), count)


def listed_doubles(scope: Scope, most: int | None = None) -> list[Double]:
    """The orders that are counted once, newest first; `most` of them."""
    scope.require(Permission.VIEW_FIGURES)
    snapshot = current_snapshot(scope)
    if snapshot is None or "order_double" not in snapshot.versions:
        return []
    with open_snapshot(scope, snapshot) as reader:
        twice = reader.table("order_double")
        found = twice.filter(twice.is_order).select(*Double.__dataclass_fields__)
        found = found.order_by([found.day.desc(), found.source, found.order_id])
        rows = (found if most is None else found.limit(most)).to_pyarrow().to_pylist()
    return [Double(**row) for row in rows]
