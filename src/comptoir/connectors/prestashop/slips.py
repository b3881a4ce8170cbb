"""Credit slips: money given back, on their own dates."""

from collections.abc import Sequence
from decimal import Decimal

from comptoir.connectors.prestashop.clock import ShopClock
from comptoir.connectors.prestashop.numbers import A_CENT, amount, number, whole
from comptoir.connectors.shops.api import (
    NO_AMOUNT,
    NOTHING,
    Amount,
    RefundLine,
    ShopLine,
    ShopRefund,
    cents,
    shared,
)
from comptoir.connectors.source import Record

WITHOUT_VOUCHER = 1
"""Type of a slip from which the worth of the order's cart rules was taken off."""
ROUNDING = Decimal("0.05")
"""How far the sums of a slip's head may lie beside those of its lines."""


def of_order(record: Record, lines: Sequence[ShopLine], clock: ShopClock) -> tuple[ShopRefund, ...]:
    by_id = {line.line_id: line for line in lines if line.kind == "product"}
    return tuple(_refund(slip, by_id, clock) for slip in record["slips"])


def _refund(slip: Record, lines: dict[str, ShopLine], clock: ShopClock) -> ShopRefund:
    told = [_line(detail, lines) for detail in slip["details"]]
    goods = _settled(slip, [line for line in told if line.amount.total or line.quantity])
    postage = amount(slip, "total_shipping")
    if postage.total:
        goods.append(RefundLine("shipping", postage))
    return ShopRefund(str(slip["id"]), clock.instant(slip["date_add"], "date_add"), tuple(goods))


def _line(detail: Record, lines: dict[str, ShopLine]) -> RefundLine:
    sold = lines.get(str(detail["id_order_detail"]))
    return RefundLine(
        "product",
        amount(detail, "amount"),
        number(detail, "product_quantity"),
        sold.sku if sold else "",
        sold.name if sold else "",
    )


def _settled(slip: Record, lines: list[RefundLine]) -> list[RefundLine]:
    """The lines hold prices; what was given back for them may be less, or more as a gesture."""
    told = sum((line.amount for line in lines), NO_AMOUNT)
    beyond = _given(slip, told) - told.total
    if abs(beyond) < A_CENT:
        return lines
    if beyond > 0:
        return [*lines, RefundLine("gesture", _taxed_as(beyond, told))]
    off = _taxed_as(-beyond, told)
    nets = shared(off.net, [line.amount.net for line in lines])
    taxes = shared(cents(off.total) - cents(off.net), [line.amount.tax for line in lines])
    return [
        RefundLine(line.kind, line.amount - Amount(net, tax), line.quantity, line.sku, line.name)
        for line, net, tax in zip(lines, nets, taxes, strict=True)
    ]


def _given(slip: Record, told: Amount) -> Decimal:
    """For goods, with tax.

    The worth of the order's vouchers may have been taken off the head: with its tax, off the sum with tax or the one
    without. Else `amount` holds a sum that a person chose, or repeats one of the two.
    """
    header = amount(slip, "total_products")
    taken_off = max(told.total - header.total, told.net - header.net, NOTHING)
    # A slip that gives the shipping back as well has another type, whether a voucher was taken off or not.
    if whole(slip, "order_slip_type") == WITHOUT_VOUCHER or taken_off > ROUNDING:
        return told.total - taken_off
    chosen = number(slip, "amount")
    known = (header.total, header.net, told.total, told.net)
    if chosen and all(abs(chosen - one) >= A_CENT for one in known):
        return chosen
    return told.total or header.total


def _taxed_as(total: Decimal, told: Amount) -> Amount:
    """A sum that names no line carries the tax of the slip's lines."""
    tax = cents(total * told.tax / told.total) if told.total else NOTHING
    return Amount(total - tax, tax)
