"""The orders of each shop's export, read through the importer's own door, against the world's."""

from pathlib import Path

import pytest

from comptoir.connectors.files.api import guess_mapping, recognise
from comptoir.simulator.dirt import Dirt
from comptoir.simulator.exports import write
from comptoir.simulator.exports.tests.reading import (
    SOLD,
    Facts,
    by_day,
    cents,
    imported,
    refunded,
    sold_lines,
)
from comptoir.simulator.world import World

CHANNELS = {
    None: None,
    "seo": "organic_search",
    "sea_brand": "paid_search_brand",
    "sea_generic": "paid_search",
    "shopping": "paid_shopping",
    "paid_social": "paid_social",
    "email": "email",
    "affiliation": "affiliates",
    "direct": "direct",
}
"""The shop's word for a channel -> the one that every source shares."""


@pytest.fixture(scope="module")
def woocommerce(small: World, tmp_path_factory: pytest.TempPathFactory) -> Facts:
    paths = write(small, tmp_path_factory.mktemp("w"), ["woocommerce"], Dirt.none())
    return imported(paths[:-1], "woocommerce")


@pytest.mark.slow
def test_woocommerce_lines_are_the_worlds_to_the_cent(small: World, woocommerce: Facts) -> None:
    expected = sold_lines(small)
    read = [row for row in woocommerce["order_line"] if row["kind"] == "product"]
    assert len(read) == len(expected)
    for row in read:
        line = expected[row["order_id"], row["line_number"]]
        assert (row["status"] == "sold") == line["is_sold"]
        assert (row["day"], row["sales_channel"]) == (line["day"], line["channel"])
        assert (row["sku"], int(row["quantity"])) == (line["sku"], line["quantity"])
        amounts = (row["gross_amount"], row["gross_tax"], row["gross_amount"] - row["discount_amount"])
        assert [cents(amount) for amount in amounts] == [line["gross"], line["gross_tax"], line["net"]]
        assert cents(row["gross_tax"] - row["discount_tax"]) == line["tax"]


@pytest.mark.slow
def test_woocommerce_shipping_buyers_and_channels(small: World, woocommerce: Facts) -> None:
    people = {row["customer"]: row["email"] for row in small.people.to_pylist()}
    orders = {row["order_id"]: row for row in woocommerce["order"]}
    shipping = {row["order_id"]: row for row in woocommerce["order_line"] if row["kind"] == "shipping"}
    assert len(orders) == len(small.orders)
    for row in small.orders.to_pylist():
        read = orders[str(row["order"])]
        assert read["reference"] == people.get(row["customer"])
        assert (read["traffic_channel"], read["voucher"]) == (
            CHANNELS[row["traffic_channel"]],
            row["voucher"],
        )
        assert read["country"] == row["country"]
        charged = shipping.get(str(row["order"]))
        assert (0 if charged is None else cents(charged["gross_amount"] + charged["gross_tax"])) == row[
            "shipping"
        ]


def test_woocommerce_refunds_stand_on_the_first_refunds_day(small: World, woocommerce: Facts) -> None:
    read = by_day(
        [(row["order_id"], row["day"], row["amount"] + row["tax"]) for row in woocommerce["refund"]]
    )
    expected = refunded(small)
    assert len(expected) > 30
    assert {key: cents(amount) for key, amount in read.items()} == expected


