"""A file of products: the last row of an item counts."""

from decimal import Decimal
from pathlib import Path

from comptoir.connectors.files.api import Mapping
from comptoir.connectors.files.tests.support import counts_add_up, file, rows, staged

CATALOGUE = Mapping.from_yaml(
    """
    name: shop
    content: products
    prices: included
    tax_rate: 0.2
    columns:
      sku: SKU
      product_name: Name
      product_type: Type
      category: Category
      price: Price
      tax_rate: VAT
      stock: Stock
      active: Online
    optional: [tax_rate]
    """
)
FILE = """SKU,Name,Type,Category,Price,VAT,Stock,Online
A ,Cup,goods,Kitchen,12.00,20 %,5,yes
A ,Big cup,,,,,,
B,Course,Service,,120.00,,,no
C,Book,goods,Books,10.55,5.5,3,publish
,Nothing,goods,,1,,,yes
D,Odd,spirit,,1,,,yes
E,Odd,goods,,1,,many,yes
F,Odd,goods,,1,,,perhaps
"""


def test_items_as_last_seen_and_prices_without_tax(tmp_path: Path) -> None:
    with staged(file(tmp_path, FILE), CATALOGUE) as result:
        items = rows(
            result,
            "product",
            "sku",
            "name",
            "product_type",
            "category",
            "price",
            "stock",
            "active",
            "currency",
        )
        assert sorted(items) == [
            ("A ", "Big cup", "goods", "Kitchen", Decimal("10.0000"), Decimal(5), True, "EUR"),
            ("B", "Course", "service", None, Decimal("100.0000"), None, False, "EUR"),
            ("C", "Book", "goods", "Books", Decimal("10.0000"), Decimal(3), True, "EUR"),
        ]
        assert rows(result, "rejects", "line", "column", "value", "reason", order="line") == [
            (6, "SKU", None, "missing_value"),
            (7, "Type", "spirit", "product_type_unknown"),
            (8, "Stock", "many", "bad_number"),
            (9, "Online", "perhaps", "not_yes_or_no"),
        ]
        assert counts_add_up(result)
        assert set(result.tables) == {"product"}
