"""A review in words: what the page shows and the mail says, in the language of the moment."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.core.money import format_money, format_number, format_period, format_weekday
from comptoir.core.periods import Period, month_end
from comptoir.decide.anomalies.api import Alarm, title
from comptoir.decide.findings.api import Brief
from comptoir.decide.review.parts import FigureLine, Figures, Finds, Landed, Late, Sign
from comptoir.decide.review.spans import Span
from comptoir.decide.targets.api import Place, ProgressWords, place_words, progress_words
from comptoir.measure.metrics.api import Metric
from comptoir.measure.reading.api import DEDUCTED, Change, change, short, tax_words, written

BADGES = {Sign.GOOD: "good", Sign.BAD: "bad", Sign.UNUSUAL: "warn", Sign.USUAL: "", Sign.UNJUDGED: ""}


@dataclass(frozen=True, slots=True)
class ShownFigure:
    label: Any
    unit: Any
    value: str
    full: str
    change: Change | None
    before: str
    year: Change | None
    judged: str
    """Where it stands to its usual variation; empty where it is not judged."""
    expected: str
    badge: str
    line: FigureLine


@dataclass(frozen=True, slots=True)
class ShownLanding:
    label: str
    words: ProgressWords
    is_over: bool
    """All days of the month are known."""
    place: Place


def locale() -> str:
    return get_language() or "fr"


def days_words(period: Period) -> str:
    """One day by its name; more as everywhere."""
    if period.start == period.end:
        return format_weekday(period.end, locale())
    return format_period(period, locale())


def span_words(span: Span, today: date) -> str:
    days = days_words(span.period)
    if span.period.start == span.end == today - timedelta(days=1):
        return _("yesterday, %(day)s") % {"day": days}
    return days


def shown_figures(scope: Scope, figures: Figures) -> tuple[ShownFigure, ...]:
    return tuple(_shown(scope, figures, line) for line in figures.lines)


def _shown(scope: Scope, figures: Figures, line: FigureLine) -> ShownFigure:
    one, at = line.metric, locale()
    return ShownFigure(
        label=one.label,
        unit=tax_words(one, figures.tax),
        value=short(line.value, one, scope.currency, at),
        full=written(line.value, one, scope.currency, at),
        change=change(line.value, line.before, one, at),
        before=short(line.before, one, scope.currency, at) if line.before is not None else "",
        year=change(line.value, line.last_year, one, at) if figures.last_year else None,
        judged=sign_words(line),
        expected=expected_words(scope, line),
        badge=BADGES[line.sign],
        line=line,
    )


def sign_words(line: FigureLine) -> str:
    if line.sign is Sign.UNJUDGED or line.expected is None or line.value is None:
        return ""
    if line.sign is Sign.USUAL:
        return _("within its usual variation")
    return _("more than expected") if line.value > line.expected.high else _("less than expected")


def expected_words(scope: Scope, line: FigureLine) -> str:
    if line.expected is None:
        return ""
    ends = (line.expected.low, line.expected.high)
    # What is printed with a minus is nearest to nothing where it is largest.
    low, high = (
        written(value, line.metric, scope.currency, locale())
        for value in (reversed(ends) if line.metric.name in DEDUCTED else ends)
    )
    return _("between %(low)s and %(high)s, 80 times in 100") % {"low": low, "high": high}


def figure_sentence(scope: Scope, span: Span, figures: Figures, line: FigureLine, days: str) -> str:
    """« Net sales (excl. tax), yesterday, Saturday…: €6,021, -4.2% on Saturday…; within its usual variation. »"""
    one = line.metric
    told = {
        "metric": name_words(one, figures.tax),
        "days": days,
        "value": written(line.value, one, scope.currency, locale()),
    }
    parts = [_("%(metric)s, %(days)s: %(value)s") % told]
    moved = change(line.value, line.before, one, locale())
    if moved is not None:
        parts.append(
            _("%(change)s on %(compared)s") % {"change": moved.text, "compared": days_words(span.compared)}
        )
    if judged := judged_words(scope, line):
        parts.append(judged)
    return ", ".join(parts) + "."


def name_words(one: Metric, tax: str) -> str:
    basis = tax_words(one, tax)
    return f"{one.label} ({basis})" if basis else str(one.label)


def judged_words(scope: Scope, line: FigureLine) -> str:
    """« less than expected (between 162 and 243, 80 times in 100) »"""
    return f"{sign_words(line)} ({expected_words(scope, line)})" if sign_words(line) else ""


def shown_landings(scope: Scope, landings: tuple[Landed, ...]) -> tuple[ShownLanding, ...]:
    return tuple(
        ShownLanding(
            place_words(one.place),
            progress_words(scope, one.place, one.progress, locale()),
            one.progress.last >= month_end(one.progress.month),
            one.place,
        )
        for one in landings
    )


def landing_sentence(shown: ShownLanding) -> str:
    words = shown.words
    if words.reason:
        return f"{shown.label}, {words.month}{_colon()}{words.reason}"
    told = {"what": shown.label, "month": words.month, "landing": words.landing, "interval": words.interval}
    if shown.is_over:
        text = _("%(what)s, %(month)s: ended at %(landing)s") % told
        return text + (_("; target %(target)s") % {"target": words.target} if words.target else "") + "."
    text = _("%(what)s, %(month)s: should end at %(landing)s, %(interval)s") % told
    if words.target:
        reached = {"target": words.target, "chance": words.chance, "actual": words.actual}
        text += _("; target %(target)s, %(actual)s so far: %(chance)s of reaching it") % reached
    return text + "."


def calm_sentence(scope: Scope, finds: Finds) -> str:
    """Said when no analysis found anything."""
    least = format_money(finds.least_money, scope.currency, locale(), 0)
    looked = ngettext("%(tried)s thing was looked at", "%(tried)s things were looked at", finds.tried) % {
        "tried": format_number(finds.tried, locale())
    }
    return _(
        "Nothing is worth doing: %(looked)s, and none stands out from chance and is worth %(least)s or more in 30 days."
    ) % {"looked": looked, "least": least}


def finds_sentence(scope: Scope, finds: Finds, best: Brief | None) -> str:
    if not finds.has_looked:
        return _("Nobody has looked for findings in these data yet.")
    if best is None:
        return calm_sentence(scope, finds)
    money = f" ({best.money})" if best.money else ""
    return _("Worth most: %(title)s%(money)s.") % {"title": best.title, "money": money}


def alarms_sentence(alarms: tuple[Alarm, ...]) -> str:
    if not alarms:
        return ""
    told = {"count": len(alarms), "first": title(alarms[0])}
    return ngettext("Alarm: %(first)s.", "%(count)d alarms, first: %(first)s.", len(alarms)) % told


def late_sentence(late: tuple[Late, ...] | None) -> str:
    if not late:
        return ""
    told = {"count": len(late), "first": late[0].title}
    return (
        ngettext("Late: %(first)s.", "%(count)d things are late or wait, first: %(first)s.", len(late)) % told
    )


def _colon() -> str:
    return "\N{NO-BREAK SPACE}: " if locale().startswith("fr") else ": "
