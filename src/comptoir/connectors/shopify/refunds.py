"""What was given back on an order, and when. Pure.

A refund tells its lines and, as adjustments, by what the sum that was given back differs from them: negative where
more was given. It also stands for units that were taken off an order by hand, where no money moved. So its value is
that of its parts, and what was paid back only says how to read parts whose tax Shopify's documentation leaves open.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from comptoir.connectors.shopify.amounts import CENT, FOUR, instant, money, number, of_price, tail
from comptoir.connectors.shops.api import NO_AMOUNT, NOTHING, Amount, RefundLine, ShopLine, ShopRefund
from comptoir.connectors.source import Record


def refunds(record: Record, lines: Sequence[ShopLine]) -> tuple[ShopRefund, ...]:
    tips = {line.line_id for line in lines if line.kind == "adjustment" and line.line_id}
    return tuple(_refund(document, record, tips) for document in record["refunds"])


def _refund(document: Record, record: Record, tips: Container[str]) -> ShopRefund:
    items = document["refundLineItems"]
    goods = [_item(line, record["taxesIncluded"]) for line in items]
    duties = sum((money(duty, "amountSet") for duty in document["duties"] or ()), NOTHING)
    shipping, beyond = _read(document, record["taxesIncluded"], _total(goods) + duties)
    # Tips and duties are in no sales metric, and neither are they when given back.
    sold = [line for line, of in zip(goods, items, strict=True) if tail(of["lineItem"]["id"]) not in tips]
    given = [*sold, *shipping]
    if beyond.total > 0:
        given.append(RefundLine("gesture", _taxed(beyond, record)))
    elif beyond.total < 0:
        given = _withheld(given, -beyond.total)
    return ShopRefund(
        tail(document["id"]),
        instant(document["createdAt"] or document["processedAt"]),
        tuple(line for line in given if line.amount.total > 0 or line.quantity),
        (document["note"] or "").strip(),
    )


def _item(line: Record, included: bool) -> RefundLine:
    of = line["lineItem"]
    return RefundLine(
        "product",
        of_price(money(line, "subtotalSet"), money(line, "totalTaxSet"), included),
        number(line["quantity"], "quantity"),
        of["sku"] or "",
        of["name"],
    )


def _read(document: Record, included: bool, goods: Decimal) -> tuple[list[RefundLine], Amount]:
    """Shipping given back, and what was given beyond the parts: the reading that agrees with the money paid back,
    else the documented one."""
    paid = money(document, "totalRefundedSet")
    readings = list(_readings(document, included))
    for shipping, beyond in readings:
        if abs(goods + _total(shipping) + beyond.total - paid) < CENT:
            return shipping, beyond
    return readings[0]


def _readings(document: Record, included: bool) -> Iterator[tuple[list[RefundLine], Amount]]:
    for shipping_included, adjustment_included, sign in product(
        (included, not included), (False, True), (-1, 1)
    ):
        shipping = [
            RefundLine(
                "shipping",
                of_price(money(line, "subtotalAmountSet"), money(line, "taxAmountSet"), shipping_included),
            )
            for line in document["refundShippingLines"]
        ]
        beyond = NO_AMOUNT
        for adjustment in document["orderAdjustments"]:
            amount, tax = sign * money(adjustment, "amountSet"), sign * money(adjustment, "taxAmountSet")
            beyond = beyond + of_price(amount, tax, adjustment_included)
        yield shipping, beyond


def _withheld(lines: Sequence[RefundLine], less: Decimal) -> list[RefundLine]:
    """Each line lowered by its share of what was kept back, to the cent; all of them to nothing where more was."""
    value = _total(lines)
    less = min(less, value)
    kept, passed, taken = [], NOTHING, NOTHING
    for line in lines:
        passed += line.amount.total
        # Shares of sums so far: rounded, they still come to the whole.
        so_far = (less * passed / value).quantize(CENT, rounding=ROUND_HALF_UP) if value else NOTHING
        kept.append(replace(line, amount=_lowered(line.amount, so_far - taken)))
        taken = so_far
    return kept


def _lowered(amount: Amount, part: Decimal) -> Amount:
    if not part:
        return amount
    tax = (amount.tax * part / amount.total).quantize(FOUR, rounding=ROUND_HALF_UP)
    return amount - Amount(part - tax, tax)


def _taxed(amount: Amount, record: Record) -> Amount:
    """A sum without a tax of its own carries that of the order as a whole."""
    total = money(record, "totalPriceSet")
    if amount.tax or not total:
        return amount
    tax = (amount.total * money(record, "totalTaxSet") / total).quantize(CENT, rounding=ROUND_HALF_UP)
    return Amount(amount.total - tax, tax)


def _total(lines: Sequence[RefundLine]) -> Decimal:
    return sum((line.amount for line in lines), NO_AMOUNT).total
