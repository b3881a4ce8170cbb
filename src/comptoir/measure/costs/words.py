"""Rules as sentences: what they take, of what, from when to when."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from comptoir.core.money import format_day, format_money, format_percent
from comptoir.measure.costs.engine import SITE, CostKind, CostRule

KIND_WORDS: dict[CostKind, Promise] = {
    CostKind.PAYMENT: pgettext_lazy("cost", "Payment"),
    CostKind.LOGISTICS: pgettext_lazy("cost", "Logistics"),
    CostKind.MARKETPLACE: pgettext_lazy("cost", "Marketplace"),
}

KIND_QUESTIONS: dict[CostKind, Promise] = {
    CostKind.PAYMENT: gettext_lazy("What the provider keeps of each payment: card, wallet, instalments."),
    CostKind.LOGISTICS: gettext_lazy("What preparing and carrying an order costs."),
    CostKind.MARKETPLACE: gettext_lazy(
        "What a marketplace keeps of its orders. Orders of the own site need none."
    ),
}


def scope_words(rule: CostRule) -> str:
    """« Amazon · card · FR »; of all orders where nothing is narrowed."""
    channel = _("own site") if rule.scope[0] == SITE else rule.sales_channel
    parts = [word for word in (channel, rule.payment_method, rule.country) if word]
    return " · ".join(parts) or _("all orders")


def amount_words(rule: CostRule) -> str:
    """« 1.4 % + €0.25 an order »; a rule of nothing says so."""
    locale = get_language() or "en"
    parts = []
    if rule.share:
        percent = rule.share * 100
        places = max(0, -int(percent.normalize().as_tuple().exponent))
        parts.append(format_percent(rule.share, locale, places))
    if rule.per_order:
        parts.append(_("%(sum)s an order") % {"sum": format_money(rule.per_order, rule.currency, locale)})
    if rule.per_unit:
        parts.append(_("%(sum)s a unit") % {"sum": format_money(rule.per_unit, rule.currency, locale)})
    return " + ".join(parts) or _("nothing")


def days_words(rule: CostRule) -> str:
    if rule.valid_to is None:
        return _("since %(day)s") % {"day": _day(rule.valid_from)}
    return _("from %(first)s to %(last)s") % {"first": _day(rule.valid_from), "last": _day(rule.valid_to)}


def sentence(rule: CostRule) -> str:
    """The whole rule in one line, as beside a figure."""
    return _("%(kind)s: %(amount)s (%(scope)s, %(days)s)") % {
        "kind": KIND_WORDS[rule.kind],
        "amount": amount_words(rule),
        "scope": scope_words(rule),
        "days": days_words(rule),
    }


def _day(day: date) -> str:
    return format_day(day, get_language() or "en")
