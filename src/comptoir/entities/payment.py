"""Payments, and the fees that others keep or charge."""

from comptoir.entities.base import Column, Entity, Kind
from comptoir.entities.columns import (
    COUNTRY,
    CURRENCY,
    CUSTOMER,
    DAY,
    MONTH,
    ORDER_DAY,
    ORDER_ID,
    SALES_CHANNEL,
    SKU,
    SOURCE,
)

PAYMENT_KINDS = ("payment", "refund", "chargeback")
PAYMENT_STATUSES = ("accepted", "refused", "pending", "cancelled")
FEE_KINDS = ("payment", "marketplace", "logistics", "affiliation", "subscription", "other")

PAYMENT = Entity(
    name="payment",
    meaning="An attempt to pay, accepted or not, or money going back.",
    key=("source", "payment_id"),
    unit=("source", "payment_id"),
    columns=(
        SOURCE,
        Column("payment_id", Kind.TEXT, "number of the payment at the source", required=True),
        ORDER_ID,
        ORDER_DAY,
        Column("kind", Kind.TEXT, "which way the money goes", required=True, choices=PAYMENT_KINDS),
        Column("status", Kind.TEXT, "what became of it", required=True, choices=PAYMENT_STATUSES),
        Column("paid_at", Kind.INSTANT, "when it was tried", required=True),
        DAY,
        MONTH,
        Column("method", Kind.TEXT, "card, transfer, wallet, instalments…"),
        Column("provider", Kind.TEXT, "who processes it"),
        Column("refusal_reason", Kind.TEXT, "why it was refused, as the provider says"),
        Column("paid_total", Kind.MONEY, "the sum, positive, tax included", required=True),
        CURRENCY,
        CUSTOMER,
        COUNTRY,
        SALES_CHANNEL,
    ),
    invariants={"positive": "paid_total >= 0", "day_in_month": "month is the month of day"},
)

FEE = Entity(
    name="fee",
    meaning="What a provider, a marketplace or a partner charges; negative when given back.",
    key=("source", "fee_id"),
    unit=("source", "fee_id"),
    columns=(
        SOURCE,
        Column("fee_id", Kind.TEXT, "number of the fee at the source", required=True),
        Column("kind", Kind.TEXT, "what it is charged for", required=True, choices=FEE_KINDS),
        ORDER_ID,
        ORDER_DAY,
        SKU,
        Column("charged_at", Kind.INSTANT, "when it was charged", required=True),
        DAY,
        MONTH,
        Column("provider", Kind.TEXT, "who charges it"),
        Column("fee_amount", Kind.MONEY, "the fee, excluding tax", required=True),
        Column("fee_tax", Kind.MONEY, "tax on fee_amount", required=True),
        CURRENCY,
        COUNTRY,
        SALES_CHANNEL,
    ),
    invariants={"day_in_month": "month is the month of day"},
)

PAYOUT = Entity(
    name="payout",
    meaning="Money that a payment provider or a marketplace has transferred to the company's bank account.",
    key=("source", "provider", "payout_id"),
    unit=("source", "provider", "payout_id"),
    columns=(
        SOURCE,
        Column("provider", Kind.TEXT, "who transferred it", required=True),
        Column("payout_id", Kind.TEXT, "reference of the transfer", required=True),
        DAY,
        MONTH,
        Column(
            "received_total", Kind.MONEY, "what reached the bank; negative when taken back", required=True
        ),
        Column("fee_total", Kind.MONEY, "what was kept from it, tax included, where the file says"),
        CURRENCY,
    ),
    invariants={"day_in_month": "month is the month of day"},
)
