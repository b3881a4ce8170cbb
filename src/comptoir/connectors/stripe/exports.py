"""What Stripe transferred to the bank: the list of payouts, and the itemised reports that name them."""

from collections.abc import Mapping

import ibis
from django.utils.translation import gettext_lazy as _
from ibis.expr import types as ir

from comptoir.connectors.base import Cell, Context, Field, Layout, SameKey, Useless

VENDOR, PROVIDER = "stripe", "Stripe"
ON_ITS_WAY, UNDONE = ("pending", "in_transit"), ("failed", "canceled")
CURRENCY = Field("currency", Cell.TEXT, ("Currency",), required=False)
_PROOF = _(
    "Written from Stripe's documentation and public code that reads such files, not yet tried on a real one."
)


def _is_on_its_way(row: ir.Table, context: Context) -> ir.BooleanValue:
    return row.status.lower().isin(ON_ITS_WAY)


def _payouts(row: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    # What came back reached no bank: nothing takes the place of what an earlier file said of it.
    undone = row.status.lower().isin(UNDONE).fill_null(False)
    return _told(row, context, received=ibis.ifelse(undone, 0, row.amount), fee=ibis.null("decimal(18, 4)"))


def _is_no_part(row: ir.Table, context: Context) -> ir.BooleanValue:
    """Transactions of no automatic payout; and the payout itself, which is what the others come to."""
    return row.payout_id.isnull() | (row.category.lower() == "payout")


def _has_no_day(row: ir.Table, context: Context) -> ir.BooleanValue:
    return row.day.isnull()


def _parts(row: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    # What Stripe charges by itself is a transaction of its own, with its amount below zero.
    own = ibis.ifelse(row.category.lower() == "fee", -row.net, 0).fill_null(0)
    return _told(row, context, received=row.net, fee=row.fee + own)


def _movements(row: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    """A payout lowers the balance: below zero there, above zero at the bank; taken back, the other way round."""
    return _told(row, context, received=-row.gross, fee=row.fee)


def _told(row: ir.Table, context: Context, received: ir.Value, fee: ir.Value) -> Mapping[str, ir.Value]:
    return {
        "provider": ibis.literal(PROVIDER),
        "payout_id": row.payout_id,
        "day": row.day,
        "received_total": received,
        "fee_total": fee,
        "currency": row.currency.upper().fill_null(ibis.literal(context.currency)),
    }


_AMOUNTS = (
    Field("gross", Cell.MONEY, ("gross",)),
    Field("fee", Cell.MONEY, ("fee",)),
    Field("net", Cell.MONEY, ("net",)),
    Field("category", Cell.TEXT, ("reporting_category",)),
    CURRENCY,
)
LAYOUTS: tuple[Layout, ...] = (
    Layout(
        name="stripe_payouts",
        vendor=VENDOR,
        label=_("Stripe: payouts"),
        entity="payout",
        fields=(
            Field("payout_id", Cell.TEXT, ("id",)),
            Field("amount", Cell.MONEY, ("Amount",)),
            Field("day", Cell.DAY, ("Arrival Date (UTC)", "Arrival Date")),
            Field("status", Cell.TEXT, ("Status",)),
            CURRENCY,
        ),
        facts=_payouts,
        skip=_is_on_its_way,
        same_key=SameKey.LAST,
        advice=_("In the Stripe Dashboard: Balances, Payouts, Export, with all columns."),
        proof=_PROOF,
    ),
    Layout(
        name="stripe_payout_reconciliation",
        vendor=VENDOR,
        label=_("Stripe: transactions of each payout"),
        entity="payout",
        fields=(
            Field("payout_id", Cell.TEXT, ("automatic_payout_id",), may_be_blank=True),
            Field(
                "day",
                Cell.DAY,
                ("automatic_payout_effective_at", "automatic_payout_effective_at_utc"),
                may_be_blank=True,
            ),
            *_AMOUNTS,
        ),
        facts=_parts,
        skip=_is_no_part,
        checks={"missing_value": _has_no_day},
        advice=_(
            "In the Stripe Dashboard: Reports, Payout reconciliation, Download, Itemized, of all categories."
        ),
        proof=_PROOF,
    ),
    Layout(
        name="stripe_payout_report",
        vendor=VENDOR,
        label=_("Stripe: payouts of the balance report"),
        entity="payout",
        fields=(
            Field("payout_id", Cell.TEXT, ("payout_id",)),
            Field(
                "day",
                Cell.DAY,
                ("payout_expected_arrival_date", "effective_at", "effective_at_utc"),
            ),
            *_AMOUNTS,
        ),
        facts=_movements,
        advice=_("In the Stripe Dashboard: Reports, Balance, Payouts, Download, Itemized."),
        proof=_PROOF,
    ),
)
USELESS: tuple[Useless, ...] = (
    Useless(
        name="stripe_payout_summary",
        vendor=VENDOR,
        label=_("Stripe: sums by category"),
        headers=(("reporting_category",), ("count",), ("gross",), ("net",)),
        reason=_("it names no payout."),
        advice=_("Download the itemized report in its place, or export the list of payouts."),
    ),
    Useless(
        name="stripe_payments",
        vendor=VENDOR,
        label=_("Stripe: list of payments"),
        headers=(
            ("id",),
            ("Created date (UTC)", "Created (UTC)"),
            ("Amount Refunded",),
            ("Captured",),
        ),
        reason=_("It says what customers paid, and not what was transferred to the bank."),
        advice=_(
            "For what reached the bank: in the Stripe Dashboard, Balances, Payouts, Export, with all columns. Orders "
            "come from the shop."
        ),
    ),
)
