"""Items: products, combinations, stock, costs; one item for one reference."""

from decimal import Decimal
from typing import Any

from comptoir.connectors.prestashop.tests.opened import columns, facts
from comptoir.connectors.prestashop.tests.shop import Shop
from comptoir.connectors.source import Record


def product(number: int, reference: str, **fields: Any) -> Record:
    return {
        "id": number,
        "reference": reference,
        "ean13": "",
        "name": f"Savon {number}",
        "price": "10.000000",
        "wholesale_price": "0.000000",
        "active": "1",
        "is_virtual": "0",
        "id_category_default": 3,
        "id_manufacturer": 1,
        **fields,
    }


def combination(number: int, product: int, reference: str, **fields: Any) -> Record:
    return {
        "id": number,
        "id_product": product,
        "reference": reference,
        "ean13": "",
        "price": "0.000000",
        "wholesale_price": "0.000000",
        "associations": {"product_option_values": [{"id": number}]},
        **fields,
    }


def stock(number: int, product: int, combination: int, units: int) -> Record:
    return {"id": number, "id_product": product, "id_product_attribute": combination, "quantity": units}


def shop_of(products: list[Record], combinations: list[Record] = [], stocks: list[Record] = []) -> Shop:  # noqa: B006
    shop = Shop()
    shop.tables |= {
        "products": products,
        "combinations": combinations,
        "stock_availables": stocks,
        "manufacturers": [{"id": 1, "name": "Atelier"}],
        "product_option_values": [{"id": number, "name": f"Taille {number}"} for number in (31, 32)],
    }
    return shop


def test_a_simple_item() -> None:
    made = product(1, "A", ean13="3760000000017", wholesale_price="4.200000", is_virtual="1")
    rows = facts(shop_of([made], stocks=[stock(1, 1, 0, 12)]), "products")
    assert columns(
        rows, "product", "sku", "name", "product_type", "category", "brand", "gtin", "price", "stock"
    ) == [
        ("A", "Savon 1", "service", "Vêtements", "Atelier", "3760000000017", Decimal("10.0000"), Decimal(12))
    ]
    assert columns(rows, "stock_level", "sku", "on_hand") == [("A", Decimal(12))]
    assert columns(rows, "product_cost", "sku", "unit_cost") == [("A", Decimal("4.200000"))]


def test_combinations_with_references_of_their_own_stand_for_the_product() -> None:
    options = [
        combination(31, 1, "A-S", price="2.500000", wholesale_price="5.000000"),
        combination(32, 1, "A-M"),
    ]
    stocks = [stock(1, 1, 0, 10), stock(2, 1, 31, 4), stock(3, 1, 32, 6)]
    rows = facts(shop_of([product(1, "A", wholesale_price="4.000000")], options, stocks), "products")
    assert columns(rows, "product", "sku", "name", "price", "stock") == [
        ("A-S", "Savon 1 - Taille 31", Decimal("12.5000"), Decimal(4)),
        ("A-M", "Savon 1 - Taille 32", Decimal("10.0000"), Decimal(6)),
    ]
    assert columns(rows, "product_cost", "unit_cost") == [(Decimal("5.000000"),), (Decimal("4.000000"),)]


def test_combinations_without_one_are_the_product() -> None:
    """As in PrestaShop's sample data: every size is demo_1, and so are the lines of orders."""
    options = [combination(31, 1, "A"), combination(32, 1, "")]
    stocks = [stock(1, 1, 0, 10), stock(2, 1, 31, 4), stock(3, 1, 32, 6)]
    assert columns(
        facts(shop_of([product(1, "A")], options, stocks), "products"), "product", "sku", "stock"
    ) == [("A", Decimal(10))]
    options[1]["reference"] = "A-M"
    assert columns(
        facts(shop_of([product(1, "A")], options, stocks), "products"), "product", "sku", "stock"
    ) == [
        ("A", Decimal(4)),
        ("A-M", Decimal(6)),
    ]


def test_of_several_items_under_one_reference_one_on_sale_counts() -> None:
    products = [product(1, "A", active="0"), product(2, "A"), product(3, "A"), product(4, "")]
    assert columns(facts(shop_of(products), "products"), "product", "sku", "name", "active") == [
        ("A", "Savon 2", True)
    ]


def test_names_in_several_languages_and_unknown_stock() -> None:
    names = [{"id": "1", "value": ""}, {"id": "2", "value": "Soap"}]
    rows = facts(shop_of([product(1, "A", name=names)]), "products")
    assert columns(rows, "product", "name", "stock") == [("Soap", None)]
    assert "stock_level" not in rows.tables


def test_two_pages_of_items() -> None:
    products = [product(number, f"R{number}") for number in range(1, 206)]
    found = columns(facts(shop_of(products), "products"), "product", "sku")
    assert len(found) == len(set(found)) == 205
