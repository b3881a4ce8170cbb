"""Customers: new, returning, loyal; from orders alone, guests left out."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from comptoir.measure.metrics.catalogue.base import (
    Empty,
    Formula,
    Good,
    Metric,
    Source,
    Text,
    Unit,
    minus,
    plus,
)
from comptoir.measure.metrics.catalogue.sales_measures import REPEAT_HORIZONS

_COHORT: Text = _("By day of the first order; only customers whose horizon is over are counted.")


def _repeat(days: int) -> Metric:
    return Metric(
        f"repeat_{days}",
        format_lazy(_("Repeat rate at {days} days"), days=days),
        format_lazy(
            _("customers with a second order within {days} days of their first / customers of that cohort"),
            days=days,
        ),
        Unit.SHARE,
        Good.UP,
        formula=Formula(plus(f"repeated_{days}"), plus(f"matured_first_{days}")),
        empty=Empty.UNKNOWN,
        notes=_COHORT,
        needs_history=True,
    )


CUSTOMERS: tuple[Metric, ...] = (
    Metric(
        "customers",
        _("Customers"),
        _("different customers with at least one order"),
        Unit.COUNT,
        Good.UP,
        formula=Formula(plus("customer_count")),
        notes=_("Guests are left out. Counts of several periods do not add up."),
    ),
    Metric(
        "new_customers",
        _("New customers"),
        _("customers whose first order ever lies in the period"),
        Unit.COUNT,
        Good.UP,
        formula=Formula(plus("first_order_count")),
        notes=_("Split by the dimensions of that first order."),
        needs_history=True,
    ),
    Metric(
        "returning_customers",
        _("Returning customers"),
        _("customers of the period - new customers"),
        Unit.COUNT,
        Good.UP,
        formula=Formula(plus("customer_count") + minus("first_order_count")),
        needs_history=True,
    ),
    Metric(
        "new_customer_share",
        _("Share of new customers"),
        _("first orders / orders of known customers"),
        Unit.SHARE,
        Good.NONE,
        formula=Formula(plus("first_order_count"), plus("known_order_count")),
        empty=Empty.UNKNOWN,
        needs_history=True,
    ),
    Metric(
        "repeat_rate",
        _("Repeat rate"),
        _("customers with two orders or more in the period / customers of the period"),
        Unit.SHARE,
        Good.UP,
        formula=Formula(plus("repeating_count"), plus("customer_count")),
        empty=Empty.UNKNOWN,
    ),
    *(_repeat(days) for days in REPEAT_HORIZONS),
    Metric(
        "retention",
        _("Retention"),
        _("customers of a first-order month who order in month k / customers of that cohort"),
        Unit.SHARE,
        Good.UP,
        formula=Formula(plus("cohort_count"), share_of_first="months_since_first"),
        empty=Empty.UNKNOWN,
        notes=_("By month of the first order and months since then; month 0 is 100 %."),
        needs_history=True,
    ),
    Metric(
        "clv",
        _("Customer lifetime value (365 days)"),
        _("margin expected of a customer over the next 365 days, with its interval"),
        Unit.MONEY,
        Good.UP,
        sources=(Source.COSTS, Source.FORECASTS),
        empty=Empty.UNKNOWN,
    ),
)
