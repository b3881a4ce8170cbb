"""What an order is made of: items, shipping, and what else its total holds. Pure."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations

from comptoir.connectors.shopify.amounts import CENT, money, number, split, tail
from comptoir.connectors.shops.api import NO_AMOUNT, NOTHING, Amount, ShopLine
from comptoir.connectors.source import Record

TIPS = frozenset({"tip", "pourboire"})
"""The names under which Shopify bills a tip as an item; the mapping of its export knows the same."""


def lines(record: Record) -> tuple[ShopLine, ...]:
    """All lines of an order; they come to its total before refunds."""
    included = record["taxesIncluded"]
    billed = [_item(line, included) for line in record["lineItems"]]
    removed: list[ShopLine] = []
    for line in record["shippingLines"]:
        (removed if line["isRemoved"] else billed).append(_shipping(line, included))
    return (*billed, *_others(record, billed, removed))


def _item(line: Record, included: bool) -> ShopLine:
    is_tip = line["variant"] is None and line["name"].strip().lower() in TIPS
    gross, discount, rate = _amounts(line, "originalTotalSet", included)
    return ShopLine(
        "adjustment" if is_tip else "product",
        gross,
        discount,
        quantity=number(line["quantity"], "quantity"),
        line_id=tail(line["id"]),
        sku=line["sku"] or "",
        name=line["name"],
        tax_rate=rate,
    )


def _shipping(line: Record, included: bool) -> ShopLine:
    gross, discount, rate = _amounts(line, "originalPriceSet", included)
    identifier = tail(line["id"] or "")
    return ShopLine("shipping", gross, discount, line_id=identifier, name=line["title"], tax_rate=rate)


def _amounts(line: Record, price: str, included: bool) -> tuple[Amount, Amount, Decimal | None]:
    off = sum((money(part, "allocatedAmountSet") for part in line["discountAllocations"]), NOTHING)
    tax = sum((money(part, "priceSet") for part in line["taxLines"]), NOTHING)
    rates = [number(part["rate"], "rate") for part in line["taxLines"] if part["rate"] is not None]
    return split(money(line, price), off, tax, sum(rates, NOTHING) if rates else None, included)


def _others(record: Record, billed: Sequence[ShopLine], removed: Sequence[ShopLine]) -> Iterable[ShopLine]:
    """What the total holds beyond items and shipping: tips, duties, fees, their taxes, shipping taken off again.

    The interface tells these sums, but not which of them stand in the total: those that make it up do.
    """
    rest = money(record, "totalPriceSet") - _total(billed)
    possible = [*_sums(record, billed), *removed]
    chosen = min(
        (group for size in range(len(possible) + 1) for group in combinations(possible, size)),
        key=lambda group: (abs(rest - _total(group)), len(group)),
    )
    rest -= _total(chosen)
    # Taxes rounded on the order as a whole, parts converted from the customer's currency one by one.
    if rest and abs(rest) <= CENT * max(1, len(billed)):
        return (*chosen, ShopLine("adjustment", Amount(rest), name="Rounding"))
    return chosen


def _sums(record: Record, billed: Sequence[ShopLine]) -> Iterable[ShopLine]:
    if not any(line.kind == "adjustment" for line in billed):
        yield from _adjustment("Tip", Amount(money(record, "totalTipReceivedSet")))
    yield from _adjustment("Duties", Amount(money(record, "originalTotalDutiesSet")))
    yield from _adjustment("Fees", Amount(money(record, "originalTotalAdditionalFeesSet")))
    if not record["taxesIncluded"]:
        known = sum((line.gross.tax - line.discount.tax for line in billed), NOTHING)
        yield from _adjustment("Taxes", Amount(NOTHING, money(record, "totalTaxSet") - known))


def _adjustment(name: str, amount: Amount) -> Iterable[ShopLine]:
    if amount.total:
        yield ShopLine("adjustment", amount, name=name)


def _total(lines: Iterable[ShopLine]) -> Decimal:
    return sum((line.gross - line.discount for line in lines), NO_AMOUNT).total
