"""Payouts received: what providers and marketplaces transferred to the bank, one row a transfer."""

from collections.abc import Mapping

import ibis
from django.utils.translation import gettext_lazy as _
from ibis.expr import types as ir

from comptoir.connectors.base import Cell, Context, Field, Layout, SameKey
from comptoir.connectors.spreadsheets.headers import CURRENCY, VENDOR


def _payouts(row: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    return {
        "provider": row.provider,
        "payout_id": row.payout_id,
        "day": row.day,
        "received_total": row.amount,
        # Lists write what was kept with a minus sign or without.
        "fee_total": row.fee.abs(),
        "currency": row.currency.upper().fill_null(ibis.literal(context.currency)),
    }


PAYOUTS = Layout(
    name="payouts",
    vendor=VENDOR,
    label=_("Payouts received"),
    entity="payout",
    fields=(
        Field(
            "day",
            Cell.DAY,
            (
                *("Date de versement", "Date du versement", "Date de virement", "Date du virement"),
                *("Versé le", "Viré le", "Reçu le", "Date d'arrivée", "Date de réception", "Date"),
                *("Received on", "Date received", "Arrival date", "Payout date"),
            ),
        ),
        Field(
            "amount",
            Cell.MONEY,
            (
                *("Montant", "Montant versé", "Montant viré", "Montant reçu"),
                *("Montant du versement", "Montant du virement"),
                *("Amount received", "Net payout", "Payout amount", "Amount"),
            ),
        ),
        Field(
            "payout_id",
            Cell.TEXT,
            (
                *("Référence", "Référence du versement", "Référence du virement"),
                *("Numéro de versement", "N° de versement", "Numéro de virement", "N° de virement"),
                *("Payout reference", "Transfer reference", "Payout ID", "Reference"),
            ),
        ),
        Field(
            "provider",
            Cell.TEXT,
            (
                *("Prestataire", "Prestataire de paiement", "Émetteur", "Place de marché"),
                *("Payment provider", "Paid by", "Marketplace", "Provider"),
            ),
        ),
        Field(
            "fee",
            Cell.MONEY,
            (
                *("Frais", "Frais retenus", "Commission", "Commissions"),
                *("Fees kept", "Fees", "Fee"),
            ),
            required=False,
        ),
        Field("currency", Cell.TEXT, CURRENCY, required=False),
    ),
    facts=_payouts,
    same_key=SameKey.LAST,
    advice=_(
        "One row a transfer: its day, its amount, its reference and who sent it; with what was kept from it, if known."
    ),
)
