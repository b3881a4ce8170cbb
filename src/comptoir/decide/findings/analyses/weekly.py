"""Shares that rose in the last four weeks: late parcels, refused payments, reasons of return."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext_lazy as _

from comptoir.core.ledger.api import Effect
from comptoir.core.periods import Grain, Period
from comptoir.decide.findings.candidate import MONTH_DAYS, Candidate, Doubt, LackingError, Outcome, effect
from comptoir.decide.findings.engine.weeks import RECENT, Moved, risen
from comptoir.decide.findings.facts import Facts, maybe, number

WEEKS = 24
type Weekly = Mapping[str, list[float]]
type Money = Callable[[str, Moved], tuple[Effect | None, frozenset[Doubt]]]


def late_parcels(facts: Facts) -> Outcome:
    """1 - orders delivered on time, carrier by carrier. What a late parcel costs is not known: no money is told."""
    weekly = _weekly(facts, "on_time_delivery_rate", "carrier", is_turned=True)
    return _risen(
        facts, weekly, "carrier", "on_time_delivery_rate", lambda _name, _moved: (None, frozenset())
    )


def refusals(facts: Facts) -> Outcome:
    """Rise of the share refused x payments tried in 30 days x net sales of an order x margin rate: as if nobody whose
    payment is refused paid in another way, hence the most that it can be."""
    weekly = _weekly(facts, "payment_refusal_rate", "payment_method")
    period = _recent(facts)
    paid = facts.by_one(("orders",), period, "payment_method")
    basket = number(facts.ask(("net_sales_per_order",), period).total, "net_sales_per_order")

    def money(name: str, moved: Moved) -> tuple[Effect | None, frozenset[Doubt]]:
        if name not in paid or moved.recent >= 1:
            return None, frozenset()
        tried = number(paid[name], "orders") / (1 - moved.recent) / period.days * MONTH_DAYS
        return _stake(facts, moved, tried * basket), facts.worth.doubts | {Doubt.UPPER_BOUND}

    return _risen(facts, weekly, "payment_method", "payment_refusal_rate", money)


def return_reasons(facts: Facts) -> Outcome:
    """Rise of the value returned for the reason, as a share of gross sales, x gross sales of 30 days x margin rate."""
    weeks, period = facts.whole_weeks(WEEKS), _recent(facts)
    told = facts.ask(("gross_sales",), weeks, (), Grain.WEEK).rows
    sales = [number(row, "gross_sales") for row in told]
    places = {row.period: place for place, row in enumerate(told)}
    weekly: dict[str, list[float]] = {}
    for row in facts.ask(("returns",), weeks, ("return_reason",), Grain.WEEK).rows:
        reason = row.dimensions["return_reason"]
        if reason and sales[places[row.period]]:
            series = weekly.setdefault(reason, [0.0] * len(sales))
            series[places[row.period]] = number(row, "returns") / sales[places[row.period]]
    if not weekly:
        raise LackingError(_("No refund tells why the product came back: load the reasons of return."))
    month = number(facts.ask(("gross_sales",), period).total, "gross_sales") / period.days * MONTH_DAYS
    return _risen(
        facts,
        weekly,
        "return_reason",
        "returns",
        lambda _name, moved: (_stake(facts, moved, month), facts.worth.doubts),
    )


def _weekly(facts: Facts, metric: str, by: str, *, is_turned: bool = False) -> Weekly:
    """One value a week and name; those that lack a week are left out."""
    weeks = facts.whole_weeks(WEEKS)
    found: dict[str, list[float]] = {}
    for row in facts.ask((metric,), weeks, (by,), Grain.WEEK).rows:
        name, value = row.dimensions[by], maybe(row, metric)
        if name and value is not None:
            found.setdefault(name, []).append(1 - value if is_turned else value)
    return {name: values for name, values in found.items() if len(values) == WEEKS}


def _risen(facts: Facts, weekly: Weekly, by: str, metric: str, money: Money) -> Outcome:
    candidates, tried = [], 0
    periods = (_recent(facts), facts.whole_weeks(WEEKS))
    told = [facts.by_one((metric,), period, by) for period in periods]
    for name, values in weekly.items():
        moved = risen(values)
        if moved is None:
            continue
        tried += 1
        if moved.difference <= 0:
            continue
        stake, doubts = money(name, moved)
        numbers = {by: name, "before": f"{moved.before:.4f}", "recent": f"{moved.recent:.4f}"}
        evidence = tuple(
            facts.plain(metric, maybe(rows[name], metric), period, **{by: name})
            for rows, period in zip(told, periods, strict=True)
            if name in rows
        )
        candidates.append(Candidate({by: name}, moved.p_value, stake, numbers, evidence, doubts))
    return Outcome(tuple(candidates), tried)


def _stake(facts: Facts, moved: Moved, of: float) -> Effect | None:
    value = of * facts.worth.rate
    return (
        effect(moved.low * value, moved.difference * value, moved.high * value, facts.worth.basis)
        if value > 0
        else None
    )


def _recent(facts: Facts) -> Period:
    return facts.whole_weeks(RECENT)
