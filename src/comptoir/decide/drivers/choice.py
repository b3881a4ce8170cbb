"""How a company wants its changes explained: the branches and factors of its tree, as plain data. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self


class Origin(StrEnum):
    """What the orders of the own site are made of."""

    VISITS = "visits"
    """Visits x orders per visit; where visits are not known, customers x orders per customer."""
    CUSTOMERS = "customers"
    ORDERS = "orders"
    """Orders alone."""


class Basket(StrEnum):
    WHOLE = "whole"
    """Sales per order."""
    ITEMS = "items"
    """Items per order x price per item."""


class Channels(StrEnum):
    """What is sold elsewhere than on the own site."""

    EACH = "each"
    """One bar for each marketplace or shop."""
    FACTORS = "factors"
    """Orders and basket of each."""
    TOGETHER = "together"
    """One bar for all."""


DIMENSIONS = (
    "category",
    "brand",
    "product_type",
    "product",
    "country",
    "sales_channel",
    "traffic_channel",
    "customer_type",
    "device",
    "voucher",
    "payment_method",
)
"""What a change may be split by; each metric takes those that its facts know."""
MOST_DIMENSIONS = 6
"""Each is one more question."""


@dataclass(frozen=True, slots=True)
class TreeChoice:
    origin: Origin = Origin.VISITS
    basket: Basket = Basket.WHOLE
    discounts_apart: bool = True
    """Basket before discounts x what discounts leave of it; else the basket after discounts."""
    channels: Channels = Channels.EACH
    dimensions: tuple[str, ...] = ("category", "country", "customer_type", "traffic_channel", "device")

    def to_json(self) -> dict[str, Any]:
        return {
            "origin": self.origin.value,
            "basket": self.basket.value,
            "discounts_apart": self.discounts_apart,
            "channels": self.channels.value,
            "dimensions": list(self.dimensions),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        known = {**DEFAULT.to_json(), **data}
        return cls(
            Origin(known["origin"]),
            Basket(known["basket"]),
            bool(known["discounts_apart"]),
            Channels(known["channels"]),
            tuple(name for name in known["dimensions"] if name in DIMENSIONS),
        )


DEFAULT = TreeChoice()
