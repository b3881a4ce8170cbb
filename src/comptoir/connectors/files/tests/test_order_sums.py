"""Orders are summed as their documents are found where rows tell their own amounts, else from their lines."""

from pathlib import Path

import pytest

from comptoir.connectors.files import amounts
from comptoir.connectors.files.api import Mapping
from comptoir.connectors.files.tests.support import file, rows, staged

MAPPING = """
name: small
prices: {prices}
columns: {{order_id: id, ordered_at: day, sku: sku, line_type: type, quantity: qty, unit_price: price{more}}}
lines:
  - {{kind: shipping, field: line_type, values: [post]}}
  - {{kind: discount, field: line_type, values: [less]}}
  - {{kind: adjustment, field: line_type, values: [tip]}}
documents:
  - {{kind: refund, prefixes: [R]}}
"""
LINES = (
    "A1,2024-03-01,X,item,2,10.00",
    "A1,2024-03-01,Y,item,1,5.55",
    "A1,2024-03-01,Z,item,one,9.99",  # rejected
    "A1,2024-03-01,,less,1,-3.10",
    "A1,2024-03-01,,post,1,4.90",
    "B2,2024-03-02,,tip,1,1.00",
    "C3,2024-03-02,X,item,none,1.00",  # rejected: an order without lines
    "R4,2024-03-03,X,item,-1,10.00",  # a refund is no order
)


@pytest.mark.slow
@pytest.mark.parametrize("prices", ["excluded", "included"])
def test_both_ways_say_the_same(tmp_path: Path, prices: str) -> None:
    columns = ("order_id", "has_product", "gross_amount", "discount_amount")
    found = []
    for more, header, cell in (("", "", ""), (", tax_rate: rate", ",rate", ",")):
        mapping = Mapping.from_yaml(MAPPING.format(prices=prices, more=more))
        assert amounts.of_rows_alone(mapping.columns) is (more == "")
        text = "\n".join([f"id,day,sku,type,qty,price{header}", *(line + cell for line in LINES)]) + "\n"
        with staged(file(tmp_path, text), mapping) as result:
            found.append([tuple(map(str, row)) for row in rows(result, "order", *columns, order="order_id")])
    assert found[0] == found[1]
    assert found[0] == [("A1", "True", "25.5500", "3.1000"), ("B2", "False", "0.0000", "0.0000")]
