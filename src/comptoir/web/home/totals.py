"""Net sales of several companies in one currency: by dated rates alone, and what cannot be added is named. Heavy."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.core.errors import InputError
from comptoir.core.money import format_day
from comptoir.web.home.figures import figures_of, sales_in


@dataclass(frozen=True, slots=True)
class Apart:
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Total:
    currency: str
    currencies: tuple[str, ...]
    """Those that may be asked for: the companies' own."""
    sales: Decimal
    counted: int
    apart: tuple[Apart, ...]


def currencies_of(scopes: list[Scope]) -> tuple[str, ...]:
    """Those of the companies, the most frequent first."""
    counts = Counter(scope.currency for scope in scopes)
    return tuple(sorted(counts, key=lambda code: (-counts[code], code)))


def total_of(scopes: list[Scope], currency: str, locale: str) -> Total | None:
    """Month to date, without tax, of the companies whose month is the latest; None where there is no company."""
    known = currencies_of(scopes)
    if not known:
        return None
    wanted = currency.upper() or known[0]
    if wanted not in known:
        raise InputError(
            _("« %(currency)s » is the currency of none of your companies.") % {"currency": wanted},
            _("Allowed: %(allowed)s.") % {"allowed": ", ".join(known)},
        )
    found = [(scope, figures_of(scope)) for scope in scopes]
    months = [figures.month for _scope, figures in found if figures is not None]
    latest, total, counted, apart = max(months, default=None), Decimal(0), 0, []
    for scope, figures in found:
        if figures is None:
            apart.append(Apart(scope.name, _("no data yet")))
        elif figures.month != latest:
            day = format_day(figures.period.end, locale)
            apart.append(Apart(scope.name, _("its figures end on %(day)s") % {"day": day}))
        elif figures.sales is None:
            apart.append(Apart(scope.name, figures.reason or _("no sale yet")))
        elif (sales := sales_in(scope, figures, wanted)) is None:
            told = {"from": scope.currency, "to": wanted}
            apart.append(Apart(scope.name, _("no exchange rate from %(from)s to %(to)s") % told))
        else:
            total, counted = total + sales, counted + 1
    return Total(wanted, known, total, counted, tuple(apart))
