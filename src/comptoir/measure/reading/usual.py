"""The indicators that a director expects on the first day, in the order in which they are read."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.utils.translation import pgettext_lazy


class View(Enum):
    """Which days a figure covers."""

    PERIOD = auto()
    """Those of the page."""
    CUMULATIVE = auto()
    """From the first day of the year."""
    MATURE = auto()
    """Of orders old enough to have come back."""
    COHORT = auto()
    """Of customers won early enough to have come back."""


@dataclass(frozen=True, slots=True)
class Indicator:
    metric: str
    label: Any
    view: View = View.PERIOD


USUAL = (
    Indicator("net_sales", pgettext_lazy("indicator", "Net sales")),
    Indicator("landing", pgettext_lazy("indicator", "Progress and landing")),
    Indicator("net_sales", pgettext_lazy("indicator", "Net sales of the year to date"), View.CUMULATIVE),
    Indicator("orders", pgettext_lazy("indicator", "Orders")),
    Indicator("aov", pgettext_lazy("indicator", "Average order value")),
    Indicator("sessions", pgettext_lazy("indicator", "Sessions (site)")),
    Indicator("conversion_rate", pgettext_lazy("indicator", "Conversion rate")),
    Indicator("tracking_coverage", pgettext_lazy("indicator", "Tracking coverage")),
    Indicator("discount_rate", pgettext_lazy("indicator", "Discount rate")),
    Indicator("gross_margin_rate", pgettext_lazy("indicator", "Gross margin rate")),
    Indicator("cm3", pgettext_lazy("indicator", "Contribution margin after advertising")),
    Indicator("cm3_rate", pgettext_lazy("indicator", "Rate of contribution margin after advertising")),
    Indicator("ad_spend", pgettext_lazy("indicator", "Ad spend")),
    Indicator("ad_cost_ratio", pgettext_lazy("indicator", "COS (share of sales spent on ads)")),
    Indicator("ncac", pgettext_lazy("indicator", "Cost of winning a new customer")),
    Indicator("new_customer_share", pgettext_lazy("indicator", "Share of new customers")),
    Indicator("repeat_365", pgettext_lazy("indicator", "Repeat rate within 12 months"), View.COHORT),
    Indicator("return_rate", pgettext_lazy("indicator", "Return rate (mature)"), View.MATURE),
    Indicator("stockout_rate", pgettext_lazy("indicator", "Weighted stock-out rate")),
    Indicator("non_brand_clicks", pgettext_lazy("indicator", "Clicks from unpaid search, brand left out")),
    Indicator("on_time_shipping_rate", pgettext_lazy("indicator", "Orders shipped on time")),
)
