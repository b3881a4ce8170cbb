"""The files of the simulated service after sales: parcels, requests and reviews as the world's ledger has them."""

from pathlib import Path

import numpy as np
import pytest

from comptoir.connectors.spreadsheets.exports import LAYOUTS
from comptoir.connectors.tests.door import Read, read
from comptoir.connectors.tests.worlds import exported, lived
from comptoir.simulator.exports.amazon import identifiers

REASONS = {"Où est ma commande ?", "Retour", "Question sur un article", "Paiement", "Facture"}


def found(tmp_path: Path, *layouts: str) -> dict[str, list[Read]]:
    """Start of the file's name -> what each of its months gives."""
    reads: dict[str, list[Read]] = {}
    for path in exported(tmp_path, *layouts):
        if path.parent.name == "after_sales":
            one = read(path, LAYOUTS)
            assert one.rejects == []
            reads.setdefault(path.stem.split("-")[0], []).append(one)
    return reads


def facts(reads: list[Read]) -> list[dict]:
    return [row for one in reads for row in one.facts]


@pytest.mark.slow
def test_what_the_ledger_has_is_read(tmp_path: Path) -> None:
    reads, world = found(tmp_path, "after_sales"), lived()
    assert {name: set(*zip(*(one.layouts for one in each), strict=True)) for name, each in reads.items()} == {
        "expeditions": {"shipments"},
        "demandes": {"contacts"},
        "avis": {"reviews"},
    }
    day = {row["order"]: row["day"] for row in world.orders.to_pylist()}
    parcels = {int(row["order_id"]): row for row in facts(reads["expeditions"])}
    assert len(parcels) == len(world.shipments) > 50
    for row in world.shipments.to_pylist():
        told = parcels[row["order"]]
        assert (told["day"], told["promised_ship_day"]) == (day[row["order"]], row["ship_by"])
        assert (told["shipped_day"], told["delivered_day"]) == (row["shipped_on"], row["delivered_on"])
        assert (told["promised_delivery_day"], told["cost_amount"] * 100) == (row["promised_on"], row["cost"])
    requests = facts(reads["demandes"])
    assert sorted(int(row["contact_id"]) for row in requests) == world.contacts["contact"].to_pylist()
    assert {row["reason"] for row in requests} <= REASONS
    stars = sorted((row["day"], row["sku"], row["stars"]) for row in world.reviews.to_pylist())
    assert sorted((row["day"], row["sku"], int(row["rating"])) for row in facts(reads["avis"])) == stars


@pytest.mark.slow
def test_a_parcel_has_the_number_of_its_marketplace(tmp_path: Path) -> None:
    """As the marketplace's own report, beside which it is read."""
    told = facts(found(tmp_path, "marketplaces", "after_sales")["expeditions"])
    orders = {row["order"]: row["sales_channel"] for row in lived().orders.to_pylist()}
    own = {
        "site": ("site", str),
        "Amazon": ("Amazon.fr", lambda order: str(identifiers(np.array([order]))[0])),
        "ManoMano": ("ManoMano", lambda order: f"{order}-A"),
    }
    expected = set()
    for order in lived().shipments["order"].to_pylist():
        name, number = own[orders[order]]
        expected.add((name, number(order)))
    assert {(row["sales_channel"], row["order_id"]) for row in told} == expected
    assert {name for name, _number in expected} == {"site", "Amazon.fr", "ManoMano"}


def test_some_parcels_leave_late(tmp_path: Path) -> None:
    """Few, and only such as arrive late: the rate of the cockpit has something to show."""
    rows = lived().shipments.to_pylist()
    late = [row for row in rows if row["shipped_on"] > row["ship_by"]]
    assert 0.005 < len(late) / len(rows) < 0.10
    arrived = [row for row in late if row["delivered_on"]]
    assert arrived
    assert all(row["delivered_on"] > row["promised_on"] for row in arrived)
    assert all(row["shipped_on"].weekday() < 5 for row in late)
