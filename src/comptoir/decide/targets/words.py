"""Targets and their progress as people read them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.core.money import format_number, format_percent, format_period
from comptoir.core.periods import Grain, Period, month_end
from comptoir.decide.targets.shapes import Place, Progress, Target
from comptoir.measure.metrics.api import Query, metric, run
from comptoir.measure.reading.api import written


@dataclass(frozen=True, slots=True)
class MonthLine:
    field: str
    label: Any
    actual: str
    before: str
    share: str
    """Actual / target of the month, of months that are over or running."""


@dataclass(frozen=True, slots=True)
class Grid:
    lines: tuple[MonthLine, ...]
    total: str
    actual: str
    before: str


@dataclass(frozen=True, slots=True)
class ProgressWords:
    title: str
    month: str
    reason: Any = ""
    actual: str = ""
    target: str = ""
    share: str = ""
    of_whole: str = ""
    landing: str = ""
    interval: str = ""
    chance: str = ""
    last: str = ""


def place_words(place: Place) -> str:
    label = str(metric(place.metric).label)
    return f"{label} ({place.part})" if place.dimension else label


def amount(scope: Scope, place: Place, value: Decimal | float | None, locale: str) -> str:
    exact = Decimal(repr(round(value, 2))) if isinstance(value, float) else value
    return written(exact, metric(place.metric), scope.currency, locale)


def grid_of(scope: Scope, place: Place, year: int, targets: list[Target], locale: str) -> Grid:
    now, before = _months(scope, place, year), _months(scope, place, year - 1)
    wanted = {one.month.month: one.value for one in targets}

    def words(value: Decimal | None) -> str:
        return amount(scope, place, value, locale) if value is not None else ""

    lines = tuple(
        MonthLine(
            f"m{month}",
            MONTHS[month],
            words(now.get(month)),
            words(before.get(month)),
            format_percent(now[month] / wanted[month], locale) if month in now and month in wanted else "",
        )
        for month in range(1, 13)
    )
    return Grid(lines, words(_sum(wanted)), words(_sum(now)), words(_sum(before)))


def _sum(values: dict[int, Decimal]) -> Decimal | None:
    return sum(values.values(), Decimal(0)) if values else None


def _months(scope: Scope, place: Place, year: int) -> dict[int, Decimal]:
    """What is known of the year, until yesterday."""
    period = Period(date(year, 1, 1), date(year, 12, 31))
    query = Query((place.metric,), grain=Grain.MONTH, period=period, where=place.where)
    found = run(scope, query)
    return {
        row.period.month: Decimal(value)
        for row in found.rows
        if (value := row.values.get(place.metric)) is not None and value != 0
    }


def progress_words(scope: Scope, place: Place, found: Progress, locale: str) -> ProgressWords:
    month = format_period(Period(found.month, month_end(found.month)), locale)
    landing = found.landing
    title = _("Where will %(month)s end?") % {"month": month}
    if landing is None:
        reason = found.reason or _("The last day known lies too far back.")
        return ProgressWords(title, month, reason=reason)
    low, high = (amount(scope, place, one, locale) for one in (landing.low80, landing.high80))
    return ProgressWords(
        title=_("Will %(month)s reach its target?") % {"month": month} if found.target else title,
        month=month,
        actual=amount(scope, place, found.actual, locale),
        target=amount(scope, place, found.target, locale) if found.target else "",
        share=_share(found.share_of_target, locale),
        of_whole=_share(found.of_whole, locale),
        landing=amount(scope, place, landing.expected, locale),
        interval=_("80 times in 100 between %(low)s and %(high)s") % {"low": low, "high": high},
        chance=chance_words(landing.chance, locale),
        last=format_period(Period(found.last, found.last), locale),
    )


def _share(value: float | None, locale: str) -> str:
    return "" if value is None else format_percent(Decimal(repr(value)), locale, 0)


def chance_words(chance: float | None, locale: str) -> str:
    """Never certain: an interval of the past does not know tomorrow."""
    if chance is None:
        return ""
    if chance < 0.01:
        return _("less than 1 chance in 100")
    if chance > 0.99:
        return _("more than 99 chances in 100")
    return _("%(chance)s chances in 100") % {"chance": format_number(round(chance * 100), locale)}
