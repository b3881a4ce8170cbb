"""A look at a company: every analysis, then what chance explains and what is too small is put aside. Heavy."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from comptoir.core.companies.api import Permission, Scope
from comptoir.decide.findings.analyses import (
    advertising,
    going_quiet,
    guests,
    pairs,
    returned_often,
    searches,
    segments,
    sleeping_stock,
    stock_out,
    targets,
    thin_margin,
    unsold_views,
    weekly,
    worse_cohort,
    wrong_price,
)
from comptoir.decide.findings.candidate import Candidate, Doubt, LackingError, Outcome
from comptoir.decide.findings.declared import KINDS
from comptoir.decide.findings.engine.screening import RATE, adjusted
from comptoir.decide.findings.facts import Facts
from comptoir.decide.findings.found import Confidence, Found, Look, rank

type Watch = Callable[[int, int], None]

ANALYSES: Mapping[str, Callable[[Facts], Outcome]] = {
    "stock_out": stock_out.look,
    "sleeping_stock": sleeping_stock.look,
    "thin_margin": thin_margin.look,
    "wrong_price": wrong_price.look,
    "returned_often": returned_often.look,
    "guests": guests.look,
    "worse_cohort": worse_cohort.look,
    "going_quiet": going_quiet.look,
    "pairs": pairs.look,
    "costly_channel": advertising.costly,
    "wasteful_days": advertising.wasteful,
    "late_parcels": weekly.late_parcels,
    "refusals": weekly.refusals,
    "return_reasons": weekly.return_reasons,
    "searches": searches.look,
    "unsold_views": unsold_views.look,
    "moving_segment": segments.look,
    "target_at_risk": targets.at_risk,
}
_WEAK = frozenset({Doubt.UPPER_BOUND, Doubt.LONG_PERIOD})
_SURE = 0.01
"""A false discovery rate below which chance is no longer a doubt."""


def look(
    scope: Scope,
    day: date,
    snapshot: int | None,
    *,
    least: Decimal,
    delay_days: int,
    watch: Watch = lambda done, total: None,
) -> Look:
    """What the facts of the snapshot say on the evening of `day`, the most money first."""
    scope.require(Permission.VIEW_FIGURES)
    facts = Facts(scope, day, snapshot, delay_days)
    outcomes = {}
    for number, (code, analysis) in enumerate(ANALYSES.items()):
        watch(number, len(ANALYSES))
        try:
            outcomes[code] = analysis(facts)
        except LackingError as lacking:
            outcomes[code] = Outcome(lacking=lacking.args[0])
    watch(len(ANALYSES), len(ANALYSES))
    gaps = {code: str(outcome.lacking) for code, outcome in outcomes.items() if str(outcome.lacking)}
    found = sorted(_screened(day, outcomes, least), key=rank)
    return Look(day, snapshot, tuple(found), gaps, sum(one.tried for one in outcomes.values()))


def _screened(day: date, outcomes: Mapping[str, Outcome], least: Decimal) -> Iterator[Found]:
    """What neither chance nor a small sum explains away."""
    seen = [(code, one) for code, outcome in outcomes.items() for one in outcome.candidates]
    judged = [(code, one) for code, one in seen if one.p_value is not None]
    families, p_values = [code for code, _one in judged], [one.p_value or 0.0 for _code, one in judged]
    for code, outcome in outcomes.items():
        # Judged, with nothing to tell: they were looked at all the same.
        silent = outcome.tried - sum(one.p_value is not None for one in outcome.candidates)
        if all(one.p_value is not None for one in outcome.candidates):
            families += [code] * silent
            p_values += [1.0] * silent
    rates = dict(zip((id(one) for _code, one in judged), adjusted(families, p_values), strict=False))
    for code, one in seen:
        rate = rates.get(id(one))
        if (rate is None or rate <= RATE) and (one.stake is None or one.stake.mid >= least):
            yield _found(day, code, one, rate)


def _found(day: date, code: str, one: Candidate, rate: float | None) -> Found:
    return Found(
        code,
        one.subject,
        one.stake,
        _confidence(one, rate),
        rate,
        one.numbers,
        one.evidence,
        one.doubts,
        day,
        one.expires or date.fromordinal(day.toordinal() + KINDS[code].lasts),
    )


def _confidence(one: Candidate, rate: float | None) -> Confidence:
    """Low where the money may be nothing or is an upper bound; high where neither chance nor the data leave a doubt."""
    if one.doubts & _WEAK or (one.stake is not None and one.stake.low <= 0):
        return Confidence.LOW
    sure = rate is None or rate <= _SURE
    return Confidence.HIGH if sure and not one.doubts else Confidence.MEDIUM
