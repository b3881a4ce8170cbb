"""Indices of the market, by day or by month, to compare growth with."""

from collections.abc import Mapping
from functools import partial

import ibis
from django.utils.translation import gettext_lazy as _
from ibis.expr import types as ir

from comptoir.connectors.base import Cell, Context, Facts, Field, Layout, SameKey, Text
from comptoir.connectors.spreadsheets.headers import VENDOR


def _values(row: ir.Table, context: Context, *, span: str) -> Mapping[str, ir.Value]:
    return {"market": row.market, "day": row.day, "span": ibis.literal(span), "index_value": row.index_value}


def _layout(span: str, label: Text, day: Field) -> Layout:
    facts: Facts = partial(_values, span=span)
    return Layout(
        name=f"market_index_by_{span}",
        vendor=VENDOR,
        label=label,
        entity="market_index",
        fields=(
            day,
            Field(
                "market",
                Cell.TEXT,
                (
                    *("Indice", "Nom de l'indice", "Indice de marché", "Indice du marché"),
                    *("Index", "Market index", "Index name"),
                ),
                blank=(),
            ),
            Field(
                "index_value",
                Cell.NUMBER,
                (
                    *("Valeur", "Valeur de l'indice", "Valeur (base 100)", "Niveau"),
                    *("Index value", "Value (base 100)", "Level", "Value"),
                ),
            ),
        ),
        facts=facts,
        same_key=SameKey.LAST,
        advice=_("One row a day or month and index: the date, the name of the index, its value."),
    )


BY_DAY = _layout("day", _("Market indices by day"), Field("day", Cell.DAY, ("Date", "Jour", "Day")))
BY_MONTH = _layout(
    "month", _("Market indices by month"), Field("day", Cell.MONTH, ("Mois", "Période", "Period", "Month"))
)
