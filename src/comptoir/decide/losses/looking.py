"""Every segment of the visits held against its own past, and what the sure losses cost a week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.ledger.api import Effect
from comptoir.core.periods import Grain, Period
from comptoir.decide.findings.api import RATE, adjusted, effect, facts_of, last_evening
from comptoir.decide.losses.causes import Cause, Proof, Signs, probable, signs
from comptoir.decide.losses.engine import (
    BEFORE_DAYS,
    LONGEST,
    RECENT_DAYS,
    Days,
    Inconclusive,
    Shortfall,
    fallen_step,
    shortfall,
)
from comptoir.measure.metrics.api import Query, run
from comptoir.measure.tracking.api import Shift, tracking_shifts
from comptoir.measure.warehouse.api import current_snapshot

if TYPE_CHECKING:
    from comptoir.decide.findings.api import Facts, Worth
    from comptoir.measure.metrics.api import Row

ONE_BY_ONE = ("site_sessions", "product_sessions", "cart_sessions", "checkout_sessions", "purchase_sessions")
SUMMED = ("sessions", "carts_seen", "checkouts_seen", "purchases_seen")
SPLITS = (("device",), ("traffic_channel",), ("traffic_channel", "device"))
LANDING = ("landing_page",)
MOST_PAGES = 30
USUAL_DAYS = 91
HOLDS_MOST = 2 / 3


@dataclass(frozen=True, slots=True)
class Looked:
    """One segment, whatever was found of it."""

    where: Mapping[str, str]
    """Dimension and value; empty for all visits."""
    found: Shortfall | Inconclusive
    false_rate: float
    """Of losses as clear as this one, the share that may be chance; 1 where there is none to tell."""
    step: int | None
    since: date | None

    @property
    def is_sure(self) -> bool:
        return isinstance(self.found, Shortfall) and self.found.mid > 0 and self.false_rate <= RATE

    @property
    def fingerprint(self) -> str:
        told = "|".join(f"{name}={value}" for name, value in sorted(self.where.items()))
        return sha256(f"losses|{told}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Loss:
    looked: Looked
    found: Shortfall
    week: Effect | None
    """Money lost a week, 80 %; None where the worth of a purchase is not known."""
    cause: Cause
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Losses:
    day: date
    metrics: tuple[str, ...]
    """Of the steps."""
    losses: tuple[Loss, ...]
    """The most money first; a segment within another sure one is told there."""
    looked: tuple[Looked, ...]
    shift: Shift | None
    """The measurement moved: a data incident first."""
    signs: Signs
    worth: "Worth | None"
    per_purchase: float | None
    """Margin of a purchase, or its net sales where costs are unknown."""
    snapshot: int | None


def losses(scope: Scope, at: date | None, snapshot: int | None) -> Losses | None:
    """None where no step of visits is known in these days."""
    scope.require(Permission.VIEW_FIGURES)
    current = current_snapshot(scope)
    day = at or last_evening(scope)
    if current is None or day is None:
        return None
    number = snapshot or current.number
    facts = facts_of(scope, day, number)
    period = Period(day - timedelta(days=BEFORE_DAYS + RECENT_DAYS - 1), day)
    metrics = _metrics(facts, period)
    if not metrics:
        return None
    shift = _shift(scope, day)
    looked = _looked(scope, metrics, period, number)
    moved, worth, each = signs(facts), *_worth(facts)
    sure = [] if shift else _apart([one for one in looked if one.is_sure])
    told = [_loss(one, moved, len(metrics), worth, each) for one in sure]
    told.sort(key=lambda one: (-(one.week.mid if one.week else 0), -one.found.mid))
    return Losses(day, metrics, tuple(told), looked, shift, moved, worth, each, number)


def _metrics(facts: "Facts", period: Period) -> tuple[str, ...]:
    """The steps that the best source tells; none without visits and purchases."""
    for names in (ONE_BY_ONE, SUMMED):
        values = facts.loosely(names, period).total.values
        known = tuple(name for name in names if values.get(name) is not None)
        if names[0] in known and names[-1] in known and values.get(names[0]):
            return known
    return ()


def _shift(scope: Scope, day: date) -> Shift | None:
    """The last time that the measurement moved, if its days are among those held against each other."""
    found = tracking_shifts(scope, Period(day - timedelta(days=LONGEST - 1), day))
    return max((one for one in found if one.start <= day), key=lambda one: one.start, default=None)


def _looked(scope: Scope, metrics: Sequence[str], period: Period, number: int) -> tuple[Looked, ...]:
    splits = [(), *SPLITS, *([LANDING] if metrics[0] == ONE_BY_ONE[0] else [])]
    found: list[tuple[Mapping[str, str], Shortfall | Inconclusive, int | None]] = []
    for by in splits:
        query = Query(tuple(metrics), by=by, grain=Grain.DAY, period=period, snapshot=number)
        parts: dict[tuple[str | None, ...], list[Row]] = {}
        for row in run(scope, query).rows:
            parts.setdefault(tuple(row.dimensions.get(name) for name in by), []).append(row)
        largest = sorted(parts.items(), key=lambda one: -sum(_number(row, metrics[0]) for row in one[1]))
        for values, rows in largest[: MOST_PAGES if by == LANDING else None]:
            if all(value is not None for value in values):
                where = {name: value for name, value in zip(by, values, strict=True) if value is not None}
                found.append((where, *_judged(rows, metrics, period)))
    sure = [place for place, (_where, one, _step) in enumerate(found) if isinstance(one, Shortfall)]
    families = ["+".join(found[place][0]) for place in sure]
    p_values = [one.p_value for place in sure if isinstance(one := found[place][1], Shortfall)]
    rates = dict(zip(sure, adjusted(families, p_values), strict=True))
    return tuple(
        Looked(
            where,
            one,
            rates.get(place, 1.0),
            step,
            period.start + timedelta(days=one.since) if isinstance(one, Shortfall) and one.mid > 0 else None,
        )
        for place, (where, one, step) in enumerate(found)
    )


def _judged(
    rows: Sequence["Row"], metrics: Sequence[str], period: Period
) -> tuple[Shortfall | Inconclusive, int | None]:
    """A day of which the segment has no row, where others have, is a day without any visit of it."""
    of_day = {row.period: row for row in rows}
    days = [period.start + timedelta(days=n) for n in range(period.days)]
    visits, purchases = (
        [_number(of_day.get(day), name) for day in days] for name in (metrics[0], metrics[-1])
    )
    found = shortfall(Days([day.isoweekday() for day in days], visits, purchases))
    split = days[BEFORE_DAYS]
    before = [sum(_number(row, name) for row in rows if row.period < split) for name in metrics]
    recent = [sum(_number(row, name) for row in rows if row.period >= split) for name in metrics]
    return found, fallen_step(before, recent)


def _number(row: "Row | None", name: str) -> float:
    return float(row.values.get(name) or 0) if row is not None else 0.0


def _apart(sure: Sequence[Looked]) -> list[Looked]:
    """Of segments that overlap the clearest alone, so that no loss is counted twice; in its place the one within it
    that holds most of what is missing."""
    kept: list[Looked] = []
    for one in sorted(sure, key=_chance):
        if any(_overlap(one.where, other.where) for other in kept):
            continue
        within = [
            other
            for other in sure
            if other.where.items() > one.where.items() and _missing(other) >= HOLDS_MOST * _missing(one)
        ]
        kept.append(min(within, key=_chance, default=one))
    return kept


def _overlap(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Two segments share visits unless they differ in a dimension that both name."""
    return all(other.get(name, value) == value for name, value in one.items())


def _missing(one: Looked) -> float:
    return one.found.mid if isinstance(one.found, Shortfall) else 0.0


def _chance(one: Looked) -> float:
    return one.found.p_value if isinstance(one.found, Shortfall) else 1.0


def _worth(facts: "Facts") -> "tuple[Worth | None, float | None]":
    """Of a purchase: net sales of an order of the last quarter x rate of contribution margin 2."""
    sales = facts.loosely(("net_sales_per_order",), facts.last(USUAL_DAYS)).total.values.get(
        "net_sales_per_order"
    )
    if sales is None:
        return None, None
    return facts.worth, float(sales) * facts.worth.rate


def _loss(one: Looked, moved: Signs, steps: int, worth: "Worth | None", each: float | None) -> Loss:
    if not isinstance(one.found, Shortfall):
        raise TypeError(one.found)
    found = one.found
    cause, proofs = probable(moved, one.step, steps)
    week = None
    if worth is not None and each is not None:
        week = effect(found.low * each, found.mid * each, found.high * each, worth.basis)
    return Loss(one, found, week, cause, proofs)
