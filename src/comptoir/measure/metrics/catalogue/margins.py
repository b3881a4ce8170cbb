"""Margins: what is left of net sales once goods, operations and advertising are paid; excluding tax throughout.

Lines of unknown cost are left out of the costs and of the sales that these are compared with; from the second margin
on, so are orders of which a cost of selling is unknown.
"""

from django.utils.translation import gettext_lazy as _

from comptoir.measure.metrics.catalogue.base import (
    Basis,
    Coverage,
    Formula,
    Good,
    Metric,
    Source,
    TaxRule,
    minus,
    net,
)
from comptoir.measure.metrics.catalogue.shapes import amount, cost, ratio, share

_COSTS, _FEES, _SHIPMENTS, _RULES, _ADS = (
    Source.COSTS,
    Source.PAYMENTS,
    Source.SHIPMENTS,
    Source.RULES,
    Source.ADS,
)
_HT = TaxRule.EXCLUDED
COSTED_NET = net("costed_gross") + minus("costed_discount", "costed_returned", basis=Basis.EXCLUDED)
GOODS = minus("cost_sold", basis=Basis.EXCLUDED) + net("cost_returned")
"""The cost of goods, as what it takes from the margin."""
MARGIN_NET = net("margin_gross") + minus("margin_discount", "margin_returned", basis=Basis.EXCLUDED)
MARGIN_GOODS = minus("margin_cost_sold", basis=Basis.EXCLUDED) + net("margin_cost_returned")
"""The same of orders of which every cost of selling is known."""
OPERATIONS = minus("operating_fee", "carriage", "rule_fee", basis=Basis.EXCLUDED)
ADS = minus("spend", "affiliation_fee", basis=Basis.EXCLUDED)
COST_COVERAGE = Coverage(
    "costed_gross", "gross", _("The cost is known for {share} of sales."), is_always_told=True
)
FEE_COVERAGE = Coverage(
    "margin_gross",
    "gross",
    _("The cost of goods and the fees are known for {share} of sales."),
    is_always_told=True,
)

_CM2 = MARGIN_NET + MARGIN_GOODS + OPERATIONS
_CM3 = _CM2 + ADS
_OPERATIONS_KNOWN = frozenset({"fee", "shipment", "cost_rule"})
_KNOWN_COST = _(
    "On lines of known cost. A cost holds from its day on, for the item of the line's own source or else of any "
    "other, in the currency of the sale."
)
_OF_KNOWN_ORDERS = _(
    "On lines of known cost of the orders whose logistics, payment and, on a marketplace, commission are known: by the "
    "bills that speak of the order, else by the company's cost rules, never by both."
)

MARGINS: tuple[Metric, ...] = (
    cost(
        "cogs",
        _("Cost of goods"),
        _("unit cost at the date of the order x (quantity sold - quantity returned)"),
        _COSTS,
        formula=Formula(net("cost_sold") + minus("cost_returned", basis=Basis.EXCLUDED)),
        coverage=COST_COVERAGE,
        notes=_("An unknown cost makes it unknown, never 0. What comes back is taken to be sold again."),
    ),
    amount(
        "gross_margin",
        _("Gross margin"),
        _("net sales - cost of goods"),
        _COSTS,
        formula=Formula(COSTED_NET + GOODS),
        coverage=COST_COVERAGE,
        notes=_KNOWN_COST,
    ),
    share(
        "gross_margin_rate",
        _("Gross margin rate"),
        _("gross margin / net sales"),
        _COSTS,
        formula=Formula(COSTED_NET + GOODS, COSTED_NET),
        tax=_HT,
        coverage=COST_COVERAGE,
        notes=_KNOWN_COST,
    ),
    amount(
        "cm1",
        _("Contribution margin 1"),
        _("net sales - cost of goods"),
        _COSTS,
        formula=Formula(COSTED_NET + GOODS),
        coverage=COST_COVERAGE,
        notes=_KNOWN_COST,
    ),
    amount(
        "cm2",
        _("Contribution margin 2"),
        _("contribution margin 1 - logistics, payment and marketplace fees"),
        _COSTS,
        _FEES,
        _SHIPMENTS,
        _RULES,
        formula=Formula(_CM2, one_of=_OPERATIONS_KNOWN),
        coverage=FEE_COVERAGE,
        notes=_OF_KNOWN_ORDERS,
    ),
    share(
        "cm2_rate",
        _("Rate of contribution margin 2"),
        _("contribution margin 2 / net sales"),
        _COSTS,
        _FEES,
        _SHIPMENTS,
        _RULES,
        formula=Formula(_CM2, MARGIN_NET, one_of=_OPERATIONS_KNOWN),
        tax=_HT,
        coverage=FEE_COVERAGE,
        notes=_OF_KNOWN_ORDERS,
    ),
    amount(
        "cm3",
        _("Contribution margin 3"),
        _("contribution margin 2 - ad spend - affiliation fees"),
        _COSTS,
        _FEES,
        _SHIPMENTS,
        _RULES,
        _ADS,
        formula=Formula(_CM3, one_of=_OPERATIONS_KNOWN),
        coverage=FEE_COVERAGE,
        notes=_OF_KNOWN_ORDERS,
    ),
    share(
        "cm3_rate",
        _("Rate of contribution margin 3"),
        _("contribution margin 3 / net sales"),
        _COSTS,
        _FEES,
        _SHIPMENTS,
        _RULES,
        _ADS,
        formula=Formula(_CM3, MARGIN_NET, one_of=_OPERATIONS_KNOWN),
        tax=_HT,
        coverage=FEE_COVERAGE,
        notes=_OF_KNOWN_ORDERS,
    ),
    ratio(
        "break_even_roas",
        _("Break-even ROAS"),
        _("1 / rate of contribution margin 2"),
        _COSTS,
        _FEES,
        _SHIPMENTS,
        _RULES,
        formula=Formula(MARGIN_NET, _CM2, one_of=_OPERATIONS_KNOWN, is_above_zero=True),
        good=Good.DOWN,
        tax=_HT,
        coverage=FEE_COVERAGE,
        notes=_("Without a margin there is none."),
    ),
)
