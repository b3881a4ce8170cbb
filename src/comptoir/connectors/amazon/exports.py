"""The settlement report (flat file, second version): the fees and the refunds among its entries."""

from collections.abc import Mapping
from functools import reduce

import ibis
from django.utils.translation import gettext_lazy as _
from ibis.expr import types as ir

from comptoir.connectors.amazon.given_back import is_no_refund, refunds
from comptoir.connectors.base import Cell, Context, Field, Layout, SameKey
from comptoir.connectors.instants import start_of

VENDOR = "amazon"
_OF_ITEMS = ("ItemFees", "ShipmentFees", "OrderFees")
_OF_ACCOUNT = {
    "subscription": ("Subscription Fee",),
    "logistics": ("Storage Fee", "StorageRenewalBilling", "FBAInboundTransportationFee", "FBARemovalFee"),
}
"""Fees among the entries of type `other-transaction`, which also holds reserves and transfers."""
_ENTRY = ("transaction", "order_id", "item", "sku", "kind", "what", "posted")


def _is_no_fee(row: ir.Table, context: Context) -> ir.BooleanValue:
    of_account = ibis.array([name for names in _OF_ACCOUNT.values() for name in names])
    is_fee = row.kind.isin(_OF_ITEMS) | ((row.kind == "other-transaction") & of_account.contains(row.what))
    return ~is_fee.fill_null(False)


def _fee_id(row: ir.Table) -> ir.StringValue:
    """Entries have no number: what tells one from another. Those that nothing tells apart are one sum."""
    parts = [
        (row.posted.cast("string") if name == "posted" else row[name]).fill_null("").cast("string")
        for name in _ENTRY
    ]
    return reduce(lambda left, right: left.concat("|", right), parts)


def _fees(row: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    kinds = [(row.what.isin(names), kind) for kind, names in _OF_ACCOUNT.items()]
    return {
        "fee_id": _fee_id(row),
        "kind": ibis.cases(*kinds, (row.what.startswith("FBA"), "logistics"), else_="marketplace"),
        "order_id": row.order_id,
        "sku": row.sku,
        "charged_at": start_of(row.posted, context),
        "day": row.posted,
        "provider": ibis.literal("Amazon"),
        "fee_amount": -row.amount,
        "fee_tax": ibis.literal(0),
        "currency": row.currency.upper().fill_null(ibis.literal(context.currency)),
        "sales_channel": row.marketplace,
    }


_FIELDS = (
    Field("transaction", Cell.TEXT, ("transaction-type",), may_be_blank=True),
    Field("kind", Cell.TEXT, ("amount-type",), may_be_blank=True),
    Field("what", Cell.TEXT, ("amount-description",), may_be_blank=True),
    Field("amount", Cell.MONEY, ("amount",)),
    Field("posted", Cell.DAY, ("posted-date",)),
    Field("order_id", Cell.TEXT, ("order-id",), required=False),
    Field("item", Cell.TEXT, ("order-item-code",), required=False),
    Field("sku", Cell.TEXT, ("sku",), required=False),
    Field("marketplace", Cell.TEXT, ("marketplace-name",), required=False),
    Field("currency", Cell.TEXT, ("currency",), required=False),
)
_ADVICE = _("In Seller Central: Payments, All statements, Download flat file V2.")
_REFUNDS = Layout(
    name="amazon_settlement_refunds",
    vendor=VENDOR,
    label=_("Amazon: refunds of a settlement"),
    entity="refund",
    fields=_FIELDS,
    facts=refunds,
    skip=is_no_refund,
    same_key=SameKey.LAST,
    advice=_ADVICE,
)
LAYOUTS: tuple[Layout, ...] = (
    Layout(
        name="amazon_settlement_fees",
        vendor=VENDOR,
        label=_("Amazon: fees of a settlement"),
        entity="fee",
        fields=_FIELDS,
        facts=_fees,
        skip=_is_no_fee,
        beside=(_REFUNDS,),
        advice=_ADVICE,
    ),
)
