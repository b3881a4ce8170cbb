"""Stock levels: by day, or as they are today."""

from collections.abc import Mapping

import ibis
from django.utils.translation import gettext_lazy as _
from ibis.expr import types as ir

from comptoir.connectors.base import Cell, Context, Field, Layout, SameKey
from comptoir.connectors.spreadsheets.headers import SKU, VENDOR

_DAY = Field("day", Cell.DAY, ("Date", "Jour", "Date du stock", "Stock date", "Day"))
_SKU = Field("sku", Cell.TEXT, SKU, blank=())
_ON_HAND = (
    *("Stock disponible", "Quantité disponible", "Quantité en stock", "Qté en stock", "Stock physique"),
    *("Stock level", "Available stock", "Stock on hand", "On hand"),
)
_INCOMING = Field(
    "incoming",
    Cell.NUMBER,
    (
        *("En commande fournisseur", "Commandé", "En commande", "À recevoir", "Stock à venir"),
        *("On purchase order", "Incoming stock", "Incoming", "On order"),
    ),
    required=False,
)
_ADVICE = _("One row an item: its reference, the units to be had; better with the day of the count.")


def _levels(row: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    day = row.day if "day" in context.present else ibis.literal(context.today)
    return {"sku": row.sku, "day": day, "on_hand": row.on_hand, "incoming": row.incoming}


BY_DAY = Layout(
    name="stock_by_day",
    vendor=VENDOR,
    label=_("Stock levels by day"),
    entity="stock_level",
    # With a day beside it, « Stock » alone is no catalogue.
    fields=(_DAY, _SKU, Field("on_hand", Cell.NUMBER, (*_ON_HAND[:1], "Stock", *_ON_HAND[1:])), _INCOMING),
    facts=_levels,
    same_key=SameKey.LAST,
    advice=_ADVICE,
)
TODAY = Layout(
    name="stock_today",
    vendor=VENDOR,
    label=_("Stock levels of today"),
    entity="stock_level",
    fields=(_SKU, Field("on_hand", Cell.NUMBER, _ON_HAND), _INCOMING),
    facts=_levels,
    same_key=SameKey.LAST,
    advice=_ADVICE,
)
