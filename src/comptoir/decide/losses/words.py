"""What segments, causes and answers are called."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from comptoir.core.money import format_percent
from comptoir.decide.losses.causes import Cause, Proof
from comptoir.decide.losses.engine import Inconclusive
from comptoir.measure.metrics.api import metric
from comptoir.measure.reading.api import names_of, written

CAUSE_WORDS: Mapping[Cause, Promise] = {
    Cause.STOCK: gettext_lazy("items that sell are out of stock"),
    Cause.PAYMENT: gettext_lazy("payments are refused"),
    Cause.PRICE: gettext_lazy("smaller discounts than before"),
    Cause.PAGE: gettext_lazy("the step itself: page, device, campaign"),
}
TODO_WORDS: Mapping[Cause, Promise] = {
    Cause.STOCK: gettext_lazy("Reorder, or put forward what is there"),
    Cause.PAYMENT: gettext_lazy("Ask the payment provider why it refuses"),
    Cause.PRICE: gettext_lazy("Look at prices and discounts again"),
    Cause.PAGE: gettext_lazy("Go through the step on this device, from this channel, and mend it"),
}
BEFORE_WORDS: Mapping[str, Promise] = {
    "product_sessions": pgettext_lazy("loss", "before a product is seen"),
    "cart_sessions": pgettext_lazy("loss", "before the basket"),
    "checkout_sessions": pgettext_lazy("loss", "between the basket and the order"),
    "purchase_sessions": pgettext_lazy("loss", "between the order and the payment"),
    "carts_seen": pgettext_lazy("loss", "before the basket"),
    "checkouts_seen": pgettext_lazy("loss", "between the basket and the order"),
    "purchases_seen": pgettext_lazy("loss", "between the order and the payment"),
}
"""Where visits stop that went on before."""
_REASONS: Mapping[str, Promise] = {
    "few_days": gettext_lazy("cannot tell: %(needed)d days are needed"),
    "few_purchases": gettext_lazy("cannot tell: %(found)d purchases expected, %(needed)d are needed"),
}


def called(where: Mapping[str, str], locale: str) -> str:
    """« Phone, Paid search »."""
    names = [names_of(by, {value}, locale).get(value, value) for by, value in sorted(where.items())]
    return ", ".join(names) or _("All visits")


def why(found: Inconclusive) -> str:
    return str(_REASONS[found.reason]) % {"found": found.found, "needed": found.needed}


def proof(one: Proof, currency: str, locale: str) -> str:
    """« Taux de rupture : 1,5 % → 5,2 % »."""
    shown = metric(one.sign.metric)
    return _("%(metric)s: %(now)s in the last 14 days, %(before)s in the eight weeks before") % {
        "metric": shown.label,
        "now": written(one.now, shown, currency, locale),
        "before": written(one.before, shown, currency, locale),
    }


def rate(value: float, locale: str) -> str:
    return format_percent(Decimal(str(round(value, 6))), locale, 2)
