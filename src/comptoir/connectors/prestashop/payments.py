"""Payments, and those that were refused."""

from datetime import datetime
from decimal import Decimal

from comptoir.connectors.prestashop import states
from comptoir.connectors.prestashop.clock import ShopClock
from comptoir.connectors.prestashop.history import entered_state
from comptoir.connectors.prestashop.numbers import number, whole
from comptoir.connectors.shops.api import ShopPayment
from comptoir.connectors.source import Record


def of_order(record: Record, clock: ShopClock, placed: datetime) -> tuple[ShopPayment, ...]:
    method, provider = record.get("payment") or "", record.get("module") or ""
    made = []
    for payment in record["payments"]:
        paid = clock.instant_or_none(payment.get("date_add") or "", "date_add") or placed
        total = _in_the_orders_currency(payment, record)
        kind = "payment" if total >= 0 else "refund"
        told = payment.get("payment_method") or method
        made.append(ShopPayment(str(payment["id"]), kind, "accepted", paid, total, told, provider))
    if states.is_failure(whole(record, "current_state"), record["state"]):
        tried, total = entered_state(record, clock), number(record, "total_paid_tax_incl")
        made.append(
            ShopPayment(f"{record['id']}-refused", "payment", "refused", tried, total, method, provider)
        )
    return tuple(made)


def _in_the_orders_currency(payment: Record, record: Record) -> Decimal:
    """Both rates are those of the day against the shop's own currency."""
    paid, of_payment, of_order = (
        number(payment, "amount"),
        number(payment, "conversion_rate"),
        number(record, "conversion_rate"),
    )
    if not of_payment or not of_order or of_payment == of_order:
        return paid
    return paid / of_payment * of_order
