"""What goes from one company to another: the threshold of findings and the delay of suppliers."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.money import format_money
from comptoir.decide.findings.choosing import Choices, choices_of, choose


def copied_settings(source: Scope, target: Scope) -> tuple[str, ...]:
    source.require(Permission.EDIT_FINDINGS)
    return tuple(_told(choices_of(target), _brought(source, target), target.currency))


def copy_settings(source: Scope, target: Scope) -> None:
    source.require(Permission.EDIT_FINDINGS)
    choose(target, _brought(source, target))


def _brought(source: Scope, target: Scope) -> Choices:
    """A sum of another currency stays where it is."""
    found = choices_of(source)
    if source.currency == target.currency:
        return found
    return replace(found, least_money=choices_of(target).least_money)


def _told(was: Choices, now: Choices, currency: str) -> Iterator[str]:
    locale = get_language() or "fr"
    if was.least_money != now.least_money:
        yield _("least money: %(was)s becomes %(now)s") % {
            "was": format_money(was.least_money, currency, locale),
            "now": format_money(now.least_money, currency, locale),
        }
    if was.delay_days != now.delay_days:
        yield _("delay of suppliers in days: %(was)d becomes %(now)d") % {
            "was": was.delay_days,
            "now": now.delay_days,
        }
