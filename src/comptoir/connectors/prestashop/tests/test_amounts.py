"""Lines and discounts: each order comes to what the shop says, to the cent."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from comptoir.connectors.prestashop.lines import of_order
from comptoir.connectors.prestashop.tests.opened import columns, facts, read
from comptoir.connectors.prestashop.tests.shop import Shop
from comptoir.connectors.shops.api import ShopLine, cents

SIX = Decimal("0.000001")


def total(lines: Sequence[ShopLine]) -> Decimal:
    return sum(((line.gross - line.discount).total for line in lines), Decimal(0))


def only(shop: Shop) -> Shop:
    shop.tables["orders"], shop.tables["order_details"] = [], []
    return shop


def ruled(shop: Shop, number: int, **rule: Any) -> None:
    """A cart rule on an order."""
    shop.unknown -= {"order_cart_rules", "cart_rules"}
    shop.tables.setdefault("cart_rules", []).append({"id": 9, "code": "BIENVENUE"})
    shop.add(
        "order_cart_rules",
        id_order=number,
        id_cart_rule=9,
        name="Bienvenue",
        free_shipping="0",
        deleted="0",
        **rule,
    )


def test_a_discount_is_shared_by_amount_and_taxed_by_line() -> None:
    """10 % off goods of 36.00 at 20 % and 12.00 at 5.5 %."""
    shop = only(Shop())
    goods = (("12.00", "20"), ("4.00", "5.5"))
    shop.order(
        1,
        "2026-10-01 08:00:00",
        goods,
        total_discounts_tax_excl="4.800000",
        total_discounts_tax_incl="5.586000",
        total_paid_tax_incl="56.270000",
    )
    ruled(shop, 1)
    rows = facts(shop)
    assert columns(
        rows, "order_line", "kind", "gross_amount", "gross_tax", "discount_amount", "discount_tax"
    ) == [
        ("product", Decimal("36.0000"), Decimal("7.2000"), Decimal("3.6000"), Decimal("0.7200")),
        ("product", Decimal("12.0000"), Decimal("0.6600"), Decimal("1.2000"), Decimal("0.0700")),
        ("shipping", Decimal("5.0000"), Decimal("1.0000"), Decimal(0), Decimal(0)),
    ]
    assert columns(rows, "order", "discount_amount", "voucher") == [(Decimal("4.8000"), "BIENVENUE")]


def test_a_rule_that_offers_the_shipping_is_a_discount_on_it() -> None:
    shop = only(Shop())
    off = {"total_discounts_tax_excl": "8.600000", "total_discounts_tax_incl": "10.320000"}
    shop.order(1, "2026-10-01 08:00:00", **off)
    told = "kind", "discount_amount", "discount_tax"
    assert columns(facts(shop), "order_line", *told) == [
        ("product", Decimal("8.6000"), Decimal("1.7200")),
        ("shipping", Decimal(0), Decimal(0)),
    ]
    ruled(shop, 1)
    shop.tables["order_cart_rules"][0]["free_shipping"] = "1"
    assert columns(facts(shop), "order_line", *told) == [
        ("product", Decimal("3.6000"), Decimal("0.7200")),
        ("shipping", Decimal("5.0000"), Decimal("1.0000")),
    ]


def test_a_discount_beyond_the_goods_goes_to_the_shipping() -> None:
    shop = only(Shop())
    shop.order(
        1, "2026-10-01 08:00:00", total_discounts_tax_excl="39.000000", total_discounts_tax_incl="46.800000"
    )
    rows = facts(shop)
    assert rows.refused == []
    assert columns(rows, "order_line", "kind", "gross_amount", "discount_amount", "discount_tax") == [
        ("product", Decimal("36.0000"), Decimal("36.0000"), Decimal("7.2000")),
        ("shipping", Decimal("5.0000"), Decimal("3.0000"), Decimal("0.6000")),
    ]


def test_wrapping_is_an_adjustment() -> None:
    shop = only(Shop())
    shop.order(
        1, "2026-10-01 08:00:00", total_wrapping_tax_excl="3.000000", total_wrapping_tax_incl="3.600000"
    )
    lines = columns(facts(shop), "order_line", "kind", "gross_amount", "gross_tax", "tax_rate")
    assert lines[2] == ("adjustment", Decimal("3.0000"), Decimal("0.6000"), Decimal("0.2"))
    assert len(lines) == 3


def test_what_does_not_add_up_is_named() -> None:
    shop = only(Shop())
    shop.order(1, "2026-10-01 08:00:00", total_paid_tax_incl="50.000000")
    lines = columns(facts(shop), "order_line", "line_id", "kind", "gross_amount", "gross_tax", "product_name")
    assert lines[2] == (
        "difference",
        "adjustment",
        Decimal("0.8000"),
        Decimal(0),
        "Difference to the shop's total",
    )


def test_a_named_rate_goes_before_what_rounded_amounts_tell() -> None:
    shop = only(Shop())
    shop.order(1, "2026-10-01 08:00:00", (("0.07", "20"),))
    detail = shop.tables["order_details"][0]
    detail |= {"total_price_tax_incl": "0.250000", "associations": {"taxes": [{"id": 1}]}}
    rate = columns(facts(shop), "order_line", "tax_rate")[0][0]
    assert rate == Decimal("0.2")
    # One that the amounts do not bear out is not believed.
    shop.order(2, "2026-10-01 08:00:00", (("100.00", "5.5"),))
    shop.tables["order_details"][-1]["associations"] = {"taxes": [{"id": 1}]}
    assert columns(facts(shop), "order_line", "tax_rate")[2][0] == Decimal("0.055")


def decimals(low: int, high: int, places: int = 6) -> st.SearchStrategy[Decimal]:
    """As `st.decimals`, which takes its time."""
    return st.integers(low * 10**places, high * 10**places).map(
        lambda digits: Decimal(digits).scaleb(-places)
    )


MONEY = decimals(1, 5_000)
RATES = st.sampled_from([Decimal(rate) for rate in ("0", "0.021", "0.055", "0.1", "0.2")])


@given(
    goods=st.lists(st.tuples(MONEY, RATES), min_size=1, max_size=12),
    postage=decimals(0, 50),
    part=decimals(0, 1, 4),
    is_offered=st.booleans(),
)
def test_any_order_comes_to_its_total(
    goods: list[tuple[Decimal, Decimal]], postage: Decimal, part: Decimal, is_offered: bool
) -> None:
    worth = sum(net for net, _rate in goods)
    tax = sum(net * rate for net, rate in goods)
    off = (worth * part + (postage if is_offered else 0)).quantize(SIX)
    off_total = ((worth + tax) * part + (postage * Decimal("1.2") if is_offered else 0)).quantize(SIX)
    record = {
        "details": [
            {
                "id": place,
                "product_quantity": 1,
                "total_price_tax_excl": str(net),
                "total_price_tax_incl": str((net + net * rate).quantize(SIX)),
                "tax_rates": [],
            }
            for place, (net, rate) in enumerate(goods, 1)
        ],
        "rules": [{"free_shipping": "1" if is_offered else "0"}],
        "total_shipping_tax_excl": str(postage),
        "total_shipping_tax_incl": str((postage * Decimal("1.2")).quantize(SIX)),
        "total_wrapping_tax_excl": "0.000000",
        "total_wrapping_tax_incl": "0.000000",
        "total_discounts_tax_excl": str(off),
        "total_discounts_tax_incl": str(off_total),
        "total_paid_tax_incl": str(cents(worth + tax + postage * Decimal("1.2") - off_total)),
    }
    lines = of_order(record)
    assert cents(total(lines)) == Decimal(record["total_paid_tax_incl"])  # type: ignore[arg-type]
    # What closes the order is rounding: a cent or two.
    assert all(abs(line.gross.total) <= Decimal("0.02") for line in lines if line.line_id == "difference")
    for line in lines:
        assert line.discount.net <= line.gross.net + Decimal("0.01") or line.kind == "adjustment"
        assert line.discount.net >= 0


def test_details_are_read_with_the_order_alone() -> None:
    """Each order has its own lines, whatever stands on the page beside it."""
    shop = only(Shop())
    shop.order(1, "2026-10-01 08:00:00")
    shop.order(12, "2026-10-01 08:00:00", (("1.00", "20"), ("2.00", "20")))
    assert [len(record["details"]) for record in read(shop)] == [1, 2]
