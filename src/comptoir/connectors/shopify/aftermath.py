"""What follows an order: payments, what they cost, parcels. Pure."""

from collections.abc import Iterator
from datetime import datetime

from comptoir.connectors.shopify.amounts import instant, money, number, tail
from comptoir.connectors.shops.api import Amount, ShopFee, ShopPayment, ShopShipment
from comptoir.connectors.source import Record

PAYMENTS = frozenset({"SALE", "CAPTURE"})
AUTHORISATIONS = frozenset({"AUTHORIZATION", "EMV_AUTHORIZATION"})
BACK = frozenset({"REFUND", "CHANGE"})
"""Money that goes to the customer; CHANGE is what a till hands back of a note."""
OUTCOMES = {
    "SUCCESS": "accepted",
    "FAILURE": "refused",
    "ERROR": "refused",
    "PENDING": "pending",
    "AWAITING_RESPONSE": "pending",
    "UNKNOWN": "pending",
}
PARCELS = {
    "SUCCESS": "shipped",
    "OPEN": "pending",
    "PENDING": "pending",
    "CANCELLED": "cancelled",
    "ERROR": "cancelled",
    "FAILURE": "cancelled",
}


def payments(record: Record) -> Iterator[ShopPayment]:
    """Each attempt once: an authorisation that was captured is told by its capture."""
    followed = {
        transaction["parentTransaction"]["id"]: transaction["kind"]
        for transaction in record["transactions"]
        if transaction["parentTransaction"] and transaction["status"] == "SUCCESS"
    }
    for transaction in record["transactions"]:
        kind, status = transaction["kind"], OUTCOMES.get(transaction["status"], "pending")
        if kind in AUTHORISATIONS and status == "accepted":
            next_step = followed.get(transaction["id"])
            if next_step in PAYMENTS:
                continue
            status = "cancelled" if next_step == "VOID" else "pending"
        elif kind not in PAYMENTS | AUTHORISATIONS | BACK:
            continue  # A void is told by its authorisation; a suggested refund is none.
        yield ShopPayment(
            tail(transaction["id"]),
            "refund" if kind in BACK else "payment",
            status,
            _happened(transaction),
            money(transaction, "amountSet"),
            transaction["formattedGateway"] or "",
            transaction["gateway"] or "",
            (transaction["errorCode"] or "").lower() if status == "refused" else "",
        )


def fees(record: Record) -> Iterator[ShopFee]:
    """What Shopify Payments keeps. A fee in another currency is left out: facts of an order have the order's."""
    for transaction in record["transactions"]:
        for fee in transaction["fees"]:
            if fee["amount"]["currencyCode"] != record["currencyCode"]:
                continue
            amount = Amount(
                number(fee["amount"]["amount"], "fees"), number(fee["taxAmount"]["amount"], "fees")
            )
            yield ShopFee(
                tail(fee["id"]), "payment", _happened(transaction), amount, transaction["gateway"] or ""
            )


def shipments(record: Record) -> Iterator[ShopShipment]:
    for parcel in record["fulfillments"]:
        if not parcel["requiresShipping"]:
            continue
        status, created = PARCELS.get(parcel["status"], "pending"), instant(parcel["createdAt"])
        left = arrived = None
        if status == "shipped":
            arrived = instant(parcel["deliveredAt"]) if parcel["deliveredAt"] else None
            left = instant(parcel["inTransitAt"]) if parcel["inTransitAt"] else created
            # A carrier may tell of the arrival only.
            left = left if arrived is None else min(left, arrived)
        yield ShopShipment(
            tail(parcel["id"]),
            "delivered" if arrived else status,
            created,
            left,
            arrived,
            next((info["company"] or "" for info in parcel["trackingInfo"]), ""),
        )


def _happened(transaction: Record) -> datetime:
    return instant(transaction["processedAt"] or transaction["createdAt"])
