"""What the page says of a discount, in the language of the moment."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.core.money import format_day, format_money, format_number, format_percent
from comptoir.decide.pricing.engine.deciding import BLOCKING, Limit, without_more_units
from comptoir.decide.pricing.engine.margin import highest_discount
from comptoir.decide.pricing.engine.reference import DAYS
from comptoir.decide.pricing.study import Study

LIMITS: Mapping[Limit, Any] = {
    Limit.STRUCK_ABOVE: gettext_lazy(
        "The struck price of %(struck)s is above the reference of %(reference)s, the lowest price of the 30 days "
        "before: the law calls it misleading."
    ),
    Limit.LOSS: gettext_lazy(
        "A unit would leave %(margin)s: no sale at a loss outside the legal sales (soldes). At most %(most)s off."
    ),
    Limit.NO_REDUCTION: gettext_lazy(
        "It was sold for %(reference)s within the 30 days before: no reduction may be announced at %(price)s."
    ),
    Limit.NO_REFERENCE: gettext_lazy(
        "No sale of the 30 days before tells a price: nothing may be struck through without another proof."
    ),
    Limit.UNKNOWN_COST: gettext_lazy(
        "Its cost, or what selling costs, is unknown: so are its margin and the units to be sold."
    ),
    Limit.STOCK_SHORT: gettext_lazy(
        "The stock of %(stock)s units does not hold the %(units)s that must be sold in %(days)s days."
    ),
}


def limit_sentences(scope: Scope, study: Study) -> Iterator[tuple[str, bool]]:
    """Each limit, and whether it stops the offer."""
    offer, single = study.offer, study.items[0] if len(study.items) == 1 else None
    after = offer.after
    numbers = {
        "struck": money(scope, offer.struck),
        "reference": money(scope, offer.reference),
        "price": money(scope, offer.price),
        "margin": money(scope, after.margin if after else None),
        "most": format_percent(_highest(study), locale(), 0),
        "stock": format_number(offer.stock, locale()),
        "units": format_number(offer.units_to_sell or offer.daily * offer.days, locale()),
        "days": format_number(offer.days, locale()),
    }
    for limit in study.limits:
        # What is announced stands beside each item of a category: its own line says it.
        if single or limit not in (Limit.NO_REDUCTION, Limit.NO_REFERENCE):
            yield str(LIMITS[limit]) % numbers, limit in BLOCKING
    left_out = [item for item in study.items if item.is_left_out]
    if left_out and not single:
        yield (
            ngettext(
                "%(count)d item would be sold at a loss: it is left out.",
                "%(count)d items would be sold at a loss: they are left out.",
                len(left_out),
            )
            % {"count": len(left_out)},
            False,
        )
    silent = [item for item in study.items if {Limit.NO_REDUCTION, Limit.NO_REFERENCE} & set(item.limits)]
    if silent and not single:
        yield (
            ngettext(
                "%(count)d item has no reduction to announce: its reference is no higher than the new price, or "
                "unknown.",
                "%(count)d items have no reduction to announce: their reference is no higher than the new price, or "
                "unknown.",
                len(silent),
            )
            % {"count": len(silent)},
            False,
        )
    if study.soldes is None:
        yield _("The word « soldes » is not allowed on these days."), False


def reference_words(scope: Scope, study: Study) -> str:
    """Where the reference price comes from."""
    item = study.items[0]
    told = {
        "days": DAYS,
        "seen": item.reference.seen if item.reference else 0,
        "price": money(scope, item.reference.price if item.reference else None),
        "day": format_day(item.reference.day, locale()) if item.reference else "",
    }
    basis = _(
        "Read from your order lines: the middle price of each day, tax included, orders with a discount code left out."
    )
    if study.soldes is not None:
        basis += " " + _("In the legal sales the price before their first day counts for every markdown.")
    if study.is_category:
        return _("The lowest price charged in the %(days)d days before, item by item.") % told + " " + basis
    if item.reference is None:
        return _("Not known.") + " " + basis
    return (
        _("%(price)s, charged last on %(day)s; sales tell the price of %(seen)d of the %(days)d days before.")
        % told
        + " "
        + basis
    )


def next_reference_words(scope: Scope, study: Study) -> str:
    """What the offer does to the reference of the days after it."""
    told = {"day": format_day(study.free_again, locale()), "price": money(scope, study.items[0].new_price)}
    if study.is_category:
        return (
            _("Before %(day)s, any new reduction of these items is counted from the prices of this offer.")
            % told
        )
    return (
        _(
            "Before %(day)s, any new reduction is counted from %(price)s or less: nothing higher may be struck."
        )
        % told
    )


def needed_words(study: Study) -> str:
    """How many more units make up for the discount."""
    offer = study.offer
    if offer.unit is None:
        return _("Unknown without costs.")
    if offer.needed is None:
        return _("No number of units makes up for it: nothing is left of a unit.")
    return _("%(share)s more units, %(units)s in %(days)s days in place of %(usual)s") % {
        "share": format_percent(offer.needed, locale(), 0),
        "units": format_number(offer.units_to_sell, locale()),
        "days": offer.days,
        "usual": format_number(offer.daily * offer.days, locale()),
    }


def effect_words(scope: Scope, study: Study) -> str:
    lost = without_more_units(study.offer)
    said = []
    if study.effect is not None:
        count = sum(one.operation.ratio is not None for one in study.past)
        told = {
            "low": money(scope, study.effect.low, 0),
            "high": money(scope, study.effect.high, 0),
            "count": count,
        }
        if count > 1:
            said.append(
                _(
                    "If it sells as the %(count)d offers before it did, between the least and the most: "
                    "%(low)s to %(high)s of margin. Credit, not cause: seasons and mails played along."
                )
                % told
            )
        else:
            said.append(
                _(
                    "Between no more units at all and what the only offer before it sold: %(low)s to %(high)s of "
                    "margin. Credit, not cause: the season and mails played along."
                )
                % told
            )
    elif study.offer.unit is not None:
        said.append(_("No earlier offer tells what it would sell."))
    if lost is not None:
        said.append(_("If it sells no more: %(lost)s.") % {"lost": money(scope, lost, 0)})
    return " ".join(said)


def competitor_words(scope: Scope, study: Study) -> str:
    """Where the new price stands against the one that somebody typed."""
    typed = study.asked.competitor
    if typed is None or study.is_category:
        return _("unknown: nobody typed it")
    share = study.items[0].new_price / typed - 1
    told = {"share": format_percent(abs(share), locale(), 0)}
    if share == 0:
        return _("the new price is the same")
    return (
        _("the new price is %(share)s below") if share < 0 else _("the new price is %(share)s above")
    ) % told


def title(study: Study) -> str:
    return _("%(discount)s off « %(name)s », %(first)s to %(last)s") % {
        "discount": format_percent(study.asked.discount, locale(), 0),
        "name": study.name,
        "first": format_day(study.asked.start, locale()),
        "last": format_day(study.asked.end, locale()),
    }


def money(scope: Scope, value: Decimal | None, places: int = 2) -> str:
    return format_money(value, scope.currency, locale(), places)


def locale() -> str:
    return get_language() or "fr"


def _highest(study: Study) -> Decimal:
    return highest_discount(study.offer.unit) if study.offer.unit else Decimal(0)
