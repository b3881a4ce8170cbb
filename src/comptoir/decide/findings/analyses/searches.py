"""Searches for which the site stands just below those that are clicked."""

from django.utils.translation import gettext_lazy as _

from comptoir.decide.findings.candidate import MONTH_DAYS, Candidate, Doubt, LackingError, Outcome, effect
from comptoir.decide.findings.engine.searches import LEAST_SEARCHES, reaches
from comptoir.decide.findings.facts import USUAL_DAYS, Facts, maybe, number

FRESH_DAYS = 60
LONG_DAYS = 100
MOST = 5
"""The best of them: a list of hundreds is no finding."""
CHANNEL = "organic_search"


def look(facts: Facts) -> Outcome:
    """Clicks won half the way to the third place in 30 days x net sales of an unpaid visit x margin rate.

    From one place better to the third place.
    """
    searches = facts.searches()
    if not searches:
        raise LackingError(_("No search is loaded: connect Search Console."))
    period = searches[0].period
    if (facts.day - period.end).days > FRESH_DAYS:
        raise LackingError(_("The searches loaded are older than 60 days."))
    columns = [(one.clicks, one.impressions, one.position) for one in searches]
    found = reaches(*(list(column) for column in zip(*columns, strict=True)))
    if found is None:
        raise LackingError(
            _("Fewer than %(count)d searches are loaded, or clicks do not fall with the place.")
            % {"count": LEAST_SEARCHES}
        )
    visit = _visit(facts)
    doubts = (
        facts.worth.doubts | {Doubt.CREDITED} | ({Doubt.LONG_PERIOD} if period.days > LONG_DAYS else set())
    )
    candidates = []
    for one, reach in zip(searches, found, strict=True):
        if reach is None:
            continue
        month = MONTH_DAYS / period.days
        value = (visit or 0.0) * facts.worth.rate * month
        stake = (
            effect(reach.low * value, reach.mid * value, reach.high * value, facts.worth.basis)
            if value > 0
            else None
        )
        numbers = {
            "search": one.term,
            "position": f"{one.position:.1f}",
            "impressions": f"{one.impressions * month:.0f}",
            "clicks": f"{one.clicks * month:.0f}",
            "won": f"{reach.mid * month:.0f}",
            "visit": f"{visit or 0:.2f}",
            "days": str(period.days),
        }
        evidence = (
            facts.plain("seo_clicks", one.clicks, period, search=one.term),
            facts.plain("seo_impressions", one.impressions, period, search=one.term),
            facts.plain("seo_position", one.position, period, search=one.term),
        )
        candidates.append(Candidate({"search": one.term}, None, stake, numbers, evidence, doubts))
    candidates.sort(key=lambda one: float(one.numbers["won"]), reverse=True)
    return Outcome(tuple(candidates[:MOST]), len(searches))


def _visit(facts: Facts) -> float | None:
    """Net sales credited to one unpaid visit; None where the audience tool does not tell."""
    rows = facts.loosely(("attributed_sales", "sessions"), facts.last(USUAL_DAYS), ("traffic_channel",)).rows
    for row in rows:
        credited = maybe(row, "attributed_sales")
        if row.dimensions["traffic_channel"] == CHANNEL and credited is not None and number(row, "sessions"):
            return credited / number(row, "sessions")
    return None
