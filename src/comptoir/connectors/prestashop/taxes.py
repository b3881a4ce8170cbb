"""The taxes of an order by rate. Pure.

The webservice has no sums by rate: the taxes of the lines are the shop's own, the order's discount is dealt out among
them as facts have it. What they leave of the order's own tax has no known rate.
"""

from collections import defaultdict
from decimal import Decimal

from comptoir.connectors.prestashop.lines import of_order
from comptoir.connectors.prestashop.numbers import number
from comptoir.connectors.shops.api import NOTHING, money
from comptoir.connectors.source import Record, Taxed

CENT = Decimal("0.01")


def taxes_of(record: Record) -> tuple[Taxed, ...]:
    """Of an order with its details and rules."""
    sums: dict[Decimal | None, tuple[Decimal, Decimal]] = defaultdict(lambda: (NOTHING, NOTHING))
    lines = of_order(record)
    for line in lines:
        # To the last place that facts keep: the webservice has two more.
        billed_net = money(line.gross.net) - money(line.discount.net)
        billed_tax = money(line.gross.tax) - money(line.discount.tax)
        rate = NOTHING if line.tax_rate is None and not billed_tax else line.tax_rate
        net, tax = sums[rate]
        sums[rate] = net + billed_net, tax + billed_tax
    told = number(record, "total_paid_tax_incl") - number(record, "total_paid_tax_excl")
    left = told - sum((tax for _net, tax in sums.values()), NOTHING)
    # The order's own sums are rounded apart from its lines.
    if abs(left) > CENT * len(lines):
        net, tax = sums[None]
        sums[None] = net - left, tax + left
    return tuple(Taxed(rate, *both) for rate, both in sums.items())
