"""Part 9: the eight weeks to come, with what the forecast makes of them."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comptoir.check.reports.building.asking import UNKNOWN, Asked
from comptoir.check.reports.shapes import Block, Cell, Chart, Column, Figure, Grid, Kind, Note, Origin
from comptoir.core.calendar.api import Event, EventKind, events
from comptoir.core.charts.api import ForecastPoint, TrendPoint, TrendWords, trend
from comptoir.core.money import format_money, format_percent, format_period
from comptoir.core.periods import Period
from comptoir.decide.forecasts.api import Asked as AskedSeries
from comptoir.decide.forecasts.api import NoForecast, Prediction, forecast_of, landing_of
from comptoir.measure.metrics.api import metric
from comptoir.measure.reading.api import calendar_marks

WEEKS = 8
BEHIND = 28
METRIC = "net_sales"


def ahead(asked: Asked) -> tuple[Block, ...]:
    first = asked.span.end + timedelta(days=1)
    period = Period(first, first + timedelta(days=7 * WEEKS - 1))
    found = forecast_of(asked.scope, AskedSeries(METRIC, asked.span.end, tax=asked.tax), period.days)
    known = found if isinstance(found, Prediction) else None
    blocks: list[Block] = []
    if isinstance(found, NoForecast):
        blocks.append(Note("no_forecast", str(found.text)))
    else:
        blocks += _course(asked, found, period)
    grid = _events(asked, period, known)
    return (
        (*blocks, grid)
        if grid
        else (*blocks, Note("no_events", _("The calendar has no event in these days.")))
    )


def _events(asked: Asked, period: Period, found: Prediction | None) -> Grid | None:
    effects = {one.code: one for one in found.effects} if found else {}
    rows = []
    for one in events(asked.scope, period):
        if one.is_incident or (one.kind is EventKind.HOLIDAY and one.code not in effects):
            continue
        effect = effects.get(one.code) if one.code else None
        usual, interval = Cell(UNKNOWN), Cell(UNKNOWN)
        if effect is not None:
            value = Decimal(repr(round(effect.share, 4)))
            shown = format_percent(value, asked.locale, 0, signed=True)
            usual = Cell(shown, value, Kind.CHANGE, Figure(shown, value, "share", Origin.FORECAST))
            low, high = (
                format_percent(Decimal(repr(end)), asked.locale, 0, signed=True)
                for end in (effect.low80, effect.high80)
            )
            interval = Cell(f"{low} – {high}")
        rows.append((_days(asked, one), Cell(str(one.name)), usual, interval))
    if not rows:
        return None
    columns = (
        Column("days", _("Days")),
        Column("event", pgettext("highlights", "Event")),
        Column("effect", _("A day with it, against one without"), Kind.CHANGE),
        Column("interval", _("80 times in 100 between")),
    )
    return Grid("events", _("What comes in the next eight weeks?"), columns, tuple(rows), "events")


def _days(asked: Asked, one: Event) -> Cell:
    return Cell(format_period(one.period, asked.locale), day=one.day_start)


def _course(asked: Asked, found: Prediction, period: Period) -> Iterator[Block]:
    one = metric(METRIC)
    start = max((asked.span.end - timedelta(days=BEHIND - 1) - found.first).days, 0)
    actual = [
        (found.first + timedelta(days=start + place), None if value is None else Decimal(repr(value)))
        for place, value in enumerate(found.actual[start:])
    ]
    points = [
        TrendPoint(day, format_period(Period(day, day), asked.locale), value, asked.write(value, one))
        for day, value in actual
    ]
    expected = [
        ForecastPoint(
            each.day, *(Decimal(repr(round(end, 2))) for end in (each.expected, each.low80, each.high80))
        )
        for each in found.days
    ]
    title = _("What are the next eight weeks expected to bring?")
    words = TrendWords(str(one.label), _("Last year"), _("Day"))
    marks = calendar_marks(asked.scope, period, METRIC)
    columns = (
        Column("week", _("Week")),
        Column("expected", _("Expected up to its end"), Kind.MONEY, asked.currency),
        Column("low", _("80 times in 100 from"), Kind.MONEY, asked.currency),
        Column("high", _("to"), Kind.MONEY, asked.currency),
    )
    weeks = [Period(day, day + timedelta(days=6)) for day in list(period)[::7]]
    rows = tuple(_week(asked, found, each) for each in weeks)
    told = ", ".join(f"{row[0].shown}: {row[1].shown}" for row in rows[:4])
    alternative = _(
        "Net sales of the last four weeks and their forecast; expected from now to the end of each week: %(weeks)s."
    )
    yield Chart(
        "course_ahead",
        title,
        trend(points, words, marks=marks, forecast=expected),
        alternative % {"weeks": told},
        "weeks_ahead",
    )
    yield Grid("weeks_ahead", title, columns, rows, "chart")


def _week(asked: Asked, found: Prediction, days: Period) -> tuple[Cell, ...]:
    label = Cell(format_period(days, asked.locale))
    landed = landing_of(found, found.last + timedelta(days=1), days.end)
    if landed is None:
        return (label, *(Cell(UNKNOWN),) * 3)
    return (label, *(_money(asked, value) for value in (landed.expected, landed.low80, landed.high80)))


def _money(asked: Asked, told: float) -> Cell:
    value = Decimal(repr(round(told, 2)))
    shown = format_money(value, asked.currency, asked.locale, 0)
    return Cell(
        shown, value, Kind.MONEY, Figure(shown, value, "money", Origin.FORECAST, METRIC, tax=asked.tax)
    )
