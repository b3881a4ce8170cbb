"""What a reader must know beside the figures: history too short, days not loaded, catalogue missing."""

from datetime import timedelta

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from comptoir.core.periods import add_months
from comptoir.measure.metrics.catalogue.base import SALES, Metric
from comptoir.measure.metrics.cells import Cells
from comptoir.measure.metrics.plan import Plan
from comptoir.measure.metrics.profile import Profile
from comptoir.measure.metrics.result import Note
from comptoir.measure.metrics.source_notes import notes_of_sources, written

HISTORY_MONTHS = 12
RETURN_DAYS = 45
"""14 days to withdraw, 14 to refund, plus delivery."""


def notes(plan: Plan, known: list[Metric], profile: Profile, cells: Cells) -> tuple[Note, ...]:
    found = (
        _insufficient_history(plan, known),
        _not_loaded(plan, known, profile),
        _immature_returns(plan, known),
        _no_refunds(known, profile),
        _no_catalogue(plan, profile),
        *notes_of_sources(plan, known, profile, cells),
    )
    return tuple(note for note in found if note is not None)


def _insufficient_history(plan: Plan, known: list[Metric]) -> Note | None:
    """In the first year nearly everybody looks new."""
    enough = add_months(plan.loaded.start, HISTORY_MONTHS)
    concerned = tuple(metric.name for metric in known if metric.needs_history)
    by_type = any(found.name == "customer_type" for found in plan.question.by)
    starts = [plan.period.start, *([plan.compared.start] if plan.compared else [])]
    if not (concerned or by_type) or min(starts) >= enough:
        return None
    return Note(
        "insufficient_history",
        format_lazy(
            _("Insufficient history: new and returning mean little before {day}."), day=written(enough)
        ),
        () if by_type else concerned,
    )


def _not_loaded(plan: Plan, known: list[Metric], profile: Profile) -> Note | None:
    """Of sales; what other sources know is told apart."""
    of_sales = tuple(metric.name for metric in known if metric.formula and SALES in metric.formula.exports)
    if profile.loaded is None or (known and not of_sales):
        return None
    asked = [plan.period, *([plan.compared] if plan.compared else [])]
    if all(day in profile.loaded for period in asked for day in (period.start, period.end)):
        return None
    return Note(
        "not_loaded",
        format_lazy(
            _("Only the days from {start} to {end} are loaded; the others are unknown."),
            start=written(profile.loaded.start),
            end=written(profile.loaded.end),
        ),
        of_sales if len(of_sales) < len(known) else (),
    )


def _immature_returns(plan: Plan, known: list[Metric]) -> Note | None:
    mature = plan.loaded.end - timedelta(days=RETURN_DAYS)
    if plan.period.end <= mature or not any(metric.name == "return_rate" for metric in known):
        return None
    return Note(
        "immature_returns",
        format_lazy(_("Orders placed after {day} may still be returned."), day=written(mature)),
        ("return_rate",),
    )


def _no_refunds(known: list[Metric], profile: Profile) -> Note | None:
    concerned = tuple(
        metric.name
        for metric in known
        if metric.formula and {"refund"} <= metric.formula.facts and "refund" not in profile.facts
    )
    if not concerned:
        return None
    return Note("no_refunds", _("No refund is loaded: returns count as 0."), concerned)


def _no_catalogue(plan: Plan, profile: Profile) -> Note | None:
    if profile.has_products or not any(found.from_product for found in plan.question.dimensions):
        return None
    return Note("no_catalogue", _("No product is loaded: its category and brand are unknown."))
