"""A line in words: each cell with its tone, and the page where it is answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Permission, Role, Scope
from comptoir.core.money import (
    currency_words,
    format_compact,
    format_day,
    format_money,
    format_number,
    format_percent,
)
from comptoir.core.periods import Period
from comptoir.measure.reading.api import TAX_WORDS
from comptoir.web.home.engine import Cause
from comptoir.web.home.figures import Figures
from comptoir.web.home.lines import Line

CAUSES = {
    Cause.BROKEN: gettext_lazy("sources to repair"),
    Cause.LANDING: gettext_lazy("target of the month"),
    Cause.ALARMS: gettext_lazy("alarms"),
    Cause.LATE: gettext_lazy("late actions"),
    Cause.STALE: gettext_lazy("sources that are late"),
    Cause.TO_APPROVE: gettext_lazy("reports to approve"),
    Cause.TO_CHECK: gettext_lazy("to be checked"),
}
COLUMNS = {
    "sales": gettext_lazy("Net sales of the month"),
    "landing": gettext_lazy("Landing against target"),
    "alarms": gettext_lazy("Alarms"),
    "late": gettext_lazy("Late actions"),
    "sources": gettext_lazy("Sources"),
    "to_check": gettext_lazy("To be checked"),
    "import": gettext_lazy("Last import"),
    "steps": gettext_lazy("First steps"),
}
_COMPACT_FROM = 100_000


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    address: str = ""
    """Empty where the person may not go there."""
    tone: str = ""
    """`bad` or `warn`: the text says the same."""


@dataclass(frozen=True, slots=True)
class Cell:
    name: str
    links: tuple[Link, ...]
    detail: str = ""
    value: str = ""
    """What the column is sorted by; empty where nothing is known."""
    is_figure: bool = False
    is_count: bool = False

    @property
    def label(self) -> Any:
        return COLUMNS[self.name]


@dataclass(frozen=True, slots=True)
class Shown:
    slug: str
    name: str
    about: str
    address: str
    points: int
    why: str
    cells: tuple[Cell, ...]


def shown(line: Line, locale: str) -> Shown:
    scope = line.scope
    return Shown(
        scope.slug,
        scope.name,
        f"{Role(scope.role).label} · {currency_words(scope.currency, locale)}",
        _page(scope, "cockpit:home"),
        line.urgency.points,
        _why(line),
        (
            _sales(line, locale),
            _landing(line, locale),
            _count(line, "alarms", line.signals.alarms, "anomalies:list", "bad"),
            _count(line, "late", line.signals.late, "findings:actions", "warn"),
            _sources(line),
            Cell(
                "to_check",
                tuple(_to_check(line)) or (Link(_("nothing")),),
                value=str(line.signals.to_approve + line.signals.to_check),
            ),
            _import(line, locale),
            _steps(line),
        ),
    )


def amount(value: Decimal, currency: str, locale: str) -> str:
    if abs(value) >= _COMPACT_FROM:
        return format_compact(value, locale, currency, 1)
    return format_money(value, currency, locale, 0)


def days_words(period: Period, locale: str) -> str:
    return _("month up to %(day)s") % {"day": format_day(period.end, locale)}


def _why(line: Line) -> str:
    told = [f"{CAUSES[cause]} {points}" for cause, points in line.urgency.causes]
    if not told:
        return _("nothing urgent")
    return _("urgency %(points)s: %(causes)s") % {
        "points": line.urgency.points,
        "causes": ", ".join(told),
    }


def _sales(line: Line, locale: str) -> Cell:
    figures = line.figures
    if figures is None:
        text = _("data being loaded") if line.is_loading else _("no data yet")
        return Cell("sales", (Link(text, _page(line.scope, "imports:list")),), is_figure=True)
    address = _page(line.scope, "cockpit:home", query=_days(figures, "excluded"))
    if figures.sales is None:
        text = "—" if figures.reason else _("no sale yet")
        return Cell("sales", (Link(text, address),), figures.reason, is_figure=True)
    text = f"{amount(figures.sales, line.scope.currency, locale)} {TAX_WORDS['excluded']}"
    days = days_words(figures.period, locale)
    return Cell("sales", (Link(text, address),), days, str(figures.sales), is_figure=True)


def _landing(line: Line, locale: str) -> Cell:
    figures, scope = line.figures, line.scope
    address = _page(scope, "targets:page")
    if figures is None or figures.is_resting:
        text = _("the shop rests") if figures else "—"
        return Cell("landing", (Link(text, address),), is_figure=True)
    landing, target = figures.progress.landing, figures.progress.target
    if landing is None:
        return Cell("landing", (Link("—", address),), str(figures.progress.reason), is_figure=True)
    expected = amount(Decimal(repr(round(landing.expected, 2))), scope.currency, locale)
    if not target or line.missed is None:
        return Cell("landing", (Link(expected, address),), _("no target set yet"), is_figure=True)
    told = {
        "landing": expected,
        "target": amount(target, scope.currency, locale),
        "tax": TAX_WORDS[scope.tax],
    }
    tone = "bad" if line.signals.is_out_of_reach else "warn" if line.missed < 0 else "good"
    text = format_percent(Decimal(repr(round(line.missed, 6))), locale, 1, signed=True)
    detail = _("%(landing)s for %(target)s planned, %(tax)s") % told
    return Cell("landing", (Link(text, address, tone),), detail, str(line.missed), is_figure=True)


def _count(line: Line, name: str, count: int, page: str, tone: str) -> Cell:
    link = Link(str(count), _page(line.scope, page), tone if count else "")
    return Cell(name, (link,), value=str(count), is_figure=True, is_count=True)


def _sources(line: Line) -> Cell:
    seen, address = line.signals, _page(line.scope, "sync:list")
    links = []
    if seen.broken:
        told = ngettext("%(count)d to repair", "%(count)d to repair", seen.broken) % {"count": seen.broken}
        links.append(Link(told, address, "bad"))
    if seen.stale:
        told = ngettext("%(count)d late", "%(count)d late", seen.stale) % {"count": seen.stale}
        links.append(Link(told, address, "warn"))
    value = str(seen.broken * 1000 + seen.stale)
    well = Link(_("up to date") if line.is_connected else _("files only"), address)
    return Cell("sources", tuple(links) or (well,), value=value)


def _to_check(line: Line) -> Iterator[Link]:
    scope, rejects = line.scope, line.rejects
    locale = get_language() or "fr"

    def number(count: int) -> str:
        return format_number(count, locale)

    if line.to_approve:
        count = len(line.to_approve)
        text = ngettext("%(count)s report to approve", "%(count)s reports to approve", count) % {
            "count": number(count)
        }
        yield Link(text, _page(scope, "reports:report", number=line.to_approve[0].id), "warn")
    if rejects.rows:
        text = ngettext("%(count)s row refused", "%(count)s rows refused", rejects.rows) % {
            "count": number(rejects.rows)
        }
        yield Link(text, _page(scope, "imports:rejects", number=rejects.number), "warn")
    if line.doubles:
        text = ngettext("%(count)s double to settle", "%(count)s doubles to settle", line.doubles) % {
            "count": number(line.doubles)
        }
        yield Link(text, _page(scope, "doubles:page"), "warn")
    if line.files:
        text = ngettext("%(count)s file waits", "%(count)s files wait", line.files) % {
            "count": number(line.files)
        }
        yield Link(text, _page(scope, "imports:list"), "warn")
    if line.jobs:
        text = ngettext("%(count)d job failed", "%(count)d jobs failed", line.jobs) % {"count": line.jobs}
        yield Link(text, _page(scope, "jobs:list"), "bad")


def _import(line: Line, locale: str) -> Cell:
    done = line.last_import
    text = format_day(done.astimezone(line.scope.zone).date(), locale) if done else _("none yet")
    value = str(int(done.timestamp())) if done else ""
    return Cell("import", (Link(text, _page(line.scope, "imports:list")),), value=value)


def _steps(line: Line) -> Cell:
    steps = line.steps
    if not steps.is_shown:
        return Cell("steps", (Link(_("done") if steps.is_complete else _("put away")),), value="99")
    text = _("%(done)s of %(all)s") % {"done": steps.done, "all": len(steps.steps)}
    return Cell("steps", (Link(text, _page(line.scope, "cockpit:home") + "#steps"),), value=str(steps.done))


def _days(figures: Figures, tax: str) -> dict[str, str]:
    return {"from": str(figures.period.start), "to": str(figures.period.end), "tax": tax}


def _page(scope: Scope, name: str, query: dict[str, str] | None = None, **arguments: Any) -> str:
    if not scope.may(Permission.VIEW_FIGURES):
        return ""
    address = reverse(name, kwargs={"company": scope.slug, **arguments})
    return f"{address}?{urlencode(query)}" if query else address
