"""Where each month of an account ends, from the forecasts of net sales and of advertising."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period, month_end
from comptoir.decide.budget.engine.account import NOTHING
from comptoir.decide.budget.engine.lines import RUNNING, Amounts, Line
from comptoir.decide.budget.engine.outlook import Ahead, Pace, landed, landed_sum, rest, widths
from comptoir.decide.budget.measuring import recent_days, running_of
from comptoir.decide.budget.spans import months_of
from comptoir.decide.forecasts.api import Asked, NoForecast, Prediction, forecast_of, landing_of

LONGEST = 366
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Landed:
    amounts: Amounts
    widths: Mapping[Line, Decimal]
    are_ads_forecast: bool
    reason: Any = ""
    """Why there is none."""


def _nothing(reason: Any) -> Landed:
    return Landed({}, {}, are_ads_forecast=False, reason=reason)


def landing_of_span(scope: Scope, period: Period, last: date, measured: Mapping[date, Amounts]) -> Landed:
    """The months of the period of which days are to come, and those that are over."""
    horizon = (date(period.end.year, 12, 31) - last).days
    if horizon > LONGEST:
        return _nothing(_("These months lie too far ahead of the last day known to be foreseen."))
    sales = forecast_of(scope, Asked("net_sales", last, tax="excluded"), horizon)
    if isinstance(sales, NoForecast):
        return _nothing(sales.text)
    ads = forecast_of(scope, Asked("ad_spend", last, tax="excluded"), horizon)
    spending = ads if isinstance(ads, Prediction) else None
    running = running_of(scope)
    pace = Pace.of(recent_days(scope, last), running[max(running)] if running else {})
    if pace is None:
        return _nothing(_("Nothing was sold over the last 91 days: no line has a pace."))
    over = [measured[month] for month in months_of(period) if month_end(month) <= last and month in measured]
    ahead = []
    for month in months_of(period):
        if month_end(month) > last:
            days = Period(max(month, last + _DAY), month_end(month))
            spent = None if spending is None else _ahead(spending, days)
            done = measured.get(month, {})
            typed = _to_come(running.get(month), pace, done)
            ahead.append(landed(done, rest(Ahead(_ahead(sales, days), spent), pace, typed)))
    to_come = Period(max(period.start, last + _DAY), period.end)
    return Landed(
        landed_sum(over, ahead),
        widths(pace, _width(sales, to_come), None if spending is None else _width(spending, to_come)),
        are_ads_forecast=spending is not None,
    )


def _ahead(found: Prediction, days: Period) -> Decimal:
    """Sales and spend are not below nothing, whatever a line drawn through them says."""
    return Decimal(repr(max(sum(one.expected for one in found.days if one.day in days), 0.0)))


def _width(found: Prediction, days: Period) -> Decimal:
    """Half the interval of these days together: as wide a part of them as of all days up to their end."""
    whole = landing_of(found, found.last + _DAY, days.end)
    expected = Decimal(repr(whole.expected)) if whole else NOTHING
    if whole is None or not expected:
        return NOTHING
    return (Decimal(repr(whole.high80)) - expected) / abs(expected) * _ahead(found, days)


def _to_come(typed: Mapping[Line, Decimal] | None, pace: Pace, done: Amounts) -> Amounts:
    whole = pace.running if typed is None else typed
    return {line: whole[line] - (done.get(line) or NOTHING) for line in RUNNING if line in whole}
