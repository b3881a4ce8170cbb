"""What spend must bring back, and what it earns on the sales that are credited to it. Credit is not cause."""

from decimal import Decimal


def break_even_roas(rate: Decimal) -> Decimal | None:
    """Net sales that one unit of spend must bring, at that rate of contribution margin 2; none at a rate of nothing.

    30 % gives 3.33; the highest ad cost ratio (COS) that still pays is the rate itself.
    """
    return 1 / rate if rate > 0 else None


def without_tax(ratio: Decimal, tax_rate: Decimal) -> Decimal:
    """A ROAS whose sales include tax, on sales without it: 4.00 at 20 % is 3.33."""
    return ratio / (1 + tax_rate)


def with_tax(ratio: Decimal, tax_rate: Decimal) -> Decimal:
    """What a platform that is fed with prices including tax shows for the same sales."""
    return ratio * (1 + tax_rate)


def earned(spend: Decimal, sales: Decimal, rate: Decimal) -> Decimal:
    """The margin on those net sales, less the spend."""
    return sales * rate - spend
