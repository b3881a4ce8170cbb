"""What PayPal transferred to the bank: the withdrawals among the activity of the account."""

from collections.abc import Mapping

import ibis
from django.utils.translation import gettext_lazy as _
from ibis.expr import types as ir

from comptoir.connectors.base import Cell, Context, Field, Layout, SameKey

VENDOR, PROVIDER = "paypal", "PayPal"
WITHDRAWAL = r"withdraw|transfer to (your )?bank|auto-?sweep|\bretrait\b|\bvirement\b"
"""Words of the transfers to the bank; in French also of those from it, which are above zero."""
TAKEN_BACK = r"revers|return|annulation|retour"
GROUP = "T04"
"""Of PayPal's codes of events: withdrawals from the account to a bank."""
DONE = ("completed", "terminé", "terminée", "effectué", "effectuée")
UNDONE = (
    *("denied", "reversed", "returned", "canceled", "cancelled", "failed", "expired"),
    *("refusé", "refusée", "annulé", "annulée", "retourné", "retournée", "échoué", "expiré", "expirée"),
)


def _is_no_transfer(row: ir.Table, context: Context) -> ir.BooleanValue:
    """Other events, and transfers that are still to be made. A statement has no states: all of it is done."""
    words = row.what.lower().fill_null("")
    is_named = words.re_search(WITHDRAWAL) & ((row.gross < 0) | words.re_search(TAKEN_BACK))
    is_transfer = row.code.upper().startswith(GROUP).fill_null(False) | is_named
    is_told = row.status.isnull() | row.status.lower().isin((*DONE, *UNDONE))
    return ~(is_transfer & is_told)


def _payouts(row: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    undone = row.status.lower().isin(UNDONE).fill_null(False)
    return {
        "provider": ibis.literal(PROVIDER),
        "payout_id": row.payout_id,
        "day": row.day,
        # A transfer lowers the balance of the account: below zero there, above zero at the bank.
        "received_total": ibis.ifelse(undone, 0, -row.gross),
        # That of the transfer alone: what sales cost stands with the sales.
        "fee_total": row.fee.abs().nullif(0),
        "currency": row.currency.upper().fill_null(ibis.literal(context.currency)),
    }


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        name="paypal_activity",
        vendor=VENDOR,
        label=_("PayPal: transfers to the bank, among the activity"),
        entity="payout",
        fields=(
            Field("day", Cell.DAY, ("Date",)),
            Field("what", Cell.TEXT, ("Type", "Description"), may_be_blank=True),
            Field("status", Cell.TEXT, ("État", "Statut", "Status"), required=False),
            Field("gross", Cell.MONEY, ("Avant commission", "Montant brut", "Brut", "Gross")),
            Field("fee", Cell.MONEY, ("Commission", "Frais", "Fee"), required=False),
            Field("net", Cell.MONEY, ("Net",)),
            Field(
                "payout_id",
                Cell.TEXT,
                ("Numéro de transaction", "Identifiant de transaction", "Transaction ID"),
            ),
            Field("code", Cell.TEXT, ("Code de transaction", "Transaction Event Code"), required=False),
            Field("currency", Cell.TEXT, ("Devise", "Currency"), required=False),
        ),
        facts=_payouts,
        skip=_is_no_transfer,
        same_key=SameKey.LAST,
        advice=_(
            "In PayPal: Activity, Download, or Reports, Activity report: completed payments, or all, as CSV."
        ),
        proof=_(
            "Written from PayPal's documentation and public code that reads such files, not yet tried on a real one."
        ),
    ),
)
