"""Which days are known of what a figure is made from.

A day outside them is unknown, never 0. What meets other facts counts only the days that they all know: the orders
of a year divided by the sessions of a month would be no ratio.
"""

from comptoir.measure.metrics.catalogue.base import SALES, Metric
from comptoir.measure.metrics.days import Days, common, count, united
from comptoir.measure.metrics.profile import Profile
from comptoir.measure.metrics.query import Question

AUDIENCE = "audience_day"
OF_VISITS = (AUDIENCE, "session", "event")
"""What the company's choice of an audience tool speaks of."""
ONE_TOOL = (*OF_VISITS, "search_day", "search_position")
"""Facts that two tools may both tell of the same visits or searches: they are never added over the same days."""

SERVER_LOG = "access_log"


def known_days(metric: Metric, profile: Profile, question: Question) -> Days:
    """The days that all loaded sources of the metric know."""
    found: Days | None = None
    for export in sorted(metric.formula.exports if metric.formula else ()):
        days = days_of(export, profile, question)
        if days is not None:
            found = days if found is None else common(found, days)
    return found or ()


def days_of(export: str, profile: Profile, question: Question) -> Days | None:
    """The days loaded of an export; None where nothing of it is."""
    if export == SALES:
        return (profile.loaded,) if profile.loaded else None
    wanted = _sources_asked(question)
    record = source_of_record(export, profile, question)
    loaded = [one for one in profile.sources if one.fact == export]
    chosen = [one for one in loaded if record in ("", one.source) and (not wanted or one.source in wanted)]
    if not loaded:
        return None
    return united(days for one in chosen for days in one.days)


def source_of_record(fact: str, profile: Profile, question: Question) -> str:
    """The one tool that is read where several measure the same days: the company's own choice, else the one that knows
    the latest day, then the most days; a server's log, which sees no purchase, after all others. Empty: all are read,
    for they do not overlap or are asked apart."""
    asked_apart = any(found.name == "source" for found in question.dimensions)
    return "" if asked_apart else tool_of_record(fact, profile)


def tool_of_record(fact: str, profile: Profile) -> str:
    """The same where sources are not asked apart."""
    found = [one for one in profile.sources if one.fact == fact]
    if fact not in ONE_TOOL or not _overlap([one.days for one in found]):
        return ""
    if fact in OF_VISITS and profile.choices.audience_source in [one.source for one in found]:
        return profile.choices.audience_source
    best = max(
        found, key=lambda one: (one.source != SERVER_LOG, one.days[-1].end, count(one.days), one.source)
    )
    return best.source


def _overlap(of_sources: list[Days]) -> bool:
    return any(
        common(ours, theirs) for place, ours in enumerate(of_sources) for theirs in of_sources[place + 1 :]
    )


def _sources_asked(question: Question) -> frozenset[str | None]:
    return frozenset(
        value for chosen in question.filters if chosen.dimension.name == "source" for value in chosen.values
    )
