"""Attempts to pay, accepted or refused, as a provider's or a bank's list has them. Cards and names are never read."""

from collections.abc import Mapping

import ibis
from django.utils.translation import gettext_lazy as _
from ibis.expr import types as ir

from comptoir.connectors.base import Cell, Context, Field, Layout, SameKey
from comptoir.connectors.instants import start_of
from comptoir.connectors.spreadsheets.headers import CURRENCY, ORDER, VENDOR

_STATUSES = {
    "accepted": (
        *(
            "accepté",
            "acceptée",
            "payé",
            "payée",
            "réussi",
            "réussie",
            "validé",
            "validée",
            "capturé",
            "capturée",
        ),
        *(
            "accepted",
            "paid",
            "succeeded",
            "success",
            "captured",
            "approved",
            "completed",
            "refunded",
            "remboursé",
        ),
    ),
    "refused": (
        *("refusé", "refusée", "échoué", "échouée", "échec", "erreur", "rejeté", "rejetée"),
        *("refused", "declined", "failed", "error", "rejected", "blocked", "bloqué", "bloquée"),
    ),
    "pending": (
        "en attente",
        "en cours",
        "autorisé",
        "autorisée",
        "pending",
        "processing",
        "authorized",
        "authorised",
    ),
    "cancelled": (
        *("annulé", "annulée", "abandonné", "abandonnée", "expiré", "expirée"),
        *("cancelled", "canceled", "abandoned", "expired"),
    ),
}
"""Ours -> what files call it. A payment that was given back was accepted first."""


def _status(row: ir.Table) -> ir.StringValue:
    word = row.status.lower()
    return ibis.cases(*[(word.isin(theirs), ours) for ours, theirs in _STATUSES.items()])


def _unknown(row: ir.Table, context: Context) -> ir.BooleanValue:
    return _status(row).isnull()


def _payments(row: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    status = _status(row)
    return {
        "payment_id": row.payment_id,
        "order_id": row.order_id,
        "kind": ibis.ifelse(row.amount < 0, "refund", "payment"),
        "status": status,
        "paid_at": start_of(row.day, context),
        "day": row.day,
        "method": row.method,
        "provider": row.provider,
        "refusal_reason": ibis.ifelse(status == "refused", row.reason, ibis.null("string")),
        "paid_total": row.amount.abs(),
        "currency": row.currency.upper().fill_null(ibis.literal(context.currency)),
    }


PAYMENTS = Layout(
    name="payments",
    vendor=VENDOR,
    label=_("Payments, accepted and refused"),
    entity="payment",
    fields=(
        Field(
            "payment_id",
            Cell.TEXT,
            (
                *("Numéro de paiement", "N° de paiement", "Référence du paiement", "Référence de paiement"),
                *("Payment reference", "Payment number", "Payment ID"),
            ),
        ),
        Field(
            "day",
            Cell.DAY,
            ("Date de paiement", "Date du paiement", "Payé le", "Date", "Paid at", "Payment date"),
        ),
        Field("amount", Cell.MONEY, ("Montant TTC", "Montant payé", "Montant", "Amount paid", "Amount")),
        Field(
            "status",
            Cell.TEXT,
            (
                "Statut du paiement",
                "État du paiement",
                "Statut",
                "État",
                "Résultat",
                "Result",
                "Payment status",
                "Status",
            ),
        ),
        Field(
            "reason",
            Cell.TEXT,
            (
                *("Motif du refus", "Motif de refus", "Raison du refus", "Code de refus"),
                *("Refusal code", "Decline reason", "Refusal reason"),
            ),
            required=False,
        ),
        Field("order_id", Cell.TEXT, ORDER, required=False),
        Field(
            "method",
            Cell.TEXT,
            ("Moyen de paiement", "Mode de paiement", "Type de carte", "Card brand", "Payment method"),
            required=False,
        ),
        Field(
            "provider",
            Cell.TEXT,
            ("Prestataire", "Prestataire de paiement", "Payment provider", "Provider"),
            required=False,
        ),
        Field("currency", Cell.TEXT, CURRENCY, required=False),
    ),
    facts=_payments,
    checks={"unknown_status": _unknown},
    same_key=SameKey.LAST,
    advice=_(
        "One row an attempt, from your payment provider or bank: its reference, day, amount and what became of it; "
        "with the reason of a refusal, if known. Only where the shop's own interface does not tell them."
    ),
)
