"""The euro's reference rates: the file of the European Central Bank, and the export of the Banque de France."""

from collections.abc import Mapping

import ibis
from django.utils.translation import gettext_lazy as _
from ibis.expr import types as ir

from comptoir.connectors.base import Cell, Context, Field, Layout, SameKey, Series

EURO = "EUR"
_CURRENCY = Field("currency", Cell.TEXT, ("Devise", "Currency"))
_RATE = Field("rate", Cell.NUMBER, ("Taux", "Rate"), blank=("N/A", "NA", "ND", "-", "--"))


def _rates(row: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    return {
        "base": ibis.literal(EURO),
        "currency": row.currency,
        "quoted_on": row.day,
        "rate": row.rate,
    }


def _not_quoted(row: ir.Table, context: Context) -> ir.BooleanValue:
    """Currencies that the day did not quote, and the lines that describe the series."""
    return row.text_rate.isnull() | row.text_day.strip().endswith(":")


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        name="ecb_rates",
        vendor="ecb",
        label=_("Reference rates of the European Central Bank"),
        entity="exchange_rate",
        fields=(Field("day", Cell.DAY, ("Date",)),),
        facts=_rates,
        skip=_not_quoted,
        series=Series("([A-Z]{3})", _CURRENCY, _RATE),
        same_key=SameKey.LAST,
        advice=_(
            "On ecb.europa.eu: Euro foreign exchange reference rates, Downloads, CSV: eurofxref-hist.zip."
        ),
    ),
    Layout(
        name="banque_de_france_rates",
        vendor="banque_de_france",
        label=_("Exchange rates of the Banque de France (Webstat)"),
        entity="exchange_rate",
        fields=(Field("day", Cell.DAY, ("Code série :",)),),
        facts=_rates,
        skip=_not_quoted,
        series=Series(r"EXR\.D\.([A-Z]{3})\.EUR\.SP00\.A", _CURRENCY, _RATE),
        same_key=SameKey.LAST,
        advice=_("On webstat.banque-france.fr: daily exchange rates of the euro, Export, CSV."),
    ),
)
