"""The export of a small shop, with a column that no guess can name."""

from datetime import date, timedelta
from pathlib import Path

HEADER = "order_id,customer_id,ordered_at,sku,product_name,quantity,unit_price,currency,country,zz_rabais"
SKUS = ("LAMPE", "VASE", "BOUGIE", "PLAID")
FIRST, DAYS = date(2025, 1, 1), 690


def write(path: Path) -> Path:
    """Two orders a day over almost two years; a euro off every fifth."""
    lines = [HEADER]
    for number in range(DAYS * 2):
        day = FIRST + timedelta(days=number // 2)
        sku = SKUS[number % 4]
        off = "1.00" if number % 5 == 0 else "0.00"
        country = "FR" if number % 3 else "BE"
        price = f"{10 + number % 7}.50"
        who = f"A{number:05},C{number % 97},{day}T10:00:00"
        lines.append(f"{who},{sku},Article {sku},2,{price},EUR,{country},{off}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
