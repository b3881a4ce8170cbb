"""Orders of marketplaces by the mappings shipped for them: to the cent what the simulated shop sold there."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from comptoir.connectors.files.api import guess_mapping, preset, recognise
from comptoir.connectors.files.tests.staging_help import PARIS, rejects, rows, staged
from comptoir.simulator.dirt import Dirt
from comptoir.simulator.exports import write
from comptoir.simulator.exports.amazon import identifiers
from comptoir.simulator.exports.tests.worlds import made
from comptoir.simulator.world import World

type Facts = dict[str, list[dict[str, Any]]]

CENT = Decimal("0.01")
PRESETS = {"amazon": "amazon", "manomano": "mirakl"}
SALES = {"completed": "sold", "processing": "sold", "refunded": "sold"}
STATUSES = SALES | {"pending": "pending", "failed": "cancelled", "cancelled": "cancelled"}


@pytest.fixture(scope="module")
def world() -> World:
    return made(days=60, per_day=8)


@pytest.fixture(scope="module")
def imported(world: World, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Facts]:
    """Marketplace -> the facts of its reports, by the mapping that their header calls for."""
    facts: dict[str, Facts] = {name: defaultdict(list) for name in PRESETS}
    for path in write(world, tmp_path_factory.mktemp("m"), ["marketplaces"], Dirt.none(), cut="whole"):
        if path.name.startswith("commandes"):
            marketplace = path.parent.name
            mapping = guess_mapping(recognise(path))
            assert mapping.name == PRESETS[marketplace]
            with staged(path, mapping) as result:
                assert rejects(result) == []
                for name, table in result.tables.items():
                    facts[marketplace][name] += table.to_pyarrow().to_pylist()
    return facts


def cents(value: Decimal) -> int:
    return int((value / CENT).to_integral_value(ROUND_HALF_UP))


def untaxed(amount: int, rate: float) -> int:
    return int((Decimal(amount) / (1 + Decimal(str(rate)))).to_integral_value(ROUND_HALF_UP))


def sold_on(world: World, channel: str) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    lines = defaultdict(list)
    for line in world.lines.to_pylist():
        lines[line["order"]].append(line)
    for order in world.orders.to_pylist():
        if order["sales_channel"] == channel:
            yield order, lines[order["order"]]


def number(order: int, channel: str) -> str:
    return str(identifiers(np.array([order]))[0]) if channel == "Amazon" else f"{order}-A"


@pytest.mark.slow
@pytest.mark.parametrize(("channel", "sells_as"), [("Amazon", "Amazon.fr"), ("ManoMano", "Mirakl")])
def test_what_was_sold(world: World, imported: dict[str, Facts], channel: str, sells_as: str) -> None:
    facts = imported[channel.lower()]
    expected, orders = {}, {}
    for order, lines in sold_on(world, channel):
        orders[number(order["order"], channel)] = (order["day"], STATUSES[order["status"]], order["country"])
        for place, line in enumerate(lines, start=1):
            gross = line["unit_price"] * line["quantity"]
            net = untaxed(gross - line["discount"], line["tax_rate"])
            expected[number(order["order"], channel), place] = (
                *(line["sku"], line["quantity"], line["tax_rate"]),
                *(untaxed(gross, line["tax_rate"]), net, gross - line["discount"] - net),
            )
    read = {
        (row["order_id"], row["line_number"]): (
            *(row["sku"], row["quantity"], float(row["tax_rate"]), cents(row["gross_amount"])),
            cents(row["gross_amount"] - row["discount_amount"]),
            cents(row["gross_tax"] - row["discount_tax"]),
        )
        for row in facts["order_line"]
        if row["kind"] == "product"
    }
    assert read == expected
    assert {row["order_id"]: (row["day"], row["status"], row["country"]) for row in facts["order"]} == orders
    assert {row["sales_channel"] for rows in (facts["order"], facts["order_line"]) for row in rows} == {
        sells_as
    }
    assert len(orders) > 30


@pytest.mark.parametrize("channel", ["Amazon", "ManoMano"])
def test_shipping(world: World, imported: dict[str, Facts], channel: str) -> None:
    """With its own tax where the report tells it, else with that of the goods."""
    charged, taxes = {}, {}
    for order, _lines in sold_on(world, channel):
        if order["shipping"]:
            charged[number(order["order"], channel)] = order["shipping"]
            net = untaxed(order["shipping"], order["shipping_tax_rate"])
            taxes[number(order["order"], channel)] = order["shipping"] - net
    lines = [row for row in imported[channel.lower()]["order_line"] if row["kind"] == "shipping"]
    assert {row["order_id"]: cents(row["gross_amount"] + row["gross_tax"]) for row in lines} == charged
    if channel == "Amazon":
        assert {row["order_id"]: cents(row["gross_tax"]) for row in lines} == taxes


def test_what_a_mirakl_marketplace_gave_back(world: World, imported: dict[str, Facts]) -> None:
    mine = {order["order"]: number(order["order"], "ManoMano") for order, _ in sold_on(world, "ManoMano")}
    expected: dict[tuple[str, int], int] = defaultdict(int)
    for row in world.refund_lines.to_pylist():
        if row["order"] in mine:
            expected[mine[row["order"]], row["line"]] += row["amount"]
    facts = imported["manomano"]
    read = {
        (row["order_id"], row["line_number"]): cents(row["amount"] + row["tax"]) for row in facts["refund"]
    }
    assert read == expected
    assert expected


def test_what_a_mirakl_marketplace_kept(world: World, imported: dict[str, Facts]) -> None:
    """The commissions of sold orders, to the cent and on the day of their order; nothing of the others."""
    sold = {
        number(order["order"], "ManoMano"): order["day"]
        for order, _lines in sold_on(world, "ManoMano")
        if STATUSES[order["status"]] == "sold"
    }
    kept = {f"{row['order']}-A": row["amount"] for row in world.fees.to_pylist()}
    read: dict[str, int] = defaultdict(int)
    fees = imported["manomano"]["fee"]
    for row in fees:
        read[row["order_id"]] += cents(row["fee_amount"])
        # The file tells both: 20 % of each line's, in cents.
        assert abs(cents(row["fee_tax"]) - cents(row["fee_amount"]) / 5) <= 1
        assert row["day"] == row["order_day"] == sold[row["order_id"]]
    assert read == {order: kept[order] for order in sold}
    assert len({row["fee_id"] for row in fees}) == len(fees) > len(read) > 20
    assert {(row["kind"], row["provider"], row["sales_channel"], row["currency"]) for row in fees} == {
        ("marketplace", "Mirakl", "Mirakl", "EUR")
    }
    assert "fee" not in imported["amazon"]


MIRAKL = (
    "Date de création;Numéro de commande;Statut;Quantité;Référence offre;Montant produit;Devise;Commission HT;"
    "Commission TTC;Montant remboursé;Commission remboursée HT\n"
)
FEE = ("order_id", "sku", "day", "fee_amount", "fee_tax", "kind")


def test_commissions_of_lines_and_what_of_them_is_given_back(tmp_path: Path) -> None:
    """Negative as some operators write them; nothing kept is known, a blank cell is not; a word refuses its row."""
    path = tmp_path / "orders.csv"
    path.write_text(
        MIRAKL
        + "21/07/2026 23:30:00;1-A;Reçue;1;A;120,00;EUR;15,00;18,00;;\n"
        + "21/07/2026 23:30:00;1-A;Reçue;2;B;60,00;EUR;-7,51;-9,01;30,00;3,75\n"
        + "22/07/2026 10:00:00;2-A;Expédiée;1;A;120,00;EUR;0;0;;\n"
        + "22/07/2026 10:00:00;3-A;Expédiée;1;A;120,00;EUR;;;;\n"
        + "22/07/2026 10:00:00;4-A;Annulée;1;A;120,00;EUR;15,00;18,00;;\n"
        + "22/07/2026 10:00:00;5-A;En attente de débit;1;A;120,00;EUR;15,00;18,00;;\n"
        + "22/07/2026 10:00:00;6-A;Reçue;1;A;120,00;EUR;quinze;18,00;;\n"
    )
    mapping = guess_mapping(recognise(path))
    assert mapping.name == "mirakl"
    with staged(path, mapping) as result:
        assert rows(result, "fee", *FEE) == [
            ("1-A", "A", "2026-07-21", "15.00", "3.00", "marketplace"),
            ("1-A", "B", "2026-07-21", "7.51", "1.50", "marketplace"),
            ("1-A", "B", "2026-07-21", "-3.75", "-0.75", "marketplace"),
            ("2-A", "A", "2026-07-22", "0.00", "0.00", "marketplace"),
        ]
        assert rejects(result) == [("8", "Commission HT", "quinze", "bad_number")]


AMAZON = (
    "amazon-order-id\tpurchase-date\torder-status\tsales-channel\tproduct-name\tsku\tquantity\tcurrency\t"
    "item-price\titem-tax\tshipping-price\tshipping-tax\titem-promotion-discount\tship-promotion-discount\t"
    "ship-country\n"
)
LINE = ("order_id", "line_number", "kind", "gross_amount", "gross_tax", "discount_amount", "discount_tax")


def test_amazon_promotions_and_shipping_by_line(tmp_path: Path) -> None:
    """10 % off 9.90 and 5.5 %; shipping shared out, offered on one line; the price of a cancelled row is blank."""
    path = tmp_path / "orders.txt"
    path.write_text(
        AMAZON
        + "402-1\t2026-03-01T23:30:00+00:00\tShipped\tAmazon.de\tA\tA\t1\tEUR\t9.90\t1.49\t2.40\t0.40\t0.99\t\tDE\n"
        + "402-1\t2026-03-01T23:30:00+00:00\tShipped\tAmazon.de\tB\tB\t2\tEUR\t21.10\t1.10\t1.20\t0.20\t\t\tDE\n"
        + "402-2\t2026-03-02T10:00:00+00:00\tUnshipped\tAmazon.fr\tA\tA\t1\tEUR\t12.00\t2.00\t3.99\t0.67\t\t3.99\tFR\n"
        + "402-3\t2026-03-02T10:00:00+00:00\tCancelled\tAmazon.fr\tA\tA\t1\tEUR\t\t\t\t\t\t\tFR\n"
    )
    with staged(path, guess_mapping(recognise(path))) as result:
        assert rows(result, "order_line", *LINE) == [
            ("402-1", "1", "product", "8.25", "1.65", "0.83", "0.16"),
            ("402-1", "2", "product", "20.00", "1.10", "0.00", "0.00"),
            ("402-1", "3", "shipping", "3.00", "0.60", "0.00", "0.00"),
            ("402-2", "1", "product", "10.00", "2.00", "0.00", "0.00"),
        ]
        assert rows(result, "order", "order_id", "day", "sales_channel", "country") == [
            ("402-1", "2026-03-02", "Amazon.de", "DE"),
            ("402-2", "2026-03-02", "Amazon.fr", "FR"),
        ]
        assert rejects(result) == [("5", "item-price", "-", "missing_value")]


@pytest.mark.slow
def test_mirakl_in_english(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(
        "Date created;Order number;Order line no.;Status;Quantity;Details;Offer SKU;Category label;Unit price;"
        "Shipping price;Currency;Commission (excluding taxes)\n"
        "21/07/2026 - 09:37:10;ORD-1-A;1;Received;2;Candle;A-1;Home;12.00;4.90;EUR;3.60\n"
        "21/07/2026 - 10:00:00;ORD-2-A;2;Canceled;1;Plaid;B-1;Home;30.00;0.00;EUR;0\n"
    )
    mapping = guess_mapping(recognise(path))
    assert mapping.name == "mirakl"
    with staged(path, mapping.with_(tax_rate=Decimal("0.2"))) as result:
        assert rows(
            result, "order_line", "order_id", "kind", "status", "day", "gross_amount", "gross_tax"
        ) == [
            ("ORD-1-A", "product", "sold", "2026-07-21", "20.00", "4.00"),
            ("ORD-1-A", "shipping", "sold", "2026-07-21", "4.08", "0.82"),
            ("ORD-2-A", "product", "cancelled", "2026-07-21", "25.00", "5.00"),
        ]
        assert rows(result, "fee", "order_id", "fee_amount", "fee_tax", "day") == [
            ("ORD-1-A", "3.60", "0.00", "2026-07-21")
        ]
        assert rejects(result) == []


PRICES = st.integers(100, 500_000)
RATES = st.sampled_from(["0.2", "0.1", "0.055", "0.021", "0.19", "0.22", "0.25", "0"])


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(PRICES, RATES, st.integers(0, 60), st.integers(1, 9)), min_size=1, max_size=8))
def test_tax_in_cents_gives_the_line_back(
    tmp_path_factory: pytest.TempPathFactory, sold: list[tuple[int, str, int, int]]
) -> None:
    """Price with tax, tax of what is left after the promotion: amount and tax without rounding, rate and all."""
    text, expected = AMAZON, []
    for place, (price, rate, percent, units) in enumerate(sold):
        discount = price * percent // 100
        net = untaxed(price - discount, float(rate))
        tax = price - discount - net
        assume(price - discount > 0)
        amounts = [f"{Decimal(one) / 100:.2f}" for one in (price, tax, discount)]
        text += (
            f"402-{place}\t2026-03-01T10:00:00+00:00\tShipped\tAmazon.fr\tA\tA\t{units}\tEUR\t{amounts[0]}\t{amounts[1]}\t"
            f"\t\t{amounts[2]}\t\tFR\n"
        )
        expected.append(
            (f"402-{place}", Decimal(net) / 100, Decimal(tax) / 100, price - discount >= 1_000 and rate)
        )
    path = tmp_path_factory.mktemp("a") / "orders.txt"
    path.write_text(text)
    with staged(path, preset("amazon"), zone=PARIS) as result:
        lines = result.tables["order_line"].order_by("order_id").to_pyarrow().to_pylist()
        assert rejects(result) == []
    assert [
        (
            row["order_id"],
            row["gross_amount"] - row["discount_amount"],
            row["gross_tax"] - row["discount_tax"],
        )
        for row in lines
    ] == [one[:3] for one in expected]
    # Above ten euros the cents of the tax tell each of these rates.
    assert all(row["tax_rate"] == Decimal(one[3]) for row, one in zip(lines, expected, strict=True) if one[3])
