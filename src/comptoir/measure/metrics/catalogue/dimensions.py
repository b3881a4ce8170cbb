"""What figures can be split and filtered by, and which facts know it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SALES = ("order", "order_line", "refund")
ITEMS = ("order_line", "refund")


@dataclass(frozen=True, slots=True)
class Dimension:
    name: str
    label: Promise
    facts: tuple[str, ...]
    """The facts that know it."""
    column: str = ""
    """Its column there, when the name differs."""
    from_product: bool = False
    """Read from the catalogue of products, by SKU."""

    @property
    def stored(self) -> str:
        return self.column or self.name


_ALL = (
    Dimension("country", _("Country"), SALES),
    Dimension("sales_channel", _("Sales channel"), SALES),
    Dimension("traffic_channel", _("Traffic channel"), SALES),
    Dimension("source", _("Data source"), SALES),
    Dimension("currency", _("Currency"), SALES),
    Dimension("customer_type", _("Customer type"), SALES),
    Dimension("weekday", _("Day of the week"), SALES),
    Dimension("status", _("Order status"), ("order", "order_line")),
    Dimension("voucher", _("Discount code"), ("order", "order_line")),
    Dimension("payment_method", _("Payment method"), ("order",)),
    Dimension("product", _("Product"), ITEMS, column="sku"),
    Dimension("category", _("Category"), ITEMS, from_product=True),
    Dimension("subcategory", _("Subcategory"), ITEMS, from_product=True),
    Dimension("brand", _("Brand"), ITEMS, from_product=True),
    Dimension("product_type", _("Product type"), ITEMS, from_product=True),
    Dimension("return_reason", _("Reason of return"), ("refund",), column="reason"),
    Dimension("months_since_first", _("Months since first order"), ("order",)),
)

DIMENSIONS: Mapping[str, Dimension] = {dimension.name: dimension for dimension in _ALL}

ALIASES: Mapping[str, str] = {"sku": "product"}
"""Other names that people type."""

AMBIGUOUS: Mapping[str, tuple[str, ...]] = {"channel": ("sales_channel", "traffic_channel")}
"""Bare names that two people read in two ways: refused, with the choices."""

CUSTOMER_TYPES: Mapping[str, Promise] = {
    "new": _("New customers"),
    "returning": _("Returning customers"),
    "guest": _("Guests"),
}
"""New: the customer's first order ever. Unknown (null): a refund whose order is not known."""
