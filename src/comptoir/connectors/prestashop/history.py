"""The states that an order went through."""

from collections.abc import Callable, Sequence
from datetime import datetime

from comptoir.connectors.prestashop.clock import ShopClock
from comptoir.connectors.source import Record


def entered_state(record: Record, clock: ShopClock) -> datetime:
    """When the order came into its state."""
    current = str(record["current_state"])
    dates = [one["date_add"] for one in record["history"] or [] if str(one["id_order_state"]) == current]
    return clock.instant(max(dates, default=record["date_upd"]), "date_upd")


def first_time(
    history: Sequence[Record], clock: ShopClock, is_it: Callable[[Record], bool]
) -> datetime | None:
    dates = (clock.instant_or_none(one["date_add"], "date_add") for one in history if is_it(one))
    return min((instant for instant in dates if instant), default=None)
