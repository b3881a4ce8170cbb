"""A finding in one line: for the page, for a mail, for the first lines of a review. Light."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.core.money import format_money
from comptoir.decide.findings.found import Found
from comptoir.decide.findings.names import names_for
from comptoir.decide.findings.words import Names, title


@dataclass(frozen=True, slots=True)
class Brief:
    title: str
    money: str
    """Empty where it is not told in money."""
    interval: str


def briefs(scope: Scope, found: Iterable[Found]) -> tuple[Brief, ...]:
    told = tuple(found)
    names = names_for(scope, told)
    return tuple(brief(one, scope.currency, names) for one in told)


def brief(found: Found, currency: str, names: Names) -> Brief:
    if found.stake is None:
        return Brief(title(found, currency, names), "", "")
    stake, locale = found.stake, get_language() or "fr"
    mid, low, high = (
        format_money(value, currency, locale, 0) for value in (stake.mid, stake.low, stake.high)
    )
    return Brief(title(found, currency, names), mid, _interval(low, high, is_range=found.kind.is_range))


def _interval(low: str, high: str, *, is_range: bool) -> str:
    if is_range:
        return _("from %(low)s to %(high)s, depending on how far it goes") % {"low": low, "high": high}
    return _("between %(low)s and %(high)s, 80 times in 100") % {"low": low, "high": high}
