"""The review of the last day in the words of a mail: sentences, figures, alarms, what is late, and where each leads.

Heavy: not for start-up.
"""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from comptoir.core.companies.api import Scope
from comptoir.core.money import format_day
from comptoir.decide.anomalies.api import sentence, title
from comptoir.decide.findings.api import last_evening
from comptoir.decide.review.addresses import formula_address, late_address, target_address
from comptoir.decide.review.essentials import essentials
from comptoir.decide.review.reviewing import review_of
from comptoir.decide.review.shown import (
    days_words,
    landing_sentence,
    locale,
    shown_figures,
    shown_landings,
)
from comptoir.decide.review.spans import span_of
from comptoir.measure.warehouse.api import current_snapshot


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, and the page below the site where it is worked out; empty where that is not there."""

    text: str
    address: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class MorningFigure:
    label: str
    value: str
    change: str
    """Against the same weekday before; empty where it cannot be said."""
    judged: str
    address: str


@dataclass(frozen=True, slots=True)
class Morning:
    day: str
    compared: str
    essentials: tuple[str, ...]
    figures: tuple[MorningFigure, ...]
    landings: tuple[Told, ...]
    alarms: tuple[Told, ...]
    late: tuple[Told, ...]
    address: str


def morning(scope: Scope) -> Morning | None:
    """In the language of the moment; None while nothing is loaded."""
    evening = last_evening(scope)
    if evening is None or current_snapshot(scope) is None:
        return None
    found = review_of(scope, span_of("day", evening, scope.week_start))
    return Morning(
        days_words(found.span.period),
        days_words(found.span.compared),
        essentials(scope, found),
        tuple(
            MorningFigure(
                f"{one.label} ({one.unit})" if one.unit else str(one.label),
                one.full,
                one.change.text if one.change else "",
                one.judged,
                formula_address(scope, one.line.metric.name, found.span.period, found.figures.tax),
            )
            for one in shown_figures(scope, found.figures)
        ),
        tuple(
            Told(landing_sentence(one), target_address(scope, one.place))
            for one in shown_landings(scope, found.landings)
        ),
        tuple(
            Told(title(one), _page(scope, "anomalies:list"), sentence(one, scope.currency))
            for one in found.alarms
        ),
        tuple(
            Told(
                one.title,
                late_address(scope, one),
                " - ".join(
                    part
                    for part in (one.detail, format_day(one.since, locale()) if one.since else "")
                    if part
                ),
            )
            for one in found.late or ()
        ),
        _page(scope, "review:page"),
    )


def _page(scope: Scope, name: str, **more: Any) -> str:
    try:
        return reverse(name, kwargs={"company": scope.slug, **more})
    except NoReverseMatch:  # a site without that room
        return ""
