"""The sentences of alarms, written in the language of the moment."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from comptoir.core.money import format_day, format_long_day, format_money, format_number, format_percent
from comptoir.decide.anomalies.found import Alarm, Fault, Kind
from comptoir.decide.anomalies.watched import Source
from comptoir.measure.metrics.api import dimension, metric
from comptoir.measure.reading.api import DEDUCTED, names_of, written

_MANY = 3.0
"""A rise from which it is told as times."""
LEVEL = 95
"""Of 100 days, how many the interval that is told holds: `engine.rarity.LEVEL`, light for start-up."""
KIND_WORDS: Mapping[Kind, Any] = {
    Kind.BUSINESS: gettext_lazy("Business"),
    Kind.DATA: gettext_lazy("Data"),
}
FAULT_WORDS: Mapping[Fault, Any] = {
    Fault.MISSING_DAY: gettext_lazy("missing day"),
    Fault.LATE_SOURCE: gettext_lazy("late source"),
    Fault.CONNECTION: gettext_lazy("broken connection"),
    Fault.TRACKING: gettext_lazy("tracker cut"),
}
FAULT_ADVICE: Mapping[Fault, Any] = {
    Fault.MISSING_DAY: gettext_lazy(
        "Either the export lacks these days or the shop was down: load them again, or write the outage into the "
        "calendar."
    ),
    Fault.LATE_SOURCE: gettext_lazy(
        "Load the newest export, or look at the connection: later days are not watched."
    ),
    Fault.CONNECTION: gettext_lazy(
        "Repair it on the page of connections: what it reads is not watched meanwhile."
    ),
    Fault.TRACKING: gettext_lazy(
        "Look at the consent banner and at the tag of the site. Visits and conversion are not watched meanwhile."
    ),
}


def title(one: Alarm) -> str:
    """What happened, in one line."""
    if one.fault is not None:
        return _fault_title(one, one.fault)
    about = subject(one)
    if one.change is None:
        return _("%(what)s: outside of what was expected") % {"what": about}
    if one.change >= _MANY:
        times = format_number(Decimal(f"{one.change + 1:.2f}"), _locale())
        return _("%(what)s: %(times)s times what was expected") % {"what": about, "times": times}
    share = format_percent(Decimal(f"{abs(one.change):.4f}"), _locale(), 0)
    words = (
        _("%(what)s: %(share)s above what was expected")
        if one.change > 0
        else _("%(what)s: %(share)s below what was expected")
    )
    return words % {"what": about, "share": share}


def subject(one: Alarm) -> str:
    """The metric, and the part of the shop."""
    label = str(metric(one.metric).label)
    if not one.dimension:
        return label
    return _("%(metric)s, %(part)s") % {"metric": label, "part": part_words(one.dimension, one.value)}


def part_words(name: str, value: str) -> str:
    """A part of the shop, as people call it; the dimension where no value is said."""
    if not value:
        return str(dimension(name).label) if name else ""
    return str(names_of(name, [value], _locale()).get(value, value))


def sentence(one: Alarm, currency: str) -> str:
    """The figures of its last day, and since when it lasts; of a fault, what to do."""
    if one.fault is not None:
        return f"{_fault_days(one)} {FAULT_ADVICE[one.fault]}".strip()
    day = format_long_day(one.last_day, _locale())
    words = _(
        "On %(day)s: %(actual)s where %(expected)s was expected; %(level)s days in 100 lie between %(low)s "
        "and %(high)s."
    )
    told = words % {
        "day": day,
        "level": LEVEL,
        **{name: figure(one, getattr(one, name), currency) for name in ("actual", "expected", "low", "high")},
    }
    days = (one.last_day - one.first_day).days + 1
    if days == 1:
        return told
    since = ngettext("%(days)d day, since %(first)s.", "%(days)d days, since %(first)s.", days)
    return f"{told} {since % {'days': days, 'first': format_day(one.first_day, _locale())}}"


def money_words(one: Alarm, currency: str) -> str:
    """How the money is to be read."""
    if one.money is None:
        return ""
    told = {
        "so_far": format_money(abs(one.money.so_far), currency, _locale(), 0),
        "basis": one.money.basis.label,
    }
    if one.metric == "ad_spend":
        more = _("spent above what was expected in a week like these days; %(so_far)s so far")
        less = _("spent below what was expected in a week like these days; %(so_far)s so far")
    else:
        more = _("%(basis)s lost in a week like these days; %(so_far)s so far")
        less = _("%(basis)s gained in a week like these days; %(so_far)s so far")
    return (more if one.is_worse else less) % told


def chance_words(one: Alarm) -> str:
    if one.false_rate is None:
        return ""
    rate = format_percent(Decimal(f"{max(one.false_rate, 0.001):.3f}"), _locale(), 1)
    return _("Chance explains less than %(rate)s of alarms as clear as this one.") % {"rate": rate}


def figure(one: Alarm, value: float | None, currency: str) -> str:
    exact = None if value is None else Decimal(f"{value:.6f}")
    if exact is not None and one.metric in DEDUCTED:
        exact = -exact  # told as what came back, not as what sales lose
    return written(exact, metric(one.metric), currency, _locale())


def days_words(first: date, last: date) -> str:
    if first == last:
        return format_day(first, _locale())
    return _("%(first)s to %(last)s") % {
        "first": format_day(first, _locale()),
        "last": format_day(last, _locale()),
    }


def rule_words(name: str, by: str, value: str) -> str:
    """What a rule mutes."""
    what = str(metric(name).label) if name else _("every metric")
    if not by:
        return what
    part = part_words(by, value)
    return _("%(metric)s, %(part)s") % {"metric": what, "part": part}


def _fault_title(one: Alarm, fault: Fault) -> str:
    if fault is Fault.CONNECTION:
        return _("The connection « %(name)s » is broken since %(day)s") % {
            "name": one.value,
            "day": format_day(one.first_day, _locale()),
        }
    if fault is Fault.TRACKING:
        shares = {
            name: format_percent(Decimal(f"{value or 0:.4f}"), _locale(), 0)
            for name, value in (("during", one.actual), ("before", one.expected))
        }
        return _("The audience tool sees %(during)s of the site's orders, %(before)s before") % shares
    source = Source(one.value).label
    if fault is Fault.LATE_SOURCE:
        return _("Nothing is known of %(source)s since %(day)s") % {
            "source": source,
            "day": format_day(one.first_day, _locale()),
        }
    return _("Nothing is known of %(source)s: %(days)s") % {
        "source": source,
        "days": days_words(one.first_day, one.last_day),
    }


def _fault_days(one: Alarm) -> str:
    """Since when, where the title does not say it; and what the tool answered."""
    if one.fault is Fault.CONNECTION:
        return one.note
    if one.fault is not Fault.TRACKING:
        return ""
    points = format_number(round(abs((one.actual or 0) - (one.expected or 0)) * 100), _locale())
    if not one.is_over:
        return _("Since %(day)s, %(points)s points apart.") % {
            "day": format_long_day(one.first_day, _locale()),
            "points": points,
        }
    return _("%(days)s, %(points)s points apart.") % {
        "days": days_words(one.first_day, one.last_day),
        "points": points,
    }


def _locale() -> str:
    return get_language() or "fr"
