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


_BILLED = ("fee", "shipment")
_PLACED = (*SALES, "shipment", "payment", "fee")
_SITED = (*_PLACED, "audience_day", "ad_spend", "search_day", "search_position")
_DATED = (*_SITED, "mailing", "stock_level", "event", "review", "market_index")
_HELD = (*ITEMS, "stock_level", "event", "review")

_ALL = (
    Dimension("country", _("Country"), (*_SITED, "event", "review")),
    Dimension("sales_channel", _("Sales channel"), _PLACED),
    Dimension("traffic_channel", _("Traffic channel"), (*SALES, *_BILLED, "audience_day", "ad_spend")),
    Dimension("source", _("Data source"), _DATED),
    Dimension("currency", _("Currency"), (*_PLACED, "audience_day", "ad_spend")),
    Dimension("customer_type", _("Customer type"), SALES),
    Dimension("cohort", _("Month of the first order"), SALES),
    Dimension("weekday", _("Day of the week"), _DATED),
    Dimension("status", _("Order status"), ("order", "order_line")),
    Dimension("voucher", _("Discount code"), ("order", "order_line")),
    Dimension("payment_method", _("Payment method"), ("order", "payment")),
    Dimension("product", _("Product"), _HELD, column="sku"),
    Dimension("category", _("Category"), _HELD, from_product=True),
    Dimension("subcategory", _("Subcategory"), _HELD, from_product=True),
    Dimension("brand", _("Brand"), _HELD, from_product=True),
    Dimension("product_type", _("Product type"), _HELD, from_product=True),
    Dimension("return_reason", _("Reason of return"), ("refund",), column="reason"),
    Dimension("months_since_first", _("Months since first order"), ("order",)),
    Dimension("device", _("Device"), ("audience_day", "search_day", "search_position")),
    Dimension("search_term", _("Followed search"), ("search_position",), column="term"),
    Dimension("search_engine", _("Search engine"), ("search_position",), column="engine"),
    Dimension("traffic_source", _("Traffic source"), ("audience_day",)),
    Dimension("campaign", _("Campaign"), (*SALES, *_BILLED, "audience_day", "ad_spend", "mailing")),
    Dimension("ad_account", _("Ad account"), ("ad_spend",), column="account_id"),
    Dimension("ad_group", _("Ad group"), ("ad_spend",), column="ad_group_name"),
    Dimension("segment", _("Segment of e-mails"), ("mailing",)),
    Dimension("review_site", _("Site of reviews"), ("review",), column="site"),
    Dimension("market", _("Market"), ("market_index",)),
    Dimension("carrier", _("Carrier"), ("shipment",)),
    Dimension("refusal_reason", _("Reason of refusal"), ("payment",)),
)

DIMENSIONS: Mapping[str, Dimension] = {dimension.name: dimension for dimension in _ALL}

ALIASES: Mapping[str, str] = {"sku": "product", "ad_campaign": "campaign", "utm_campaign": "campaign"}
"""Other names that people type."""

AMBIGUOUS: Mapping[str, tuple[str, ...]] = {"channel": ("sales_channel", "traffic_channel")}
"""Bare names that two people read in two ways: refused, with the choices."""

CUSTOMER_TYPES: Mapping[str, Promise] = {
    "new": _("New customers"),
    "returning": _("Returning customers"),
    "guest": _("Guests"),
}
"""New: the customer's first order ever. Unknown (null): a refund whose order is not known."""

TRAFFIC_CHANNELS: Mapping[str, Promise] = {
    "organic_search": _("Unpaid search"),
    "paid_search_brand": _("Paid search, brand"),
    "paid_search": _("Paid search"),
    "paid_shopping": _("Shopping ads"),
    "paid_social": _("Paid social networks"),
    "organic_social": _("Social networks"),
    "email": _("E-mail"),
    "affiliates": _("Affiliates"),
    "direct": _("Direct visits"),
    "referral": _("Other sites"),
    "display": _("Display ads"),
    "video": _("Video ads"),
    "other": _("Other channels"),
}
"""The closed list that audience tools and ad platforms are read into; a shop may name others."""

DEVICES: Mapping[str, Promise] = {
    "desktop": _("Computer"),
    "phone": _("Phone"),
    "tablet": _("Tablet"),
    "other": _("Other devices"),
}