@pytest.mark.slow
def test_prestashop(small: World, tmp_path: Path) -> None:
    """Gross amounts to the cent by line, discounts to the cent by order, refunds of goods with their units."""
    facts = imported(write(small, tmp_path, ["prestashop"], Dirt.none())[:-1], "prestashop")
    lines = sold_lines(small)
    read = [row for row in facts["order_line"] if row["kind"] == "product"]
    assert {
        (row["order_id"], row["line_number"]): (cents(row["gross_amount"]), cents(row["gross_tax"]))
        for row in read
    } == {key: (line["gross"], line["gross_tax"]) for key, line in lines.items()}
    net = by_day(
        [(row["order_id"], row["day"], cents(row["gross_amount"] - row["discount_amount"])) for row in read]
    )
    assert net == by_day([(order, line["day"], line["net"]) for (order, _), line in lines.items()])
    days = {row["refund"]: row["day"] for row in small.refunds.to_pylist()}
    assert by_day(
        [
            (row["order_id"], row["sku"], row["day"], int(row["quantity"]))
            for row in facts["refund"]
            if row["kind"] == "product"
        ]
    ) == by_day(
        [
            (str(row["order"]), row["sku"], days[row["refund"]], row["quantity"])
            for row in small.refund_lines.to_pylist()
        ]
    )


@pytest.mark.slow
def test_shopify(small: World, tmp_path: Path) -> None:
    """Amounts with tax to the cent by order; no order whose payment failed."""
    facts = imported(write(small, tmp_path, ["shopify"], Dirt.none())[:-1], "shopify")
    lines = sold_lines(small)
    known = {f"#{row['order']}": row for row in small.orders.to_pylist() if row["status"] != "failed"}
    orders = {row["order_id"]: row for row in facts["order"]}
    assert orders.keys() == known.keys()
    for number, row in known.items():
        assert (orders[number]["status"] == "sold") == (row["status"] in SOLD)
        assert orders[number]["day"] == row["day"]
        assert orders[number]["sales_channel"] == {"site": "web"}.get(
            row["sales_channel"], row["sales_channel"]
        )
    billed = by_day(
        [
            (
                row["order_id"],
                row["gross_amount"] + row["gross_tax"] - row["discount_amount"] - row["discount_tax"],
            )
            for row in facts["order_line"]
            if row["kind"] == "product"
        ]
    )
    assert {key: cents(amount) for key, amount in billed.items()} == by_day(
        [
            (f"#{order}", line["net"] + line["tax"])
            for (order, _), line in lines.items()
            if f"#{order}" in known
        ]
    )
    back = by_day([(row["order_id"], row["amount"] + row["tax"]) for row in facts["refund"]])
    assert {key: cents(amount) for key, amount in back.items()} == {
        (f"#{order}",): amount for (order, _), amount in refunded(small).items()
    }


@pytest.mark.parametrize("shop", ["woocommerce", "prestashop", "shopify"])
def test_items_are_read_by_their_own_mapping(small: World, tmp_path: Path, shop: str) -> None:
    path = write(small, tmp_path, [shop], Dirt.none())[-1]
    facts = imported([path], f"{shop}_products")
    last = {row["sku"]: row["on_hand"] for row in small.stock.to_pylist() if row["day"] == small.last}
    assert {row["sku"]: (row["name"], int(row["stock"]), row["active"]) for row in facts["product"]} == {
        row["sku"]: (row["name"], last[row["sku"]], True) for row in small.products.to_pylist()
    }
    assert {row["source"] for row in facts["product"]} == {shop}


def test_orders_are_cut_by_month_or_not_at_all_and_never_within_an_order(
    small: World, tmp_path: Path
) -> None:
    by_month = write(small, tmp_path / "m", ["woocommerce"], Dirt.none())
    whole = write(small, tmp_path / "w", ["woocommerce"], Dirt.none(), cut="whole")
    assert [path.name for path in by_month] == [
        *(f"commandes-2025-0{month}.csv" for month in range(1, 5)),
        "produits.csv",
    ]
    assert [path.name for path in whole] == ["commandes-2025.csv", "produits.csv"]
    months = [path.read_text().splitlines() for path in by_month[:-1]]
    assert [row for rows in months for row in rows[1:]] == whole[0].read_text().splitlines()[1:]
    numbers = [{row.split(",")[0] for row in rows[1:]} for rows in months]
    assert sum(map(len, numbers)) == len(set().union(*numbers))
    assert guess_mapping(recognise(whole[0])).name == "woocommerce"
