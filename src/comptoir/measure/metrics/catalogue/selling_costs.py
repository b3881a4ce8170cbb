"""What selling costs, line by line, as the margins take it off; and what a new customer costs once all is counted."""

from django.utils.translation import gettext_lazy as _

from comptoir.measure.metrics.catalogue.base import Coverage, Formula, Good, Metric, Source, Text, net, plus
from comptoir.measure.metrics.catalogue.shapes import amount, cost

_TOLD_BY = {"fee": Source.PAYMENTS, "shipment": Source.SHIPMENTS, "cost_rule": Source.RULES}
"""What may tell a cost, one at least."""
_FEES_KNOWN = Coverage(
    "charged_gross", "gross", _("The fees are known for {share} of sales."), is_always_told=True
)
_AS_IN_MARGIN = _(
    "As contribution margin 2 takes it off: by the bills that speak of an order, else by the company's cost rules. "
    "Orders of which a cost of selling is unknown are left out, and so are what they cost."
)
_TYPED = _("As typed by month on the page of the budget, each month spread evenly over its days.")


def _operation(name: str, label: Text, words: Text, *measures: str) -> Metric:
    told = {fact: source for fact, source in _TOLD_BY.items() if fact != "shipment" or "carriage" in measures}
    return amount(
        name,
        label,
        words,
        *told.values(),
        formula=Formula(net(*measures), one_of=frozenset(told)),
        good=Good.DOWN,
        coverage=_FEES_KNOWN,
        notes=_AS_IN_MARGIN,
    )


def _running(name: str, label: Text, words: Text, measure: str) -> Metric:
    return amount(
        name, label, words, Source.RUNNING, formula=Formula(net(measure)), good=Good.NONE, notes=_TYPED
    )


SELLING_COSTS: tuple[Metric, ...] = (
    _operation(
        "logistics_cost",
        _("Logistics cost"),
        _("what preparing and carrying the orders costs"),
        *("rule_logistics", "billed_logistics", "carriage"),
    ),
    _operation(
        "payment_cost",
        _("Payment cost"),
        _("what payment providers keep of the orders"),
        *("rule_payment", "billed_payment"),
    ),
    _operation(
        "marketplace_cost",
        _("Marketplace cost"),
        _("what marketplaces keep of their orders"),
        *("rule_marketplace", "billed_marketplace"),
    ),
    amount(
        "affiliation_cost",
        _("Affiliation cost"),
        _("commissions that affiliates bill"),
        Source.PAYMENTS,
        formula=Formula(net("affiliation_fee")),
        good=Good.NONE,
    ),
    _running("people_cost", _("Cost of people"), _("wages and charges of the team"), "running_people"),
    _running("tools_cost", _("Cost of tools"), _("licences, hosting, services"), "running_tools"),
    _running("agencies_cost", _("Cost of agencies"), _("agencies and freelances"), "running_agencies"),
    cost(
        "cac",
        _("Customer acquisition cost"),
        _("(ad spend + people + tools + agencies) / orders of new customers"),
        Source.ADS,
        Source.RUNNING,
        Source.ORDERS,
        formula=Formula(net("spend", "running"), plus("first_order_count")),
        needs_history=True,
        notes=_(
            "Marketing and sales cost of the days that all three sources know. With ad spend alone, see the cost of a "
            "new customer."
        ),
    ),
)
