"""What items cost to buy. A cost without a first day has always held: it stands for the past too."""

from collections.abc import Mapping
from datetime import date

import ibis
from django.utils.translation import gettext_lazy as _
from ibis.expr import types as ir

from comptoir.connectors.base import Cell, Context, Field, Layout, SameKey
from comptoir.connectors.spreadsheets.headers import CURRENCY, SKU, VENDOR

ALWAYS = date(2000, 1, 1)
"""First day of a cost whose file says none."""


def _costs(row: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    return {
        "sku": row.sku,
        "valid_from": row.valid_from.fill_null(ALWAYS),
        "unit_cost": row.unit_cost,
        "currency": row.currency.upper().fill_null(ibis.literal(context.currency)),
    }


COSTS = Layout(
    name="product_costs",
    vendor=VENDOR,
    label=_("Purchase costs of items"),
    entity="product_cost",
    fields=(
        Field("sku", Cell.TEXT, SKU, blank=()),
        Field(
            "unit_cost",
            Cell.MONEY,
            (
                *("Prix d'achat HT", "Prix d'achat", "Coût d'achat HT", "Coût unitaire HT", "PA HT", "PAHT"),
                *("Coût de revient", "Prix de revient", "Prix de revient HT"),
                *("Purchase price", "Cost price", "Unit cost (excl. tax)", "Unit cost"),
            ),
        ),
        Field(
            "valid_from",
            Cell.DAY,
            (
                *("Valable à partir du", "Valable dès le", "À partir du", "Date d'effet", "Date de début"),
                *("Start date", "Effective date", "Valid from"),
            ),
            required=False,
        ),
        Field("currency", Cell.TEXT, CURRENCY, required=False),
    ),
    facts=_costs,
    same_key=SameKey.LAST,
    advice=_(
        "One row an item: its reference, its cost without tax; with « Valid from » where a cost changes on a day."
    ),
)
