"""Progress and landing of the month: the line and the card whose figures are forecasts, not sums of facts."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.core.money import format_percent
from comptoir.decide.targets.api import Place, Progress, progress_of, targets_of
from comptoir.measure.metrics.api import metric
from comptoir.measure.reading.api import Change, Reading, change, short, written

LANDING = "landing"
OF = Place("net_sales")


@dataclass(frozen=True, slots=True)
class LandingShown:
    """Where the month of the period's last day ends."""

    expected: Decimal
    target: Decimal | None
    actual: Decimal
    change: Change | None
    """Of the landing against the target."""
    interval: str
    note: str
    """The interval, and how far the target is reached."""


def landing(scope: Scope, reading: Reading, locale: str) -> LandingShown | Any:
    """The landing, or why there is none as a sentence. What is known on the last day of the period counts."""
    found = progress_of(scope, OF, reading.period.end, tax=reading.tax)
    if found.landing is None:
        return found.reason or _("The last day known lies too far back.")
    one = metric(LANDING)
    expected = _exact(found.landing.expected)
    low, high = (
        short(_exact(value), one, scope.currency, locale)
        for value in (found.landing.low80, found.landing.high80)
    )
    interval = _("80 times in 100 between %(low)s and %(high)s") % {"low": low, "high": high}
    return LandingShown(
        expected,
        found.target,
        _exact(found.actual),
        change(expected, found.target, one, locale),
        interval,
        _note(scope, found, interval, locale),
    )


def has_target(scope: Scope, reading: Reading) -> bool:
    month = reading.period.end.replace(day=1)
    return any(one.month == month for one in targets_of(scope, month.year, OF))


def _note(scope: Scope, found: Progress, interval: str, locale: str) -> str:
    one = metric(LANDING)
    words = [interval]
    if found.target is not None and found.share_of_target is not None:
        share = format_percent(_exact(found.share_of_target), locale, 0)
        target = written(found.target, one, scope.currency, locale)
        words.append(
            _("target %(target)s, reached to %(share)s of what these days should bring")
            % {"target": target, "share": share}
        )
        if found.points_apart:
            words.append(_("progress goes by last year's same days, landing by the forecast"))
    elif found.target is None:
        words.append(_("no target set yet"))
    return " · ".join(words)


def _exact(value: float) -> Decimal:
    return Decimal(repr(round(value, 4)))
