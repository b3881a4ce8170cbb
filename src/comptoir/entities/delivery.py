"""Shipments: what was promised, when it left, when it arrived, what it cost."""

from comptoir.entities.base import Column, Entity, Kind
from comptoir.entities.columns import (
    COUNTRY,
    CURRENCY,
    DAY,
    MONTH,
    ORDER_DAY,
    ORDER_ID,
    SALES_CHANNEL,
    SOURCE,
)

SHIPMENT_STATUSES = ("pending", "shipped", "delivered", "returned", "lost", "cancelled")

SHIPMENT = Entity(
    name="shipment",
    meaning="A parcel of an order. Its day is that of its creation, which never moves.",
    key=("source", "shipment_id"),
    unit=("source", "shipment_id"),
    columns=(
        SOURCE,
        Column("shipment_id", Kind.TEXT, "number of the shipment at the source", required=True),
        ORDER_ID,
        ORDER_DAY,
        Column("status", Kind.TEXT, "where the parcel has got to", required=True, choices=SHIPMENT_STATUSES),
        Column("created_at", Kind.INSTANT, "when the shipment was created", required=True),
        DAY,
        MONTH,
        Column("promised_ship_day", Kind.DAY, "last day on which it was promised to leave"),
        Column("promised_delivery_day", Kind.DAY, "last day on which it was promised to arrive"),
        Column("shipped_at", Kind.INSTANT, "when it left; null while it has not"),
        Column("shipped_day", Kind.DAY, "the company's day of shipped_at"),
        Column("delivered_at", Kind.INSTANT, "when it arrived; null while it has not"),
        Column("delivered_day", Kind.DAY, "the company's day of delivered_at"),
        Column("carrier", Kind.TEXT, "who carries it"),
        Column("service", Kind.TEXT, "the carrier's service: home, pick-up point, express"),
        Column("cost_amount", Kind.MONEY, "what the carrier charges, excluding tax; null while unknown"),
        Column("cost_tax", Kind.MONEY, "tax on cost_amount"),
        CURRENCY,
        COUNTRY,
        SALES_CHANNEL,
    ),
    invariants={
        "leaves_before_it_arrives": "delivered_at is not before shipped_at",
        "progress_is_dated": "a delivered shipment has delivered_at, a shipped one shipped_at",
        "day_in_month": "month is the month of day",
    },
)
