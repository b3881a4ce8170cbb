"""An offer, and the items to think of first, as commands and programs read them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.core.errors import NotFoundError
from comptoir.core.money import quantise
from comptoir.decide.findings.api import LackingError
from comptoir.decide.pricing.asked import Asked
from comptoir.decide.pricing.items import Plenty, plenty
from comptoir.decide.pricing.study import Item, Past, Study, study
from comptoir.decide.pricing.tables import announced


def plenty_json(scope: Scope, day: date) -> dict[str, Any]:
    """Items whose stock lasts longer than a quarter, the most money first."""
    return {**_head(scope, day), "products": [_plenty(one) for one in plenty(scope, day)]}


def offer_json(scope: Scope, day: date, asked: Asked) -> dict[str, Any]:
    """A discount on an item or a category; NotFoundError where nothing of that name was sold lately."""
    found = _study(scope, day, asked)
    if found is None:
        raise NotFoundError(
            _("Nothing called « %(of)s » has been sold lately.") % {"of": asked.of},
            advice=_("Write an item number, or a category as it is called in the shop."),
        )
    effect, offer = found.effect, found.offer
    return {
        **_head(scope, day),
        "of": asked.of,
        "name": found.name,
        "is_category": found.is_category,
        "discount": asked.discount,
        "from": asked.start,
        "to": asked.end,
        "limits": [limit.value for limit in found.limits],
        "is_blocked": found.is_blocked,
        "more_units": None if offer.needed is None else quantise(offer.needed, 4),
        "effect": {
            "low": quantise(effect.low),
            "mid": quantise(effect.mid),
            "high": quantise(effect.high),
        }
        if effect
        else None,
        "return_rate": None if found.return_rate is None else quantise(found.return_rate, 6),
        "why_no_cost": found.why_no_cost or None,
        "items": [_item(one) for one in found.items],
        "earlier_offers": [_past(one) for one in found.past],
    }


def _study(scope: Scope, day: date, asked: Asked) -> Study | None:
    try:
        return study(scope, day, asked)
    except LackingError:  # no order of these days
        return None


def _head(scope: Scope, day: date) -> dict[str, Any]:
    return {"company": scope.slug, "currency": scope.currency, "at": day}


def _plenty(one: Plenty) -> dict[str, Any]:
    return {
        "sku": one.sku,
        "product": one.name,
        "stock": one.stock,
        "cover_days": one.cover_days,
        "value": quantise(one.value),
    }


def _item(one: Item) -> dict[str, Any]:
    offer = one.offer
    cover = offer.stock / offer.daily if offer.stock is not None and offer.daily > 0 else None
    return {
        "sku": one.sku,
        "product": one.name,
        "in_offer": not one.is_left_out,
        "price": one.price,
        "new_price": one.new_price,
        "reference": one.reference.price if one.reference else None,
        "announced": announced(one),
        "margin_before": _money(offer.unit.margin if offer.unit else None),
        "margin_after": _money(offer.after.margin if offer.after else None),
        "more_units": None if offer.needed is None else quantise(offer.needed, 4),
        "stock": offer.stock,
        "cover_days": None if cover is None else quantise(cover, 0),
        "limits": [limit.value for limit in one.limits],
    }


def _past(one: Past) -> dict[str, Any]:
    told = one.operation
    return {
        "from": told.start,
        "to": told.end,
        "event": one.event,
        "mean_reduction": quantise(told.depth, 4),
        "units_a_day": quantise(told.daily),
        "units_a_day_before": quantise(told.before),
        "change": None if told.ratio is None else quantise(told.ratio - 1, 4),
    }


def _money(value: Decimal | None) -> Decimal | None:
    return None if value is None else quantise(value)
