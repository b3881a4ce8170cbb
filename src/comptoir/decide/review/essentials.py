"""The sentences that open the review: result, what left its usual variation and why, landing, what is worth most."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.decide.findings.api import briefs
from comptoir.decide.review.parts import Review
from comptoir.decide.review.shown import (
    alarms_sentence,
    days_words,
    figure_sentence,
    finds_sentence,
    judged_words,
    landing_sentence,
    late_sentence,
    shown_landings,
    span_words,
)

TOLD = 3
"""Figures told in full; the others that moved are named."""


def essentials(scope: Scope, found: Review) -> tuple[str, ...]:
    """Each a sentence or two that can stand alone in a mail."""
    landings = [landing_sentence(one) for one in shown_landings(scope, found.landings[:1])]
    best = next(iter(briefs(scope, [one.found for one in found.finds.listed[:1]])), None)
    has_finds = found.finds.listed or found.is_calm or not found.finds.has_looked
    finds = finds_sentence(scope, found.finds, best) if has_finds else ""
    ends = [alarms_sentence(found.alarms), finds, late_sentence(found.late)]
    return tuple(one for one in (*_figures(scope, found), *landings, *ends) if one)


def _figures(scope: Scope, found: Review) -> Iterator[str]:
    """Net sales always, the others where they moved. What the drivers say has the figure and its change in it."""
    reasons = {reason.metric.name: reason.text for reason in found.reasons}
    first, *others = found.figures.lines
    moved = [line for line in others if line.has_moved]
    for line in (first, *moved[: TOLD - 1]):
        reason = reasons.get(line.metric.name)
        if reason:
            judged = judged_words(scope, line)
            yield f"{reason} {judged[:1].upper()}{judged[1:]}."
        else:
            days = span_words(found.span, found.today) if line is first else days_words(found.span.period)
            yield figure_sentence(scope, found.span, found.figures, line, days)
    if moved[TOLD - 1 :]:
        names = ", ".join(str(line.metric.label).lower() for line in moved[TOLD - 1 :])
        yield _("Outside of their usual variation too: %(metrics)s.") % {"metrics": names}
    if not moved and not first.has_moved:
        yield _("No figure has left its usual variation.")
