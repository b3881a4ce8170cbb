"""The sentences of findings, written in the language of the moment."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from comptoir.core.money import format_day, format_money, format_number, format_percent
from comptoir.decide.findings.candidate import Doubt
from comptoir.decide.findings.found import Found
from comptoir.decide.findings.kinds import Written
from comptoir.decide.targets.api import chance_words
from comptoir.measure.metrics.api import TRAFFIC_CHANNELS, metric
from comptoir.measure.reading.api import names_of, written

WEEKDAYS: Mapping[str, Any] = {
    "1": gettext_lazy("Mondays"),
    "2": gettext_lazy("Tuesdays"),
    "3": gettext_lazy("Wednesdays"),
    "4": gettext_lazy("Thursdays"),
    "5": gettext_lazy("Fridays"),
    "6": gettext_lazy("Saturdays"),
    "7": gettext_lazy("Sundays"),
}
DOUBT_WORDS: Mapping[Doubt, Any] = {
    Doubt.CREDITED: gettext_lazy("sales credited by the audience tool, not shown to be caused"),
    Doubt.PARTIAL_COSTS: gettext_lazy("costs are known for less than 95 % of sales"),
    Doubt.UPPER_BOUND: gettext_lazy("the most that it can be"),
    Doubt.LONG_PERIOD: gettext_lazy("read over a long period"),
}
type Names = Mapping[str, str]


def title(found: Found, currency: str, names: Names) -> str:
    sentences = found.kind.titles
    sentence = sentences.get(found.numbers.get("variant", ""), sentences[""])
    return _first_large(str(sentence) % _written(found, currency, names))


def money_words(found: Found, currency: str, names: Names) -> str:
    """How the money was computed."""
    return str(found.kind.how) % _written(found, currency, names)


def hypothesis(found: Found, currency: str, names: Names) -> str:
    return _first_large(str(found.kind.hypothesis) % _written(found, currency, names))


def confidence_words(found: Found) -> str:
    """Why it is as sure as it is."""
    doubts = [str(DOUBT_WORDS[doubt]) for doubt in sorted(found.doubts)]
    if found.false_rate is not None:
        rate = format_percent(Decimal(f"{max(found.false_rate, 0.001):.3f}"), _locale(), 1)
        doubts.insert(
            0, _("chance explains less than %(rate)s of findings as clear as this one") % {"rate": rate}
        )
    return _first_large("; ".join(doubts))


def subject_words(name: str, value: str, names: Names) -> str:
    """One value of a dimension, as people call it."""
    if name == "product":
        return names.get(value, value)
    if name in ("traffic_channel", "device", "customer_type", "country"):
        return names_of(name, [value], _locale()).get(value) or value
    return str(WEEKDAYS.get(value, value)) if name == "weekday" else value


def _written(found: Found, currency: str, names: Names) -> dict[str, str]:
    ways = found.kind.written
    return {
        name: _one(value, ways.get(name, Written.TEXT), currency, names, found.numbers)
        for name, value in found.numbers.items()
    }


def _one(value: str, way: Written, currency: str, names: Names, numbers: Mapping[str, str]) -> str:
    match way:
        case Written.PRODUCT:
            return names.get(value, value)
        case Written.CHANNEL:
            return str(TRAFFIC_CHANNELS.get(value, value))
        case Written.WEEKDAY:
            return str(WEEKDAYS.get(value, value))
        case Written.DAY:
            return format_day(date.fromisoformat(value), _locale())
        case Written.MONTH:
            return format_date(date.fromisoformat(value), "MMMM y", locale=_locale())
        case Written.METRIC:
            return str(metric(value).label)
        case Written.SEGMENT:
            by = numbers["dimension"]
            return names_of(by, [value], _locale()).get(value) or value
        case Written.TEXT:
            return value
    number = Decimal(value)
    match way:
        case Written.CHANCE:
            return chance_words(float(number), _locale())
        case Written.PERCENT:
            return format_percent(number, _locale(), 1)
        case Written.POINTS:
            return _("%(number)s pts") % {"number": format_number(number * 100, _locale(), 1)}
        case Written.OF_METRIC:
            return written(number, metric(numbers["metric"]), currency, _locale())
        case Written.MONEY:
            return format_money(number, currency, _locale(), 0)
        case Written.CENTS:
            return format_money(number, currency, _locale(), 2)
        case Written.DECIMAL:
            return format_number(number, _locale(), 1)
    return format_number(number, _locale(), 0)


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]


def _locale() -> str:
    return get_language() or "fr"
