"""Targets and their progress as people read them."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.core.money import format_number, format_percent, format_period
from comptoir.core.periods import Period, month_end
from comptoir.decide.targets.shapes import Place, Progress
from comptoir.measure.metrics.api import metric
from comptoir.measure.reading.api import written


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
    is_ratio: bool = False
    missing: Any = ""
    """Why there is a figure and no landing."""
    against: str = ""
    """What tells progress and landing apart, where they disagree."""


def place_words(place: Place) -> str:
    label = str(metric(place.metric).label)
    return f"{label} ({place.part})" if place.dimension else label


def amount(scope: Scope, place: Place, value: Decimal | float | None, locale: str) -> str:
    exact = Decimal(repr(round(value, 6))) if isinstance(value, float) else value
    return written(exact, metric(place.metric), scope.currency, locale)


def progress_words(scope: Scope, place: Place, found: Progress, locale: str) -> ProgressWords:
    month = format_period(Period(found.month, month_end(found.month)), locale)
    landing = found.landing
    is_additive = metric(place.metric).is_additive
    title = _("Where will %(month)s end?") % {"month": month}
    if landing is None and not found.is_known:
        reason = found.reason or _("The last day known lies too far back.")
        return ProgressWords(title, month, reason=reason)
    words = ProgressWords(
        title=_("Will %(month)s reach its target?") % {"month": month} if found.target else title,
        month=month,
        actual=amount(scope, place, found.actual, locale) if found.is_known else "",
        target=amount(scope, place, found.target, locale) if found.target else "",
        share=_share(found.share_of_target, locale),
        of_whole=_share(found.of_whole, locale),
        last=format_period(Period(found.last, found.last), locale),
        is_ratio=not is_additive,
        missing=found.reason,
    )
    if landing is None:
        return words
    low, high = (amount(scope, place, one, locale) for one in (landing.low80, landing.high80))
    return replace(
        words,
        landing=amount(scope, place, landing.expected, locale),
        interval=_("80 times in 100 between %(low)s and %(high)s") % {"low": low, "high": high},
        chance=chance_words(landing.chance, locale),
        against=_against(found, locale) if found.points_apart else "",
    )


def _against(found: Progress, locale: str) -> str:
    """Why the landing misses what the progress seems to reach, or the other way about."""
    missed = Decimal(repr(round(found.missed or 0.0, 4)))
    return _(
        "These days reached %(share)s of what the same days of last year would have brought of the target; the "
        "landing, %(missed)s against the target, goes by the forecast: the trend of the last weeks, the weekdays "
        "and the events that are still to come this year."
    ) % {
        "share": _share(found.share_of_target, locale),
        "missed": format_percent(missed, locale, 0, signed=True),
    }


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
