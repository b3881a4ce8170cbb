"""New customers of a month who come back less than those of the months before did, at the same age."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from comptoir.core.periods import Grain, Period, add_months, month_end
from comptoir.decide.findings.candidate import MONTH_DAYS, Candidate, LackingError, Outcome, effect
from comptoir.decide.findings.engine.cohorts import Fewer, fewer
from comptoir.decide.findings.facts import USUAL_DAYS, Facts, number
from comptoir.measure.reading.api import loaded_days

AGES = (365, 90, 60, 30)
"""Days after the first order; a cohort is looked at at the greatest that all of its customers have reached."""
ELDERS = 12
LEAST_ELDERS = 6
YOUNG = 6
"""Cohorts looked at, the latest."""
LEAST = 50
"""Customers of a cohort; fewer say nothing."""


def look(facts: Facts) -> Outcome:
    """(Share of elders that came back - own share) x new customers of 30 days x net sales of an order x margin rate."""
    loaded = loaded_days(facts.scope)
    # In the first twelve months of data old customers look new.
    first = add_months(loaded.start.replace(day=1), 12) if loaded else facts.day
    if loaded and loaded.start.day > 1:
        first = add_months(first, 1)
    if add_months(first, LEAST_ELDERS) > facts.day:
        raise LackingError(_("It takes eighteen months of orders: before, old customers look new."))
    candidates, tried = [], 0
    for month in _young(facts.day):
        age = next(age for age in AGES if month_end(month) + timedelta(days=age) <= facts.day)
        sizes, backs = _counts(facts, month, age, first)
        size = sizes.pop(month, 0.0)
        if size < LEAST or len(sizes) < LEAST_ELDERS:
            continue
        tried += 1
        found = fewer(backs[month], size, [backs[one] for one in sizes], list(sizes.values()))
        if found.share < found.elders:
            candidates.append(_candidate(facts, month, age, size, found))
    return Outcome(tuple(candidates), tried)


def _young(day: date) -> list[date]:
    """First days of the latest cohorts of which everybody has reached the lowest age."""
    last = day.replace(day=1)
    while month_end(last) + timedelta(days=AGES[-1]) > day:
        last = add_months(last, -1)
    return [add_months(last, -ago) for ago in range(YOUNG)]


def _counts(facts: Facts, month: date, age: int, first: date) -> tuple[dict[date, float], dict[date, float]]:
    """New customers of the cohort and its elders, and those who came back in time."""
    start = max(add_months(month, -ELDERS), first)
    if start > month:
        return {}, {}
    name = f"repeat_{age}"
    rows = facts.ask(("new_customers", name), Period(start, month_end(month)), grain=Grain.MONTH).rows
    sizes = {row.period: number(row, "new_customers") for row in rows}
    known = {day: size for day, size in sizes.items() if day is not None and size >= LEAST}
    backs = {row.period: number(row, name) * known[row.period] for row in rows if row.period in known}
    return known, {day: round(back) for day, back in backs.items() if day is not None}


def _candidate(facts: Facts, month: date, age: int, size: float, found: Fewer) -> Candidate:
    period = Period(month, month_end(month))
    basket = number(facts.ask(("net_sales_per_order",), facts.last(USUAL_DAYS)).total, "net_sales_per_order")
    unit = size / period.days * MONTH_DAYS * basket * facts.worth.rate
    low, mid, high = (share * unit for share in (found.low, found.elders - found.share, found.high))
    return Candidate(
        {"cohort": f"{month:%Y-%m}"},
        found.p_value,
        effect(low, mid, high, facts.worth.basis) if unit > 0 else None,
        {
            "month": month.isoformat(),
            "days": str(age),
            "share": f"{found.share:.4f}",
            "elders": f"{found.elders:.4f}",
            "customers": f"{size:.0f}",
            "basket": f"{basket:.2f}",
        },
        (
            facts.plain(f"repeat_{age}", found.share, period),
            facts.plain("new_customers", size, period),
        ),
        facts.worth.doubts,
    )
