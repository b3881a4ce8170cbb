"""Reports of marketplaces: amounts with tax, and what the marketplace keeps."""

import csv
from pathlib import Path
from typing import Any

import pytest

from comptoir.connectors.files.api import Mapping
from comptoir.simulator.dirt import Dirt
from comptoir.simulator.exports import write
from comptoir.simulator.exports.tests.reading import SOLD, by_day, cents, imported, refunded, sold_lines
from comptoir.simulator.world import World

AMAZON = Mapping.from_yaml(
    """
    name: amazon
    prices: included
    tax_rate: 0
    columns:
      order_id: merchant-order-id
      ordered_at: purchase-date
      status: order-status
      currency: currency
      country: ship-country
      sales_channel: {value: Amazon}
      order_shipping: shipping-price
      sku: sku
      product_name: product-name
      quantity: quantity
      gross_amount: item-price
      discount_amount: item-promotion-discount
    statuses: {Shipped: sold, Unshipped: sold, Pending: pending, Cancelled: cancelled}
    """
)
MIRAKL = Mapping.from_yaml(
    """
    name: manomano
    prices: included
    numbers: {decimal: ","}
    dates: day_first
    columns:
      order_id: Numéro de commande
      ordered_at: Date de création
      status: Statut
      country: Pays de livraison
      currency: Devise
      sales_channel: {value: ManoMano}
      line_id: Numéro de ligne
      sku: Référence offre
      product_name: Détails
      quantity: Quantité
      net_amount: Montant produit
      tax_rate: Taux de TVA
      refunded_amount: Montant remboursé
    statuses:
      Reçue: sold
      Expédition en cours: sold
      Remboursée: refunded
      En attente de débit: pending
      Annulée: cancelled
    """
)


@pytest.fixture(scope="module")
def reports(small: World, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write(small, tmp_path_factory.mktemp("m"), ["woocommerce", "marketplaces"], Dirt.none())


def sales(world: World, channel: str) -> dict[Any, int]:
    lines = sold_lines(world).values()
    return by_day(
        [
            (one["day"], one["net"] + one["tax"])
            for one in lines
            if one["channel"] == channel and one["is_sold"]
        ]
    )


def of_folder(reports: list[Path], name: str, start: str = "commandes") -> list[Path]:
    return [path for path in reports if path.parent.name == name and path.name.startswith(start)]


@pytest.mark.slow
def test_the_shops_own_export_leaves_them_out(small: World, reports: list[Path]) -> None:
    facts = imported(of_folder(reports, "woocommerce"), "woocommerce")
    assert {row["sales_channel"] for row in facts["order"]} == {"site"}


@pytest.mark.slow
@pytest.mark.parametrize(("channel", "mapping"), [("Amazon", AMAZON), ("ManoMano", MIRAKL)])
def test_sales_by_day(small: World, reports: list[Path], channel: str, mapping: Mapping) -> None:
    facts = imported(of_folder(reports, channel.lower()), mapping=mapping)
    read = [
        (row["day"], row["gross_amount"] + row["gross_tax"] - row["discount_amount"] - row["discount_tax"])
        for row in facts["order_line"]
        if row["kind"] == "product" and row["status"] == "sold"
    ]
    assert {key: cents(amount) for key, amount in by_day(read).items()} == sales(small, channel)
    assert len(sales(small, channel)) > 20


def test_mirakl_net_sales_and_commissions(small: World, reports: list[Path]) -> None:
    paths = of_folder(reports, "manomano")
    rows = [row for path in paths for row in csv.DictReader(path.open(encoding="utf-8-sig"), delimiter=";")]
    mine = {row["order"] for row in small.orders.to_pylist() if row["sales_channel"] == "ManoMano"}
    kept = {row["order"]: row["amount"] for row in small.fees.to_pylist() if row["order"] in mine}
    read = by_day([(row["Numéro de commande"], _cents(row["Commission HT"])) for row in rows])
    assert read == {(f"{order}-A",): amount for order, amount in kept.items()}
    shipping = by_day([(row["Numéro de commande"], _cents(row["Frais de port"])) for row in rows])
    assert shipping == {
        (f"{row['order']}-A",): row["shipping"]
        for row in small.orders.to_pylist()
        if row["order"] in mine and row["shipping"]
    }


def test_amazons_settlements_add_up(small: World, reports: list[Path]) -> None:
    """Sales with shipping, less commissions and refunds, each on its own day."""
    paths = of_folder(reports, "amazon", "versements")
    rows = [row for path in paths for row in csv.DictReader(path.open(encoding="utf-8"), delimiter="\t")]
    orders = {row["order"]: row for row in small.orders.to_pylist() if row["sales_channel"] == "Amazon"}
    sold = {number for number, row in orders.items() if row["status"] in SOLD}
    paid = sum(sales(small, "Amazon").values()) + sum(orders[number]["shipping"] for number in sold)
    kept = sum(row["amount"] for row in small.fees.to_pylist() if row["order"] in sold)
    back = {int(order): amount for (order, _), amount in refunded(small).items() if int(order) in sold}
    totals = by_day([(row["transaction-type"], _cents(row["amount"])) for row in rows])
    assert totals == {("Order",): paid - kept, ("Refund",): -sum(back.values())}
    days = {
        (int(order), f"{day:%d.%m.%Y}") for (order, day), _ in refunded(small).items() if int(order) in sold
    }
    read = {
        (int(row["merchant-order-id"]), row["posted-date"])
        for row in rows
        if row["transaction-type"] == "Refund"
    }
    assert read == days
    months = {path.stem.removeprefix("versements-2025-") for path in paths}
    assert {row["posted-date"][3:5] for row in rows} == months


def _cents(text: str) -> int:
    return round(float(text.replace(",", ".")) * 100)
