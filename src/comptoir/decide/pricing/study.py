"""A discount on an item or a category, worked out from what is known on an evening. Heavy."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING

from comptoir.core.calendar.api import Event, EventKind, events
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.money import quantise
from comptoir.core.periods import Period
from comptoir.decide.findings.api import LackingError, facts_of
from comptoir.decide.pricing import items
from comptoir.decide.pricing.asked import Asked
from comptoir.decide.pricing.engine.deciding import Limit, Offer, Outcome, expected, is_blocked, limits
from comptoir.decide.pricing.engine.margin import Unit
from comptoir.decide.pricing.engine.operations import Operation, days_of, operations
from comptoir.decide.pricing.engine.reference import Reference, free_again, reference
from comptoir.measure.metrics.api import Query, run
from comptoir.measure.reading.api import charged_prices, product_names

if TYPE_CHECKING:
    from comptoir.decide.findings.api import Cover, Facts
    from comptoir.measure.reading.api import Charged

PAST_DAYS = 400
USUAL_DAYS = 91
_RETURN_DAYS = 182
_NOW_DAYS = 7
_ON_SHOW = frozenset({EventKind.SOLDES, EventKind.PROMOTION, EventKind.CAMPAIGN})
_STRONG = ("black_friday", "cyber_monday")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the offer."""

    sku: str
    name: str
    price: Decimal
    """Charged now, tax included."""
    new_price: Decimal
    reference: Reference | None
    offer: Offer
    limits: tuple[Limit, ...]

    @property
    def is_left_out(self) -> bool:
        return is_blocked(self.limits)


