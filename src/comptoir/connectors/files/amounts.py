"""Amounts as billed to amounts without tax and the tax on them; discounts of orders shared among lines."""

from collections.abc import Iterable

import ibis
import ibis.expr.types as ir

from comptoir.connectors.files import typed
from comptoir.connectors.files.mapping import Mapping
from comptoir.connectors.files.rules import Prices

ZERO = ibis.literal(0, typed.MONEY)
HALF_A_CENT = 0.00501
_SAID_BESIDE = {"tax_rate", "gross_tax", "net_tax", "gross_with_tax", "order_tax"} | {
    "order_discount",
    "order_discount_in_lines",
    "order_subtotal",
}


def settle(lines: ir.Table, mapping: Mapping) -> ir.Table:
    """Adds gross_net, gross_tax, discount_net, discount_tax, rate and price_net to each line."""
    if {"order_discount", "order_subtotal"} & set(lines.columns):
        lines = lines.mutate(discount=_money(lines.discount + _share(lines, _order_discount(lines))))
    if "order_discount_in_lines" in lines.columns:
        lines = _give_discount_back(lines)
    lines = lines.mutate(rate=_rate(lines, mapping))
    if mapping.prices is Prices.INCLUDED:
        return _take_tax_out(lines)
    return _add_tax(lines)


def of_rows_alone(columns: Iterable[str]) -> bool:
    """Whether `settle` needs nothing but the row's own price: no taxes of the file, no amounts of its order."""
    return not _SAID_BESIDE & set(columns)


def taxed(amount: ir.DecimalValue, rate: ir.DecimalValue, prices: Prices) -> tuple[ir.Value, ir.Value]:
    """An amount as billed -> (without tax, tax)."""
    if prices is Prices.INCLUDED:
        net = typed.without_tax(amount, rate.fill_null(0))
        return net, (amount - net).cast(typed.MONEY)
    return amount.cast(typed.MONEY), typed.tax_on(amount, rate.fill_null(0))


def _take_tax_out(lines: ir.Table) -> ir.Table:
    gross, gross_tax = taxed(lines.gross, lines.rate, Prices.INCLUDED)
    discount, discount_tax = taxed(lines.discount, lines.rate, Prices.INCLUDED)
    price, _ = taxed(lines.price, lines.rate, Prices.INCLUDED)
    if "net_tax" in lines.columns:
        # The file's own tax, to the cent, and what its rate leaves of it for the discount.
        gross_tax = (
            ibis.ifelse(lines.discount == 0, lines.net_tax, gross_tax).fill_null(gross_tax).cast(typed.MONEY)
        )
        discount_tax = (gross_tax - lines.net_tax).fill_null(discount_tax).cast(typed.MONEY)
        gross, discount = _money(lines.gross - gross_tax), _money(lines.discount - discount_tax)
    return lines.mutate(
        gross_net=gross,
        gross_tax=gross_tax,
        discount_net=discount,
        discount_tax=discount_tax,
        price_net=price,
    )


def _add_tax(lines: ir.Table) -> ir.Table:
    """The file's own tax amounts where it has them, else the rate's."""
    rate = lines.rate.fill_null(0)
    gross_tax: ir.Value = typed.tax_on(lines.gross, rate)
    if "gross_with_tax" in lines.columns:
        gross_tax = ibis.coalesce((lines.gross_with_tax - lines.gross).cast(typed.MONEY), gross_tax)
    if "gross_tax" in lines.columns:
        gross_tax = ibis.coalesce(lines.gross_tax.cast(typed.MONEY), gross_tax)
    discount_tax: ir.Value = typed.tax_on(lines.discount, rate)
    if "net_tax" in lines.columns:
        discount_tax = ibis.coalesce((gross_tax - lines.net_tax).cast(typed.MONEY), discount_tax)
    return lines.mutate(
        gross_net=lines.gross,
        gross_tax=gross_tax,
        discount_net=lines.discount,
        discount_tax=discount_tax,
        price_net=lines.price.cast(typed.MONEY),
    )


def _rate(lines: ir.Table, mapping: Mapping) -> ir.DecimalValue:
    """The line's rate: said, else of its own taxes, else of its order's, else the mapping's."""
    known: list[ir.Value] = []
    net = lines.gross - lines.discount
    if "tax_rate" in lines.columns:
        known.append(lines.tax_rate)
    if "gross_tax" in lines.columns:
        known.append(_rate_of(lines.gross_tax, lines.gross, mapping.prices))
    if "gross_with_tax" in lines.columns:
        known.append(_ratio(lines.gross_with_tax - lines.gross, lines.gross))
    if "net_tax" in lines.columns:
        known.append(_rate_of(lines.net_tax, net, mapping.prices))
    if "order_tax" in lines.columns:
        known.append(_order_rate(lines, mapping))
    if mapping.tax_rate is not None:
        known.append(ibis.literal(mapping.tax_rate, typed.RATE))
    return ibis.coalesce(*known).cast(typed.RATE) if known else ibis.null(typed.RATE)


