"""Real orders in both houses: same numbers, same customers: only the company tells them apart."""

from pathlib import Path

from comptoir.connectors.files.api import preset
from comptoir.core.companies.api import operator_scope
from comptoir.measure.ingest.api import import_file

HEADER = (
    "order_id,ordered_at,customer_id,customer_email,sku,product_name,quantity,unit_price,currency,status\n"
)
PRICES = {"alpha": "4321.00", "beta": "7890.00"}
"""Of the only lamp: each house is known by its figure."""


def fill(slug: str, folder: Path) -> None:
    """Two orders, and a row that is refused."""
    price, marker = PRICES[slug], f"LAMP-{slug.upper()}"
    rows = [
        f"1,2026-11-02 10:00:00,c1,c1@{slug}.example,{marker},Lamp of {slug},1,{price},EUR,paid\n",
        f"2,2026-11-03 18:30:00,c2,c2@{slug}.example,{marker},Lamp of {slug},1,{price},EUR,paid\n",
        f"3,2026-11-03 19:00:00,c2,c2@{slug}.example,{marker},Lamp of {slug},0,{price},EUR,paid\n",
    ]
    path = folder / f"orders-of-{slug}.csv"
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    import_file(operator_scope(slug), path, preset("generic"))
    if slug == "beta":
        (folder / "consents.csv").write_text(f"email\nc1@{slug}.example\n", encoding="utf-8")


def markers(slug: str) -> tuple[str, ...]:
    """What must never be seen in another house, as pages, commands and the API write it."""
    whole = PRICES[slug].removesuffix(".00")
    twice = str(2 * int(whole))
    grouped = [f"{number[:-3]}{sign}{number[-3:]}" for number in (whole, twice) for sign in ",\u202f\u00a0"]
    return (f"LAMP-{slug.upper()}", f"Lamp of {slug}", f"{slug}.example", whole, twice, *grouped)
