"""What WooCommerce says of an order's tax, by rate."""

from decimal import Decimal
from typing import Any

from comptoir.connectors.source import Taxed
from comptoir.connectors.woocommerce.tests.shop import Shop
from comptoir.connectors.woocommerce.totals import taxes_of


def order(**fields: Any) -> dict[str, Any]:
    return Shop().order(1, **fields)


def line(net: str, tax: str, *rates: int) -> dict[str, Any]:
    named = [{"id": rate, "total": "1"} for rate in rates]
    return {"id": 1, "total": net, "total_tax": tax, "taxes": named}


def tax_line(rate: int, percent: Any, total: str, shipping: str = "0.00") -> dict[str, Any]:
    return {"rate_id": rate, "rate_percent": percent, "tax_total": total, "shipping_tax_total": shipping}


def taxed(percent: str | None, net: str, tax: str) -> Taxed:
    rate = None if percent is None else Decimal(percent) / 100
    return Taxed(rate, Decimal(net), Decimal(tax))


def test_goods_and_delivery_of_one_rate() -> None:
    assert taxes_of(order()) == (taxed("20", "26.60", "5.32"),)


def test_the_tax_is_that_of_the_tax_lines() -> None:
    """Shops that round the sum, not each line, differ by cents from their lines."""
    lines = [line("1.02", "0.20", 1), line("1.02", "0.20", 1), line("9.99", "0.55", 2)]
    given = order(
        line_items=lines, shipping_lines=[], tax_lines=[tax_line(1, 20, "0.41"), tax_line(2, "5.5", "0.55")]
    )
    assert taxes_of(given) == (taxed("20", "2.04", "0.41"), taxed("5.5", "9.99", "0.55"))


def test_what_bears_no_tax_stands_at_zero() -> None:
    free = {**line("10.00", "0.00"), "taxes": [{"id": 1, "total": ""}]}
    given = order(line_items=[free], shipping_lines=[], tax_lines=[])
    assert taxes_of(given) == (taxed("0", "10.00", "0"),)


def test_a_line_of_several_taxes_bears_their_sum() -> None:
    given = order(
        line_items=[line("100.00", "14.98", 1, 2), line("10.00", "0.50", 1)],
        shipping_lines=[],
        tax_lines=[tax_line(1, 5, "5.50"), tax_line(2, "9.975", "9.98")],
    )
    assert taxes_of(given) == (taxed("14.975", "100.00", "14.98"), taxed("5", "10.00", "0.50"))


def test_a_tax_without_its_rate_is_unknown() -> None:
    given = order(
        line_items=[line("100.00", "8.25", 1)], shipping_lines=[], tax_lines=[tax_line(1, None, "8.25")]
    )
    assert taxes_of(given) == (taxed(None, "100.00", "8.25"),)
