"""Parcels: what was promised, when they left and arrived, who carried them, what that cost."""

from collections.abc import Mapping

import ibis
from django.utils.translation import gettext_lazy as _
from ibis.expr import types as ir

from comptoir.connectors.base import Cell, Context, Field, Layout, SameKey
from comptoir.connectors.instants import start_of
from comptoir.connectors.spreadsheets.headers import COUNTRY, CURRENCY, ORDER, VENDOR

_ENDS = {
    "returned": ("retourné", "retournée", "retour expéditeur", "returned", "returned to sender"),
    "lost": ("perdu", "perdue", "lost"),
    "cancelled": ("annulé", "annulée", "cancelled", "canceled"),
}
"""What dates do not tell. How far a parcel has got they tell better than words."""


def _created(row: ir.Table) -> ir.DateValue:
    """The day on which the parcel counts: it must not move as the parcel does."""
    return ibis.coalesce(row.created_on, row.ordered_on, row.shipped_on)


def _undated(row: ir.Table, context: Context) -> ir.BooleanValue:
    return _created(row).isnull()


def _shipments(row: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    word, created = row.status.lower(), _created(row)
    return {
        "shipment_id": ibis.coalesce(row.shipment_id, row.order_id),
        "order_id": row.order_id,
        "order_day": row.ordered_on,
        "status": ibis.cases(
            *[(word.isin(theirs), ours) for ours, theirs in _ENDS.items()],
            (row.delivered_on.notnull(), "delivered"),
            (row.shipped_on.notnull(), "shipped"),
            else_="pending",
        ),
        "created_at": start_of(created, context),
        "day": created,
        "promised_ship_day": row.promised_ship_day,
        "promised_delivery_day": row.promised_delivery_day,
        "shipped_at": start_of(row.shipped_on, context),
        "shipped_day": row.shipped_on,
        "delivered_at": start_of(row.delivered_on, context),
        "delivered_day": row.delivered_on,
        "carrier": row.carrier,
        "service": row.service,
        "cost_amount": row.cost,
        "currency": row.currency.upper().fill_null(ibis.literal(context.currency)),
        "country": row.country,
        "sales_channel": row.sales_channel,
    }


def _day(name: str, *headers: str) -> Field:
    return Field(name, Cell.DAY, headers, required=False)


SHIPMENTS = Layout(
    name="shipments",
    vendor=VENDOR,
    label=_("Parcels sent"),
    entity="shipment",
    fields=(
        Field("order_id", Cell.TEXT, ORDER),
        Field(
            "shipped_on",
            Cell.DAY,
            (
                *("Date d'expédition", "Expédiée le", "Expédié le", "Expédition", "Date d'envoi"),
                *("Ship date", "Shipped on", "Shipped", "Shipped at"),
            ),
            may_be_blank=True,
        ),
        Field(
            "delivered_on",
            Cell.DAY,
            (
                *("Date de livraison", "Livrée le", "Livré le", "Date de livraison réelle"),
                *("Delivery date", "Delivered on", "Delivered", "Delivered at"),
            ),
            may_be_blank=True,
        ),
        Field(
            "shipment_id",
            Cell.TEXT,
            (
                *(
                    "Numéro d'expédition",
                    "N° d'expédition",
                    "Numéro de colis",
                    "N° de colis",
                    "Numéro de suivi",
                ),
                *("N° de suivi", "Parcel number", "Shipment number", "Shipment ID", "Tracking number"),
            ),
            required=False,
        ),
        _day("created_on", "Date de préparation", "Date de création", "Créée le", "Created on", "Created at"),
        _day("ordered_on", "Date de commande", "Commandée le", "Ordered on", "Order date"),
        _day(
            "promised_ship_day",
            "Expédition promise",
            "Expédition promise le",
            "Ship by",
            "Promised ship date",
        ),
        _day(
            "promised_delivery_day",
            *("Livraison promise", "Livraison promise le", "Date promise", "Livraison prévue", "Date prévue"),
            *("Promised on", "Promised date", "Expected delivery date", "Promised delivery date"),
        ),
        Field("carrier", Cell.TEXT, ("Transporteur", "Carrier"), required=False),
        Field("service", Cell.TEXT, ("Service", "Mode de livraison", "Shipping method"), required=False),
        Field("status", Cell.TEXT, ("Statut", "État", "Shipment status", "Status"), required=False),
        Field(
            "cost",
            Cell.MONEY,
            (
                *(
                    "Coût transport HT",
                    "Coût de transport HT",
                    "Coût HT",
                    "Coût transport",
                    "Coût de transport",
                ),
                *("Carrier cost", "Cost (excl. tax)", "Shipping cost (excl. tax)", "Shipping cost"),
            ),
            required=False,
        ),
        Field("currency", Cell.TEXT, CURRENCY, required=False),
        Field("country", Cell.TEXT, COUNTRY, required=False),
        Field(
            "sales_channel",
            Cell.TEXT,
            ("Canal de vente", "Place de marché", "Marketplace", "Sales channel"),
            required=False,
        ),
    ),
    facts=_shipments,
    checks={"missing_value": _undated},
    same_key=SameKey.LAST,
    advice=_(
        "One row a parcel: the order's number, the days promised, of departure and of arrival, carrier, cost."
    ),
)
