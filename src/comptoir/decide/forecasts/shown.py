"""What the page of forecasts shows, in words, tables and a chart."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from comptoir.core.calendar.api import events
from comptoir.core.charts.api import ForecastPoint, TrendPoint, TrendWords, trend
from comptoir.core.companies.api import Scope
from comptoir.core.money import format_number, format_percent, format_period
from comptoir.core.periods import Period, month_end
from comptoir.core.tables.api import CellKind, Line, Table, TableColumn
from comptoir.decide.forecasts.api import ForecastDay, Prediction, landing_of
from comptoir.decide.forecasts.effects import Effects, effects_shown
from comptoir.decide.forecasts.identity import identity
from comptoir.decide.forecasts.words import MODELS
from comptoir.measure.metrics.api import Metric, Unit
from comptoir.measure.reading.api import calendar_marks, written

AHEAD = 28
_BEHIND = 70


@dataclass(frozen=True, slots=True)
class LandingShown:
    title: str
    actual: str
    expected: str
    interval: str


@dataclass(frozen=True, slots=True)
class Shown:
    title: str
    subtitle: str
    spec: dict[str, Any]
    table: Table
    landings: tuple[LandingShown, ...]
    effects: Effects
    coming: tuple[tuple[str, str], ...]
    """Events to come of which nothing is known: code and words."""
    model: Any
    tests: tuple[tuple[str, str], ...]
    is_enough: bool
    last: str


def shown(scope: Scope, one: Metric, found: Prediction, locale: str, sort: str = "") -> Shown:
    def amount(value: float | None) -> str:
        return written(_exact(value), one, scope.currency, locale)

    ahead = found.days[:AHEAD]
    period = Period(ahead[0].day, ahead[-1].day)
    total = landing_of(found, period.start, period.end)
    return Shown(
        title=_("How will « %(metric)s » go over the next %(days)d days?")
        % {"metric": one.label, "days": len(ahead)},
        subtitle=_("%(period)s: about %(total)s, 80 times in 100 between %(low)s and %(high)s")
        % {
            "period": format_period(period, locale),
            "total": amount(total.expected if total else None),
            "low": amount(total.low80 if total else None),
            "high": amount(total.high80 if total else None),
        },
        spec=_chart(scope, one, found, locale),
        table=as_table(scope, one, found.days),
        landings=tuple(_landings(found, amount, locale)),
        effects=effects_shown(found.effects, sort, locale),
        coming=tuple(_coming(scope, found, locale)),
        model=MODELS[found.model],
        tests=tuple(_tests(found, locale)),
        is_enough=found.backtest.is_enough,
        last=format_period(Period(found.last, found.last), locale),
    )


def as_table(scope: Scope, one: Metric, days: tuple[ForecastDay, ...]) -> Table:
    kind = CellKind.MONEY if one.unit is Unit.MONEY else CellKind.NUMBER
    currency = scope.currency if kind is CellKind.MONEY else ""
    names = {
        "expected": _("Expected"),
        "low80": _("80 % from"),
        "high80": _("80 % to"),
        "low95": _("95 % from"),
        "high95": _("95 % to"),
    }
    columns = [TableColumn("day", _("Day"), CellKind.DATE)]
    columns += [TableColumn(name, label, kind, currency) for name, label in names.items()]
    rows: list[Line] = [
        {"day": day.day, **{name: Decimal(repr(round(getattr(day, name), 2))) for name in names}}
        for day in days[:AHEAD]
    ]
    return Table(columns, rows, title=one.label)


def _chart(scope: Scope, one: Metric, found: Prediction, locale: str) -> dict[str, Any]:
    first = max(found.first, found.last - timedelta(days=_BEHIND))
    points = [
        _point(scope, one, found, first + timedelta(days=n), locale)
        for n in range((found.last - first).days + 1)
    ]
    ahead = [
        ForecastPoint(day.day, *(Decimal(repr(round(x, 2))) for x in (day.expected, day.low80, day.high80)))
        for day in found.days[:AHEAD]
    ]
    words = TrendWords(actual=str(one.label), compared=_("Last year"), period=_("Day"))
    period = Period(first, found.days[min(AHEAD, len(found.days)) - 1].day)
    return trend(points, words, marks=calendar_marks(scope, period, one.name), forecast=ahead)


def _point(scope: Scope, one: Metric, found: Prediction, day: date, locale: str) -> TrendPoint:
    value = _exact(found.actual[(day - found.first).days])
    words = written(value, one, scope.currency, locale)
    return TrendPoint(day, format_period(Period(day, day), locale), value, words)


def _exact(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(repr(round(value, 2)))


def _landings(found: Prediction, amount: Any, locale: str) -> list[LandingShown]:
    day = found.last + timedelta(days=1)
    spans = {
        _("End of %(month)s"): Period(day.replace(day=1), month_end(day)),
        _("End of the year"): Period(date(day.year, 1, 1), date(day.year, 12, 31)),
    }
    lines = []
    for words, period in spans.items():
        landed = landing_of(found, period.start, period.end) if period.start >= found.first else None
        if landed is not None:
            title = (
                words % {"month": format_period(period, locale)} if "%" in words else f"{words} ({day.year})"
            )
            interval = _("80 times in 100 between %(low)s and %(high)s") % {
                "low": amount(landed.low80),
                "high": amount(landed.high80),
            }
            lines.append(LandingShown(title, amount(landed.actual), amount(landed.expected), interval))
    return lines


def _coming(scope: Scope, found: Prediction, locale: str) -> list[tuple[str, str]]:
    known = {one.code for one in found.effects}
    period = Period(found.last + timedelta(days=1), found.days[-1].day)
    lines = {
        identity(event): _("%(event)s, %(days)s")
        % {"event": event.name, "days": format_period(event.period, locale)}
        for event in events(scope, period)
        if not event.is_incident and identity(event) not in known and event.day_start > found.last
    }
    return sorted(lines.items(), key=lambda line: line[1])


def _tests(found: Prediction, locale: str) -> list[tuple[str, str]]:
    test = found.backtest

    def share(value: float) -> str:
        if value != value:
            return format_number(None, locale)
        return format_percent(Decimal(repr(round(value, 4))), locale, 0)

    return [
        (
            _("Error against taking last week again"),
            _("%(share)s of its error") % {"share": share(test.relative_error)},
        ),
        (_("Days that the 80 % interval held"), share(test.covered80)),
        (_("Days that the 95 % interval held"), share(test.covered95)),
        (_("Forecasts of four weeks tried"), format_number(test.windows, locale)),
    ]
