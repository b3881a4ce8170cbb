"""What factors, dimensions and questions are called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comptoir.decide.drivers.trees import Branch


class Look(StrEnum):
    """How the two values of a factor are written."""

    COUNT = "count"
    MONEY = "money"
    NUMBER = "number"
    PERCENT = "percent"
    LEFT_OFF = "left_off"
    """A share that is left, told as the share that is taken off: 0.97 left is a discount rate of 3 %."""


@dataclass(frozen=True, slots=True)
class StepWords:
    label: Any
    meaning: Any
    """The formula of the factor, in words."""
    metric: str
    """The metric of the catalogue that explains it best; empty where there is none."""
    look: Look


STEPS: Mapping[str, StepWords] = {
    "sessions": StepWords(_("Sessions"), _("sessions of the own site"), "sessions", Look.COUNT),
    "customers": StepWords(_("Customers"), _("different customers with at least one order"), "customers", Look.COUNT),
    "orders": StepWords(_("Orders"), _("number of orders"), "orders", Look.COUNT),
    "orders/sessions": StepWords(
        _("Orders per session"), _("orders of the own site / sessions"), "orders_per_session", Look.PERCENT
    ),
    "orders/customers": StepWords(
        _("Orders per customer"), _("orders of known customers / customers"), "orders", Look.NUMBER
    ),
    "units/orders": StepWords(_("Items per order"), _("units sold / orders"), "units", Look.NUMBER),
    "gross_sales/units": StepWords(
        _("Price per item"), _("gross sales / units sold, before discounts"), "gross_sales", Look.MONEY
    ),
    "gross_sales/orders": StepWords(
        _("Basket before discounts"), _("gross sales / orders"), "gross_sales", Look.MONEY
    ),
    "demand_sales/gross_sales": StepWords(
        _("Discount rate"), _("discounts / gross sales: what it takes off the basket"), "discount_rate", Look.LEFT_OFF
    ),
    "demand_sales/orders": StepWords(
        _("Average order value"), _("(gross sales - discounts) / orders"), "aov", Look.MONEY
    ),
    "demand_sales/units": StepWords(
        _("Price per item, after discounts"), _("(gross sales - discounts) / units sold"), "demand_sales", Look.MONEY
    ),
    "gross_sales": StepWords(_("Sales before discounts"), _("gross sales"), "gross_sales", Look.MONEY),
    "demand_sales": StepWords(_("Sales"), _("gross sales - discounts"), "demand_sales", Look.MONEY),
    "aov": StepWords(_("Average order value"), _("(gross sales - discounts) / orders"), "aov", Look.MONEY),
    "add_to_cart_rate": StepWords(
        _("Additions to the basket per session"), _("additions to the basket / sessions"),
        "add_to_cart_rate", Look.PERCENT,
    ),
    "conversion_rate/add_to_cart_rate": StepWords(
        _("Purchases per addition to the basket"), _("purchases seen / additions to the basket"),
        "cart_abandonment", Look.PERCENT,
    ),
    "conversion_rate": StepWords(_("Conversion rate"), _("purchases seen / sessions"), "conversion_rate", Look.PERCENT),
}  # fmt: skip
ALONE: Mapping[str, StepWords] = {
    "returns": StepWords(
        _("Returns"), _("value of the products returned, on the day of the refund"), "returns", Look.MONEY
    ),
    "covered": StepWords(
        _("Share of sales of known cost"),
        _("sales whose costs are known / net sales"),
        "gross_margin",
        Look.PERCENT,
    ),
    "rate": StepWords(
        _("Margin rate"), _("margin / net sales of known cost"), "gross_margin_rate", Look.PERCENT
    ),
    "ads": StepWords(
        _("Advertising"), _("advertising and affiliation, which are taken off"), "ad_spend", Look.MONEY
    ),
    "guests": StepWords(
        _("Sales to guests"), _("orders without a customer account"), "demand_sales", Look.MONEY
    ),
    "others": StepWords(
        _("Other sales channels"), _("sales elsewhere than on the own site"), "demand_sales", Look.MONEY
    ),
}
_COUNTED = {"orders"}
"""Ends that are no amounts."""
RATES = {
    "gross_margin": "gross_margin_rate",
    "cm1": "gross_margin_rate",
    "cm2": "cm2_rate",
    "cm3": "cm2_rate",
}


def words_of(branch: Branch, *, has_branches: bool, metric: str) -> StepWords:
    """What a factor is called where it stands; `has_branches`: whether there are other channels than the own site."""
    step = branch.step
    if branch.kind in ALONE:
        found = ALONE[branch.kind]
        look = Look.COUNT if step.over in _COUNTED else found.look
        name = RATES.get(metric, found.metric) if branch.kind == "rate" else found.metric
        return StepWords(found.label, found.meaning, "orders" if step.over in _COUNTED else name, look)
    found = STEPS.get(step.code) or _ratio(step.over, step.under)
    if branch.kind == "channel":
        if step.under or (step.code in _COUNTED and metric not in _COUNTED):
            return StepWords(
                format_lazy("{}: {}", branch.name, found.label), found.meaning, found.metric, found.look
            )
        return StepWords(branch.name, _("what is sold there, in all"), found.metric, found.look)
    is_of_site = {step.over, step.under} & {"sessions", "customers"}
    is_named = branch.kind == "own" and has_branches and not is_of_site
    label = format_lazy(_("{factor} (own site)"), factor=found.label) if is_named else found.label
    return StepWords(label, found.meaning, found.metric, found.look)


def tells_customers(codes: Iterable[str]) -> bool:
    """Whether customers stand where visits would."""
    return any(code.startswith("own::") and "customers" in code for code in codes)


_NAMES: Mapping[str, Any] = {
    "sessions": _("sessions"),
    "customers": _("customers"),
    "orders": _("orders"),
    "units": _("items"),
    "gross_sales": _("sales before discounts"),
    "demand_sales": _("sales"),
}


def _ratio(over: str, under: str) -> StepWords:
    """Two links whose common neighbour is not known."""
    above, below = _NAMES.get(over, over), _NAMES.get(under, under)
    label = format_lazy("{} / {}", above, below)
    is_money = over in ("gross_sales", "demand_sales")
    return StepWords(label, label, over, Look.MONEY if is_money else Look.NUMBER)


@dataclass(frozen=True, slots=True)
class Question:
    """The title of the chart."""

    rose: Any
    fell: Any
    stayed: Any


QUESTIONS: Mapping[str, Question] = {
    "net_sales": Question(
        _("Why did net sales rise by %(change)s?"),
        _("Why did net sales fall by %(change)s?"),
        _("Why did net sales stay where they were?"),
    ),
    "demand_sales": Question(
        _("Why did demand sales rise by %(change)s?"),
        _("Why did demand sales fall by %(change)s?"),
        _("Why did demand sales stay where they were?"),
    ),
    "gross_sales": Question(
        _("Why did gross sales rise by %(change)s?"),
        _("Why did gross sales fall by %(change)s?"),
        _("Why did gross sales stay where they were?"),
    ),
    "orders": Question(
        _("Why did orders rise by %(change)s?"),
        _("Why did orders fall by %(change)s?"),
        _("Why did orders stay where they were?"),
    ),
    "aov": Question(
        _("Why did the average order value rise by %(change)s?"),
        _("Why did the average order value fall by %(change)s?"),
        _("Why did the average order value stay where it was?"),
    ),
    "conversion_rate": Question(
        _("Why did the conversion rate rise by %(change)s?"),
        _("Why did the conversion rate fall by %(change)s?"),
        _("Why did the conversion rate stay where it was?"),
    ),
    "gross_margin": Question(
        _("Why did the gross margin rise by %(change)s?"),
        _("Why did the gross margin fall by %(change)s?"),
        _("Why did the gross margin stay where it was?"),
    ),
    "cm1": Question(
        _("Why did contribution margin 1 rise by %(change)s?"),
        _("Why did contribution margin 1 fall by %(change)s?"),
        _("Why did contribution margin 1 stay where it was?"),
    ),
    "cm2": Question(
        _("Why did contribution margin 2 rise by %(change)s?"),
        _("Why did contribution margin 2 fall by %(change)s?"),
        _("Why did contribution margin 2 stay where it was?"),
    ),
    "cm3": Question(
        _("Why did contribution margin 3 rise by %(change)s?"),
        _("Why did contribution margin 3 fall by %(change)s?"),
        _("Why did contribution margin 3 stay where it was?"),
    ),
}
BY: Mapping[str, Any] = {
    "category": _("by category"),
    "brand": _("by brand"),
    "product_type": _("by type of product"),
    "product": _("by product"),
    "country": _("by country"),
    "sales_channel": _("by sales channel"),
    "traffic_channel": _("by traffic channel"),
    "customer_type": _("by type of customer"),
    "device": _("by device"),
    "voucher": _("by discount code"),
    "payment_method": _("by payment method"),
}
VISITS: Mapping[str, Any] = {
    "missing": _("Sessions are not known for these days: orders are told by customers instead of sessions."),
    "days": _(
        "Sessions are not known for all of these days: orders are told by customers instead of sessions."
    ),
}
"""Why visits are left out, in a sentence."""
UNKNOWN = pgettext_lazy("segment", "unknown")