def _order_rate(lines: ir.Table, mapping: Mapping) -> ir.Value:
    """One average rate for all lines of the order: an export that has only the order's taxes says no more.

    Of the order's total, else of what its lines and its shipping come to. Adjustments, such as tips, are
    taken for untaxed.
    """
    is_taxed = ~lines.is_refund & (lines.kind != "adjustment")
    billed = ibis.ifelse(is_taxed, lines.gross - lines.discount, ZERO)
    billed = billed.sum().over(ibis.window(group_by="order_id")).cast(typed.MONEY)
    tax = lines.order_tax
    if "order_shipping_tax" in lines.columns:
        tax = _money(tax - lines.order_shipping_tax.fill_null(0))
    elif "order_shipping" in lines.columns:
        billed = _money(billed + lines.order_shipping.fill_null(0))
    if "order_fees" in lines.columns:
        billed = _money(billed + lines.order_fees.fill_null(0))
    rate = _ratio(tax, billed - tax if mapping.prices is Prices.INCLUDED else billed)
    if "order_total" in lines.columns:
        rate = _ratio(lines.order_tax, lines.order_total - lines.order_tax).fill_null(rate)
    return ibis.ifelse(is_taxed, rate, ibis.literal(0, typed.RATE))


def _rate_of(tax: ir.Value, billed: ir.Value, prices: Prices) -> ir.Value:
    """The rate that an amount and its tax tell; of a price with tax, the roundest that makes this tax of it: tax
    in cents tells the rate of a small price badly, and what a discount took off must be told by it."""
    if prices is Prices.EXCLUDED:
        return _ratio(tax, billed)
    told = _ratio(tax, billed - tax)
    price, said = billed.cast("float64"), tax.cast("float64")
    found = [told]
    for steps in (1_000, 200):  # thousandths: 2.1 %; half percents: 20 %, 5.5 %
        round_rate = (told.cast("float64") * steps).round() / steps
        made = price - price / (1 + round_rate)
        found.insert(
            0,
            ibis.ifelse(
                (made - said).abs() < HALF_A_CENT, round_rate.cast(typed.RATE), ibis.null(typed.RATE)
            ),
        )
    return ibis.coalesce(*found)


def _ratio(part: ir.Value, whole: ir.Value) -> ir.Value:
    return (part.cast("float64") / whole.cast("float64").nullif(0)).cast(typed.RATE)


def _give_discount_back(lines: ir.Table) -> ir.Table:
    """Lines as they were before a discount that the file has taken off them already."""
    share = _share(lines, lines.order_discount_in_lines.abs().fill_null(0))
    lines = lines.mutate(gross=_money(lines.gross + share), discount=_money(lines.discount + share))
    return lines.mutate(price=(lines.gross / lines.quantity.nullif(0)).cast(typed.EXACT))


def _order_discount(lines: ir.Table) -> ir.Value:
    """What the lines' own discounts leave out: up to the order's subtotal where the file has one."""
    said: ir.Value = ZERO
    if "order_discount" in lines.columns:
        said = lines.order_discount.abs().cast(typed.MONEY)
    if "order_subtotal" not in lines.columns:
        return said
    billed = _discountable(lines).sum().over(ibis.window(group_by="order_id")).cast(typed.MONEY)
    missing = billed - lines.order_subtotal.cast(typed.MONEY)
    # Not `greatest`: without a subtotal it would be zero, not unknown.
    return ibis.coalesce(ibis.ifelse(missing > 0, missing, missing * 0).cast(typed.MONEY), said)


def _share(lines: ir.Table, discount: ir.Value) -> ir.Value:
    """The line's share of a discount of its order, by the lines' amounts. The shares are differences of a
    rounded running total, so that they add up to the discount to the last digit."""
    base = _discountable(lines)
    of_order = ibis.window(group_by="order_id")
    so_far = ibis.cumulative_window(group_by="order_id", order_by="row")
    total = base.sum().over(of_order).cast("float64").nullif(0)
    running = base.sum().over(so_far)

    def rounded(upto: ir.Value) -> ir.Value:
        return (discount.cast("float64") * upto.cast("float64") / total).round(2).cast(typed.MONEY)

    return (rounded(running) - rounded(running - base)).cast(typed.MONEY).fill_null(ZERO)


def _discountable(lines: ir.Table) -> ir.Value:
    return ibis.ifelse((lines.kind == "product") & ~lines.is_refund, lines.gross - lines.discount, ZERO)


def _money(value: ir.Value) -> ir.Value:
    return value.cast(typed.MONEY)
