"""What the page of findings shows: the ten worth most, those of other bases apart, and what could not be looked at."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, gettext_lazy

from comptoir.core.companies.api import Scope
from comptoir.core.ledger.api import ActionKind, Basis, PlannedAction, open_actions
from comptoir.core.money import format_period
from comptoir.decide.findings.brief import brief
from comptoir.decide.findings.candidate import Figure
from comptoir.decide.findings.found import Confidence
from comptoir.decide.findings.names import names_for
from comptoir.decide.findings.queries import Listed
from comptoir.decide.findings.words import Names, confidence_words, money_words, subject_words
from comptoir.measure.metrics.api import metric
from comptoir.measure.reading.api import written

MOST = 10
SECTIONS: Mapping[Basis, tuple[Any, Any]] = {
    Basis.MARGIN: (
        gettext_lazy("The ten worth most"),
        gettext_lazy("By what they would leave of contribution margin 2 in 30 days."),
    ),
    Basis.SALES: (
        gettext_lazy("Told in net sales"),
        gettext_lazy("Costs are unknown: these are sales, not margin, and are ranked apart."),
    ),
    Basis.TIED_UP: (
        gettext_lazy("Money tied up in stock"),
        gettext_lazy("At purchase cost. Freed once, earned never: ranked apart."),
    ),
    Basis.NONE: (
        gettext_lazy("Not told in money"),
        gettext_lazy("The data do not say what these are worth. They are no chance all the same."),
    ),
}
_BADGES = {Confidence.HIGH: "good", Confidence.MEDIUM: "", Confidence.LOW: "warn"}


@dataclass(frozen=True, slots=True)
class ShownFigure:
    label: Any
    value: str
    about: str
    period: str
    address: str
    """Where its formula, source and data version stand."""


@dataclass(frozen=True, slots=True)
class ShownFinding:
    fingerprint: str
    title: str
    analysis: Any
    money: str
    interval: str
    confidence: Any
    badge: str
    why: str
    how: str
    figures: tuple[ShownFigure, ...]
    proposals: tuple[ActionKind, ...]
    """Answers that are not in the plan yet."""
    planned: tuple[PlannedAction, ...]
    listed: Listed


@dataclass(frozen=True, slots=True)
class Section:
    basis: Basis
    title: Any
    text: Any
    findings: tuple[ShownFinding, ...]
    found: int
    """How many there are; more than are shown."""


def sections(scope: Scope, listed: Collection[Listed]) -> list[Section]:
    """Ten at most of each basis."""
    made = []
    for basis, (head, text) in SECTIONS.items():
        mine = [one for one in listed if one.found.basis is basis]
        if mine:
            made.append(Section(basis, head, text, shown_findings(scope, mine[:MOST]), len(mine)))
    return made


def shown_findings(scope: Scope, listed: Collection[Listed]) -> tuple[ShownFinding, ...]:
    """Findings as people read them, in the order given."""
    names = names_for(scope, [one.found for one in listed])
    planned = open_actions(scope, [one.found.fingerprint for one in listed])
    return tuple(_shown(scope, one, names, planned.get(one.found.fingerprint, ())) for one in listed)


def _shown(scope: Scope, one: Listed, names: Names, planned: tuple[PlannedAction, ...]) -> ShownFinding:
    found, locale = one.found, get_language() or "fr"
    told = brief(found, scope.currency, names)
    taken = {action.kind for action in planned}
    return ShownFinding(
        found.fingerprint,
        told.title,
        found.kind.label,
        told.money,
        told.interval,
        found.confidence.label,
        _BADGES[found.confidence],
        confidence_words(found),
        money_words(found, scope.currency, names),
        tuple(_figure(scope, figure, names, locale) for figure in found.evidence),
        tuple(kind for kind in found.actions if kind not in taken),
        planned,
        one,
    )


def _figure(scope: Scope, figure: Figure, names: Names, locale: str) -> ShownFigure:
    one = metric(figure.metric)
    about = ", ".join(subject_words(name, value, names) for name, value in figure.where.items())
    period = figure.period
    query = urlencode({"from": period.start, "to": period.end, "tax": "excluded", "compare": "none"})
    return ShownFigure(
        one.label,
        written(figure.value, one, scope.currency, locale),
        about,
        format_period(period, locale),
        f"{_address(scope, one.name)}?{query}",
    )


def _address(scope: Scope, name: str) -> str:
    try:
        return reverse("cockpit:metric", kwargs={"company": scope.slug, "name": name})
    except NoReverseMatch:  # a site without the cockpit
        return ""
