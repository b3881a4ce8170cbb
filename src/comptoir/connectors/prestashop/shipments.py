"""The parcels of an order."""

from datetime import datetime

from comptoir.connectors.prestashop import states
from comptoir.connectors.prestashop.clock import ShopClock
from comptoir.connectors.prestashop.history import first_time
from comptoir.connectors.shops.api import ShopShipment
from comptoir.connectors.source import Record


def of_order(record: Record, status: str, clock: ShopClock, placed: datetime) -> tuple[ShopShipment, ...]:
    """The parcels, dated by the states that the order went through: without these there is no word on them."""
    if record["history"] is None or record["parcels"] is None:
        return ()
    shipped = first_time(
        record["history"], clock, lambda entry: states.is_on(entry["state"] or {}, "shipped")
    )
    arrived = first_time(
        record["history"], clock, lambda entry: int(entry["id_order_state"]) == states.DELIVERED
    )
    progress = "delivered" if arrived else "shipped" if shipped else "pending"
    if progress == "pending" and status == states.CANCELLED:
        progress = "cancelled"
    return tuple(
        ShopShipment(
            shipment_id=str(parcel["id"]),
            status=progress,
            created_at=clock.instant_or_none(parcel["date_add"], "date_add") or placed,
            shipped_at=shipped,
            delivered_at=arrived,
            carrier=parcel["carrier"],
        )
        for parcel in record["parcels"]
    )
