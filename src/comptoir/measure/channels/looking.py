"""Origins of the last orders, and what rules make of them. Heavy: not for start-up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings
from ibis.expr import types as ir

from comptoir.connectors.channels.api import NAMES, OTHER, ChannelRule, Channels, Origin
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.periods import Period
from comptoir.entities.columns import TRAFFIC_CHANNELS
from comptoir.measure.warehouse.api import Snapshot, current_snapshot, open_snapshot

DAYS = 90
NOTHING = Decimal(0)
_KNOWN_MOST = 8


@dataclass(frozen=True, slots=True)
class Sold:
    """Orders of one origin on one day."""

    origin: Origin
    day: date
    channel: str
    """As it is stored."""
    orders: int
    sales: Decimal
    """After discounts, excluding tax; of orders in the company's currency."""


@dataclass(frozen=True, slots=True)
class Move:
    """What a rule would take from one channel to another."""

    before: str
    after: str
    orders: int
    sales: Decimal


@dataclass(frozen=True, slots=True)
class Unmatched:
    """An origin that no rule gives a channel of the list."""

    origin: Origin
    orders: int
    sales: Decimal


@dataclass(frozen=True, slots=True)
class Lately:
    """The orders of the last days with any."""

    period: Period | None
    sold: tuple[Sold, ...] = ()

    @property
    def sales(self) -> Decimal:
        return sum((one.sales for one in self.sold), NOTHING)

    @property
    def orders(self) -> int:
        return sum(one.orders for one in self.sold)


_known: dict[tuple[str, int, str], Lately] = {}
"""By store, snapshot and currency: a snapshot never changes."""


def lately(scope: Scope) -> Lately:
    """The 90 days that end with the last order sold."""
    scope.require(Permission.VIEW_FIGURES)
    snapshot = current_snapshot(scope)
    if snapshot is None:
        return Lately(None)
    key = str(settings.WAREHOUSE), snapshot.pk, scope.currency
    if (known := _known.get(key)) is None:
        known = _known[key] = _read(scope, snapshot)
        while len(_known) > _KNOWN_MOST:
            _known.pop(next(iter(_known)), None)
    return known


def _read(scope: Scope, snapshot: Snapshot) -> Lately:
    with open_snapshot(scope, snapshot) as reader:
        if not reader.has("order"):
            return Lately(None)
        every = reader.table("order")
        last = every.filter((every.status == "sold") & every.has_product).day.max().to_pyarrow().as_py()
        if last is None:
            return Lately(None)
        period = Period(last - timedelta(days=DAYS - 1), last)
        return Lately(
            period, tuple(_sold(reader.table("order", frozenset(period.months)), period, scope.currency))
        )


def _sold(table: ir.Table, period: Period, currency: str) -> Iterable[Sold]:
    table = table.filter(
        (table.status == "sold") & table.has_product & table.day.between(period.start, period.end)
    )
    paid = (table.gross_amount - table.discount_amount).sum(where=table.currency == currency)
    grouped = table.group_by(*NAMES, "traffic_channel", "day").aggregate(orders=table.count(), sales=paid)
    for row in grouped.order_by("day", "traffic_channel", *NAMES).to_pyarrow().to_pylist():
        channel = row["traffic_channel"] or ""
        origin = Origin.of_facts(row)
        if not origin.is_known and channel:
            # From before origins were kept: the channel is what the source said.
            origin = Origin.told(said=channel)
        yield Sold(origin, row["day"], channel, row["orders"], row["sales"] or NOTHING)


def moves(found: Lately, now: Channels, then: Channels) -> list[Move]:
    """What another set of rules would change of these orders, the largest sales first."""
    sums: dict[tuple[str, str], tuple[int, Decimal]] = {}
    for one in found.sold:
        pair = channel_of(now, one), channel_of(then, one)
        if pair[0] != pair[1]:
            orders, sales = sums.get(pair, (0, NOTHING))
            sums[pair] = orders + one.orders, sales + one.sales
    told = (Move(*pair, *summed) for pair, summed in sums.items())
    return sorted(told, key=lambda move: (-move.sales, move.before, move.after))


def stored_otherwise(found: Lately, now: Channels) -> int:
    """Orders that the rules now give another channel than they are stored with."""
    return sum(one.orders for one in found.sold if channel_of(now, one) != one.channel)


def with_draft(now: Channels, draft: ChannelRule, rule_id: int | None) -> Channels:
    """As if the draft had been saved: in the place of the rule that it changes, else after the others."""
    own = [draft if rule.id == rule_id else rule for rule in now.own]
    return Channels(own if rule_id is not None else (*own, draft), now.defaults)


def unmatched(found: Lately, now: Channels) -> list[Unmatched]:
    """By sales."""
    sums: dict[Origin, tuple[int, Decimal]] = {}
    for one in found.sold:
        channel = channel_of(now, one)
        if channel and (channel == OTHER or channel not in TRAFFIC_CHANNELS) and not _is_own(now, one):
            orders, sales = sums.get(one.origin, (0, NOTHING))
            sums[one.origin] = orders + one.orders, sales + one.sales
    told = (Unmatched(origin, *summed) for origin, summed in sums.items())
    return sorted(told, key=lambda one: (-one.sales, -one.orders, one.origin.values))


def shares(found: Lately, now: Channels) -> dict[str, Decimal]:
    """Of sales: direct, other (and names of shops), and without any origin."""
    sums = {"direct": NOTHING, "other": NOTHING, "unknown": NOTHING}
    for one in found.sold:
        channel = channel_of(now, one)
        if not channel:
            sums["unknown"] += one.sales
        elif channel == "direct":
            sums["direct"] += one.sales
        elif channel == OTHER or channel not in TRAFFIC_CHANNELS:
            sums["other"] += one.sales
    return {name: value / found.sales if found.sales else NOTHING for name, value in sums.items()}


def channel_of(channels: Channels, one: Sold) -> str:
    return channels.channel_of(one.origin, one.day, keeps_words=True)


def _is_own(now: Channels, one: Sold) -> bool:
    """Somebody said that it is « other »."""
    return now.rule_for(one.origin, one.day) in now.own
