"""All layouts together: each file finds its own, and none takes the orders and items of a shop."""

import re
from collections import Counter
from pathlib import Path

import pytest

from comptoir.connectors.files.api import recognised_exports
from comptoir.connectors.registry import LAYOUTS, USELESS
from comptoir.connectors.tests.worlds import exported
from comptoir.entities.registry import ENTITIES

SAMPLES = Path(__file__).parents[1] / "files" / "tests" / "samples"


def layouts(path: Path) -> set[str]:
    with recognised_exports(path, LAYOUTS, USELESS) as holds:
        return {one.layout.name for one in holds.found} | {one.name for one in holds.useless}


def test_names_are_unique_and_entities_known() -> None:
    names = Counter(one.name for one in (*LAYOUTS, *USELESS))
    assert names.most_common(1)[0][1] == 1
    assert {one.entity for one in LAYOUTS} <= set(ENTITIES)
    assert all(one.label and one.advice for one in (*LAYOUTS, *USELESS))


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda path: path.name)
def test_the_samples_of_shops_are_no_tools_export(path: Path) -> None:
    assert layouts(path) == set()


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (
            'Date,"Commande n°",État,Client,"Type de client",Produit(s),"Articles vendus","Ventes nettes"',
            "woocommerce_analytics_orders",
        ),
        ('ID;Référence;"Nouveau client";Livraison;Client;Total;Paiement;État;Date', "prestashop_orders"),
        ("id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Fee,Status", "stripe_payments"),
    ],
)
def test_lists_of_whole_orders_say_what_to_take_in_their_place(
    tmp_path: Path, header: str, name: str
) -> None:
    path = tmp_path / "export.csv"
    path.write_text(f"{header}\n{re.sub('[^,;]+', '1', header)}\n", encoding="utf-8")
    assert layouts(path) == {name}


@pytest.mark.slow
@pytest.mark.parametrize("shop", ["woocommerce", "prestashop", "shopify"])
def test_a_shops_orders_and_items_are_no_tools_export(tmp_path: Path, shop: str) -> None:
    paths = exported(tmp_path, shop)
    assert len(paths) > 1
    assert [layouts(path) for path in (paths[0], paths[-1])] == [set(), set()]


@pytest.mark.slow
def test_each_file_of_the_simulated_shop_finds_its_layout(tmp_path: Path) -> None:
    found = {}
    for path in exported(tmp_path, "marketplaces", "search_console", "stock", "mails"):
        kind = (path.relative_to(tmp_path).parts[0], path.name.split("-")[0].split(".")[0])
        found[kind] = layouts(path)
    assert found == {
        ("amazon", "commandes"): set(),
        ("amazon", "versements"): {"amazon_settlement_fees", "amazon_settlement_refunds"},
        ("manomano", "commandes"): set(),
        ("search_console", "Dates"): {"search_console_days"},
        ("search_console", "Requêtes"): {"search_console_query"},
        ("search_console", "Pages"): {"search_console_page"},
        ("stock", "stock"): {"stock_by_day"},
        ("stock", "couts"): {"product_costs"},
        ("mails", "campagnes"): {"mailings"},
    }
