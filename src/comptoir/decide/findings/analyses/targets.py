"""Targets of the month that will most likely be missed."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from comptoir.core.ledger.api import Basis, Effect
from comptoir.core.periods import Period, month_end
from comptoir.decide.findings.candidate import MONTH_DAYS, Candidate, LackingError, Outcome, effect
from comptoir.decide.findings.facts import Facts, number
from comptoir.decide.targets.api import Progress, Target, progress_of, targets_of

EVEN = 0.5
"""Of reaching it: below, it is more likely missed than reached."""
MOST = 20
"""Targets looked at: each is a forecast."""
_SALES = frozenset({"net_sales", "gross_sales", "demand_sales"})
_MARGINS = frozenset({"gross_margin", "cm1", "cm2", "cm3"})


def at_risk(facts: Facts) -> Outcome:
    """(Target - landing) x margin rate, of the whole month; interval: that of the landing. No p-value: the forecast has
    an interval of its own, and a gap to what people wished is no discovery."""
    month = facts.day.replace(day=1)
    targets = [one for one in targets_of(facts.scope, month.year) if one.month == month]
    if not targets:
        raise LackingError(_("No target is set for this month."))
    targets.sort(key=lambda one: (bool(one.place.dimension), -one.value))
    candidates, tried = [], 0
    for target in targets[:MOST]:
        found = progress_of(facts.scope, target.place, facts.day, tax="excluded")
        if found.landing is None or found.landing.chance is None or found.last >= month_end(month):
            continue
        tried += 1
        if found.landing.chance < EVEN and found.landing.expected < float(target.value):
            candidates.append(_candidate(facts, target, found))
    return Outcome(tuple(candidates), tried)


def _candidate(facts: Facts, target: Target, found: Progress) -> Candidate:
    place, landing, wanted = target.place, found.landing, float(target.value)
    if landing is None or landing.chance is None:
        raise ValueError("a target at risk has a landing")
    missing = (wanted - landing.high80, wanted - landing.expected, wanted - landing.low80)
    where: Mapping[str, str] = dict(place.where)
    return Candidate(
        {"target": place.metric, **where},
        None,
        _stake(facts, place.metric, missing),
        {
            "variant": "part" if place.dimension else "",
            "metric": place.metric,
            "part": place.part,
            "landing": f"{landing.expected:.2f}",
            "target": f"{wanted:.2f}",
            "missing": f"{missing[1]:.2f}",
            "chance": f"{landing.chance:.4f}",
        },
        (facts.plain(place.metric, found.actual, Period(found.month, found.last), **where),),
        facts.worth.doubts,
        expires=month_end(found.month),
    )


def _stake(facts: Facts, metric: str, missing: tuple[float, float, float]) -> Effect | None:
    """Not below nothing: to reach more than the target is not a loss."""
    low, mid, high = (max(0.0, value) for value in missing)
    if metric in _MARGINS:
        return effect(low, mid, high, Basis.MARGIN)
    if metric in _SALES and facts.worth.rate > 0:
        rate = facts.worth.rate
        return effect(low * rate, mid * rate, high * rate, facts.worth.basis)
    if metric == "orders" and facts.worth.rate > 0:
        basket = number(
            facts.ask(("net_sales_per_order",), facts.last(MONTH_DAYS)).total, "net_sales_per_order"
        )
        rate = basket * facts.worth.rate
        return effect(low * rate, mid * rate, high * rate, facts.worth.basis)
    return None