@dataclass(frozen=True, slots=True)
class Past:
    operation: Operation
    event: str
    """Of the calendar, on its days; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Study:
    asked: Asked
    day: date
    is_category: bool
    name: str
    items: tuple[Item, ...]
    """Those that may be lowered and those that are left out; the best sellers first."""
    offer: Offer
    """One mean item, weighted by units sold."""
    limits: tuple[Limit, ...]
    past: tuple[Past, ...]
    effect: Outcome | None
    return_rate: Decimal | None
    cover_days: Decimal | None
    soldes: Event | None
    """The legal sales that the first day lies in."""
    why_no_cost: str = ""

    @property
    def is_blocked(self) -> bool:
        return is_blocked(self.limits) or all(item.is_left_out for item in self.items)

    @property
    def free_again(self) -> date:
        return free_again(self.asked.end)


def study(scope: Scope, day: date, asked: Asked) -> Study | None:
    """None where nothing of that name has been sold lately."""
    scope.require(Permission.VIEW_FIGURES)
    facts = facts_of(scope, day)
    categories = facts.categories(facts.last(USUAL_DAYS))
    is_category = asked.of in set(categories.values())
    skus = (
        {sku for sku, category in categories.items() if category == asked.of} if is_category else {asked.of}
    )
    charged = charged_prices(scope, facts.last(PAST_DAYS), skus, number=facts.snapshot)
    costs = items.unit_costs(facts)
    soldes = _soldes(scope, asked)
    found = tuple(_items(scope, facts, asked, charged, costs, soldes))
    if not found:
        return None
    whole = _whole(found, asked, soldes)
    past = tuple(_past(scope, charged))
    ratios = [one.operation.ratio for one in past if one.operation.ratio is not None]
    told = limits(whole)
    stock, daily = whole.stock, whole.daily
    return Study(
        asked,
        day,
        is_category,
        asked.of if is_category else found[0].name,
        found,
        whole,
        told,
        past,
        expected(whole, ratios),
        _return_rate(scope, facts, asked.of, "category" if is_category else "product"),
        Decimal(f"{stock / daily:.1f}") if stock is not None and daily > 0 else None,
        soldes,
        "" if whole.unit else str(facts.margin_words),
    )


def _items(
    scope: Scope,
    facts: "Facts",
    asked: Asked,
    charged: Mapping[str, Mapping[date, "Charged"]],
    costs: items.Costs,
    soldes: Event | None,
) -> Sequence[Item]:
    names = product_names(scope, list(charged), facts.last(USUAL_DAYS))
    covers = _covers(facts)
    sold = facts.products(facts.last(USUAL_DAYS))
    in_soldes = soldes is not None and asked.end <= soldes.day_end
    # Successive markdowns of the legal sales keep the price before the first.
    before = soldes.day_start if soldes is not None else asked.start
    found = []
    for sku, days in charged.items():
        now = _now(days, facts.day)
        if now is None:
            continue
        price, price_with_tax = now
        cost, rate = costs.of(sku), costs.selling_rate
        unit = Unit(price, cost, rate * price) if cost is not None and rate is not None else None
        new_price = quantise(price_with_tax * (1 - asked.discount))
        counted = reference({day: quantise(one.price_with_tax) for day, one in days.items()}, before)
        cover = covers.get(sku)
        units = sold[sku].units if sku in sold else 0.0
        offer = Offer(
            unit,
            asked.discount,
            asked.days,
            Decimal(f"{cover.daily if cover else units / USUAL_DAYS:.4f}"),
            new_price,
            counted.price if counted else None,
            asked.struck if sku == asked.of else None,
            Decimal(f"{cover.stock:.3f}") if cover else None,
            in_soldes,
        )
        found.append(
            Item(sku, names.get(sku, sku), quantise(price_with_tax), new_price, counted, offer, limits(offer))
        )
    return sorted(found, key=lambda item: -item.offer.daily)


def _whole(found: Sequence[Item], asked: Asked, soldes: Event | None) -> Offer:
    """Of one item, its own offer; of several, a mean item of those that may be lowered."""
    if len(found) == 1:
        return found[0].offer
    kept = [item for item in found if not item.is_left_out] or list(found)
    known = [item for item in kept if item.offer.unit is not None]
    weights = [item.offer.daily for item in known]
    total = sum(weights, Decimal(0))
    unit = None
    if total > 0:
        parts = [
            (item.offer.unit, weight) for item, weight in zip(known, weights, strict=True) if item.offer.unit
        ]
        unit = Unit(
            sum((part.price * weight for part, weight in parts), Decimal(0)) / total,
            sum((part.cost * weight for part, weight in parts), Decimal(0)) / total,
            sum((part.selling * weight for part, weight in parts), Decimal(0)) / total,
        )
    stocks = [item.offer.stock for item in kept if item.offer.stock is not None]
    daily = sum((item.offer.daily for item in kept), Decimal(0))
    prices = [(item.new_price, item.reference.price) for item in kept if item.reference]
    # Of several items, what is announced stands beside each: the mean item is told by whether any may be announced.
    lowered = next(((price, before) for price, before in prices if price < before), None)
    price, before = lowered or (prices[0] if prices else (kept[0].new_price, None))
    return Offer(
        unit,
        asked.discount,
        asked.days,
        daily,
        price,
        before,
        None,
        sum(stocks, Decimal(0)) if stocks else None,
        soldes is not None and asked.end <= soldes.day_end,
    )


def _now(days: Mapping[date, "Charged"], evening: date) -> tuple[Decimal, Decimal] | None:
    """The price charged now, without and with tax: the middle of the last week that sold, within a quarter."""
    last = max((day for day in days if day > evening - timedelta(days=USUAL_DAYS)), default=None)
    if last is None:
        return None
    recent = [one for day, one in days.items() if last - timedelta(days=_NOW_DAYS) < day <= last]
    return median(one.price for one in recent), median(one.price_with_tax for one in recent)


def _covers(facts: "Facts") -> Mapping[str, "Cover"]:
    try:
        return facts.covers()
    except LackingError:
        return {}


def _past(scope: Scope, charged: Mapping[str, Mapping[date, "Charged"]]) -> Sequence[Past]:
    days = days_of(
        (
            {day: one.price_with_tax for day, one in item.items()},
            {day: one.units for day, one in item.items()},
        )
        for item in charged.values()
    )
    return [Past(one, _event(scope, Period(one.start, one.end))) for one in operations(days)]


def _event(scope: Scope, period: Period) -> str:
    found = [event for event in events(scope, period) if event.kind in _ON_SHOW or event.code in _STRONG]
    return max(found, key=lambda event: _shared(event, period)).name if found else ""


def _shared(event: Event, period: Period) -> int:
    shared = event.period.overlap(period)
    return shared.days if shared else 0


def _soldes(scope: Scope, asked: Asked) -> Event | None:
    found = events(scope, Period(asked.start, asked.start))
    return next((event for event in found if event.kind is EventKind.SOLDES and not event.is_own), None)


def _return_rate(scope: Scope, facts: "Facts", of: str, dimension: str) -> Decimal | None:
    value = run(
        scope,
        Query(
            ("return_rate",),
            period=facts.last(_RETURN_DAYS),
            where=((dimension, of),),
            tax="excluded",
            snapshot=facts.snapshot,
        ),
    ).total.values.get("return_rate")
    return None if value is None else Decimal(value)


def choices(scope: Scope, day: date) -> tuple[Sequence[str], Collection[tuple[str, str]]]:
    """Categories, and the best sellers by number and name: what the form offers."""
    facts = facts_of(scope, day)
    sold = facts.products(facts.last(USUAL_DAYS))
    best = sorted(sold, key=lambda sku: -sold[sku].net_sales)[: items.OFFERED]
    names = product_names(scope, best, facts.last(USUAL_DAYS))
    categories = facts.categories(facts.last(USUAL_DAYS))
    return sorted(set(categories.values())), [(sku, names.get(sku, sku)) for sku in best]
