"""What goes from one company to another: the threshold and quiet hours of alarms, and rules that mute a whole metric.

A rule that names a part of the shop (a product, a campaign) is of that shop, and stays there.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.money import format_money
from comptoir.decide.anomalies.actions import add_mute
from comptoir.decide.anomalies.choosing import Choices, choices_of, choose
from comptoir.decide.anomalies.queries import Rule, rules
from comptoir.measure.metrics.api import metric


def copied_settings(source: Scope, target: Scope) -> tuple[str, ...]:
    source.require(Permission.EDIT_FINDINGS)
    told = list(_told(choices_of(target), _brought(source, target), target.currency))
    told += [
        _("muted: %(metric)s") % {"metric": metric(one.metric).label} for one in _lacking(source, target)
    ]
    return tuple(told)


def copy_settings(source: Scope, target: Scope) -> None:
    source.require(Permission.EDIT_FINDINGS)
    choose(target, _brought(source, target))
    for one in _lacking(source, target):
        add_mute(target, metric=one.metric, until=one.until, reason=one.reason)


def _brought(source: Scope, target: Scope) -> Choices:
    """A sum of another currency stays where it is."""
    found = choices_of(source)
    if source.currency == target.currency:
        return found
    return replace(found, least_money=choices_of(target).least_money)


def _lacking(source: Scope, target: Scope) -> tuple[Rule, ...]:
    known = {one.metric for one in rules(target) if not one.dimension}
    found = {one.metric: one for one in rules(source) if not one.dimension}
    return tuple(one for name, one in found.items() if name not in known)


def _told(was: Choices, now: Choices, currency: str) -> Iterator[str]:
    locale = get_language() or "fr"
    if was.least_money != now.least_money:
        yield _("least money: %(was)s becomes %(now)s") % {
            "was": format_money(was.least_money, currency, locale),
            "now": format_money(now.least_money, currency, locale),
        }
    if (was.quiet_from, was.quiet_to) != (now.quiet_from, now.quiet_to):
        yield _("quiet hours: %(was)s become %(now)s") % {"was": _hours(was), "now": _hours(now)}


def _hours(one: Choices) -> str:
    def written(at: time) -> str:
        return at.strftime("%H:%M")

    if one.quiet_from is None or one.quiet_to is None:
        return _("none")
    return f"{written(one.quiet_from)} - {written(one.quiet_to)}"
