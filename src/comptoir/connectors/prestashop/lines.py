"""The lines of an order: what was sold, shipping, wrapping; cart rules' discounts dealt out among them."""

from dataclasses import replace
from decimal import Decimal

from comptoir.connectors.prestashop.numbers import amount, number, rate_of, to_number
from comptoir.connectors.prestashop.states import is_on
from comptoir.connectors.shops.api import NO_AMOUNT, NOTHING, Amount, ShopLine, cents, shared
from comptoir.connectors.source import Record

DIFFERENCE = "Difference to the shop's total"
"""Name of the adjustment that closes an order whose lines do not come to what the shop says."""


def of_order(record: Record) -> tuple[ShopLine, ...]:
    """They come to `total_paid_tax_incl`, to the cent."""
    goods = [_product(detail) for detail in record["details"]]
    shipping = _charge(
        "shipping", record, "total_shipping", to_number(record.get("carrier_tax_rate"), "rate")
    )
    wrapping = _charge("adjustment", record, "total_wrapping", None)
    lines = [*_discounted(goods, shipping, record), *wrapping]
    billed = sum(((line.gross - line.discount).total for line in lines), NOTHING)
    total = number(record, "total_paid_tax_incl")
    if cents(billed) != cents(total):
        lines.append(
            ShopLine(
                "adjustment", Amount(total - billed), line_id="difference", name=DIFFERENCE, tax_rate=NOTHING
            )
        )
    return tuple(lines)


def _product(detail: Record) -> ShopLine:
    gross = amount(detail, "total_price")
    rates = [to_number(rate, "tax_rate") for rate in detail["tax_rates"] if rate is not None]
    return ShopLine(
        "product",
        gross,
        quantity=number(detail, "product_quantity"),
        line_id=str(detail["id"]),
        sku=str(detail.get("product_reference") or ""),
        name=str(detail.get("product_name") or ""),
        tax_rate=rate_of(gross, sum(rates, NOTHING) if rates else None),
    )


def _charge(kind: str, record: Record, field: str, rate: Decimal | None) -> list[ShopLine]:
    charged = amount(record, field)
    return [ShopLine(kind, charged, tax_rate=rate_of(charged, rate))] if charged.net else []


def _discounted(goods: list[ShopLine], shipping: list[ShopLine], record: Record) -> list[ShopLine]:
    """The order's discount: of a rule that offers the shipping what the shipping costs, the rest among the goods by
    their amounts without tax, what exceeds these on the shipping again."""
    told = amount(record, "total_discounts")
    discount = Amount(abs(told.net), abs(told.tax))
    postage = sum((line.gross for line in shipping), NO_AMOUNT)
    offered = _least(postage, discount) if _is_shipping_offered(record) else NO_AMOUNT
    of_goods = discount - offered
    worth = sum((line.gross for line in goods), NO_AMOUNT)
    if of_goods.total > worth.total:
        offered = _least(postage, discount - worth)
        of_goods = worth
    return [
        *_shared_among(goods, of_goods),
        *(replace(line, discount=offered) for line in shipping),
    ]


def _shared_among(goods: list[ShopLine], discount: Amount) -> list[ShopLine]:
    """Net and tax each to the cent; the tax by the shares' own rates."""
    nets = shared(discount.net, [max(line.gross.net, NOTHING) for line in goods])
    tax = cents(discount.total) - cents(discount.net)
    weights = [
        max(net * line.gross.tax / line.gross.net, NOTHING) if line.gross.net > 0 else NOTHING
        for net, line in zip(nets, goods, strict=True)
    ]
    taxes = shared(tax, weights if any(weights) else nets)
    return [
        replace(line, discount=Amount(net, part)) for line, net, part in zip(goods, nets, taxes, strict=True)
    ]


def _is_shipping_offered(record: Record) -> bool:
    return any(is_on(rule, "free_shipping") and not is_on(rule, "deleted") for rule in record["rules"])


def _least(one: Amount, other: Amount) -> Amount:
    return Amount(
        max(min(one.net, other.net), NOTHING),
        max(min(one.tax, other.tax), NOTHING),
    )
