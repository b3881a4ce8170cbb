"""What the page of alarms shows: one card for what moved together, with its chart."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comptoir.core.charts.api import CalendarMark, ForecastPoint, TrendPoint, TrendWords, trend
from comptoir.core.companies.api import Scope
from comptoir.core.money import format_day, format_money
from comptoir.core.tables.api import CellKind, Table, TableColumn
from comptoir.decide.anomalies.found import Alarm, Fault, Kind
from comptoir.decide.anomalies.queries import Listed
from comptoir.decide.anomalies.watched import family
from comptoir.decide.anomalies.words import (
    FAULT_WORDS,
    KIND_WORDS,
    chance_words,
    figure,
    money_words,
    sentence,
    title,
)
from comptoir.measure.metrics.api import Unit, metric

CARDS = 10
"""Most cards with a chart; the table below has all."""


@dataclass(frozen=True, slots=True)
class Card:
    """An alarm worth most, and those that moved with it."""

    listed: Listed
    title: str
    kind: Any
    badge: str
    text: str
    money: str
    money_words: str
    chance: str
    question: str
    """The title of the chart."""
    chart: dict[str, Any] | None
    table: Table | None
    others: tuple[str, ...]
    fingerprints: tuple[str, ...]
    """Of all of them: one button speaks for what moved together."""


def cards(scope: Scope, found: Collection[Listed]) -> list[Card]:
    return [_card(scope, group) for group in together(found)[:CARDS]]


def together(found: Collection[Listed]) -> list[list[Listed]]:
    """What moved on the same days, the same way, in the same family of figures: the first of each is worth most."""
    groups: list[list[Listed]] = []
    for one in found:
        same = next((group for group in groups if _moves_with(group[0], one)), None)
        if same is None:
            groups.append([one])
        else:
            same.append(one)
    return groups


def _moves_with(head: Listed, other: Listed) -> bool:
    ours, theirs = head.alarm, other.alarm
    if ours.kind is Kind.DATA or theirs.kind is Kind.DATA:
        return False
    return (
        (head.acknowledged_at is None) is (other.acknowledged_at is None)
        and family(ours.metric) == family(theirs.metric)
        and ours.is_worse is theirs.is_worse
        and ours.first_day <= theirs.last_day
        and theirs.first_day <= ours.last_day
    )


def _card(scope: Scope, group: Sequence[Listed]) -> Card:
    head, locale = group[0], get_language() or "fr"
    one, money = head.alarm, head.alarm.money
    return Card(
        head,
        title(one),
        FAULT_WORDS[one.fault] if one.fault else KIND_WORDS[one.kind],
        "warn" if one.kind is Kind.DATA else "bad" if one.is_worse else "good",
        sentence(one, scope.currency),
        format_money(abs(money.week), scope.currency, locale, 0) if money else "",
        money_words(one, scope.currency),
        chance_words(one),
        _("What came of « %(metric)s », and what was expected?") % {"metric": metric(one.metric).label},
        chart(one, scope.currency) if _is_drawn(one) else None,
        _days(one, scope.currency) if _is_drawn(one) else None,
        tuple(title(other.alarm) for other in group[1:]),
        tuple(each.fingerprint for each in group),
    )


def _is_drawn(one: Alarm) -> bool:
    return bool(one.points) and one.fault is not Fault.CONNECTION


def chart(one: Alarm, currency: str) -> dict[str, Any]:
    """Each day beside what was expected of it on the evening before, the first day of the alarm marked."""
    locale = get_language() or "fr"
    points = [
        TrendPoint(
            point.day,
            format_day(point.day, locale),
            _exact(point.actual),
            figure(one, point.actual, currency),
        )
        for point in one.points
    ]
    expected = [
        ForecastPoint(
            point.day,
            Decimal(repr(point.expected)),
            Decimal(repr(point.expected if point.low is None else point.low)),
            Decimal(repr(point.expected if point.high is None else point.high)),
        )
        for point in one.points
        if point.expected is not None
    ]
    words = TrendWords(actual=str(metric(one.metric).label), compared=_("Expected"), period=_("Day"))
    first = max(one.first_day, one.points[0].day)
    marks = [CalendarMark(first, max(first, one.last_day), _("Alarm"), is_incident=one.kind is Kind.DATA)]
    is_share = metric(one.metric).unit is Unit.SHARE
    return trend(points, words, marks=marks, forecast=expected, percent=is_share, height=200)


def _days(one: Alarm, currency: str) -> Table:
    unit = metric(one.metric).unit
    kind = {Unit.MONEY: CellKind.MONEY, Unit.SHARE: CellKind.PERCENT}.get(unit, CellKind.NUMBER)
    money = currency if kind is CellKind.MONEY else ""
    columns = [TableColumn("day", _("Day"), CellKind.DATE)]
    columns += [
        TableColumn(name, words, kind, money)
        for name, words in (
            ("actual", metric(one.metric).label),
            ("expected", _("Expected")),
            ("low", _("95 % from")),
            ("high", _("95 % to")),
        )
    ]
    first = one.first_day - timedelta(days=7)
    rows = [
        {
            "day": point.day,
            **{name: _exact(getattr(point, name)) for name in ("actual", "expected", "low", "high")},
        }
        for point in one.points
        if first <= point.day <= one.last_day + timedelta(days=7)
    ]
    return Table(columns, rows, title=metric(one.metric).label)


def _exact(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(f"{value:.4f}")
