"""Sources that know some of the same orders."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Grain
from comptoir.entities.registry import entity
from comptoir.measure.doubles.api import settle
from comptoir.measure.metrics.api import Query, run
from comptoir.measure.metrics.tests.facts import arrow
from comptoir.measure.metrics.tests.shop import days
from comptoir.measure.warehouse.api import Snapshot, open_snapshot, writer

FIRST = date(2026, 1, 5)
JANUARY = days("2026-01-01/2026-01-31")
type Told = dict[str, list[dict[str, Any]]]


def orders(
    source: str, numbers: range, *, shape: str = "{}", amount: int = 100, later: int = 0, **said: Any
) -> Told:
    """Order n, on the n-th day of twenty, of amount + n, without tax: one line of one unit."""
    rows = [
        {
            "source": source,
            "order_id": shape.format(number),
            "day": str(FIRST + timedelta(days=number % 20 + later)),
            **said,
        }
        for number in numbers
    ]
    sums = [Decimal(amount + number) for number in numbers]
    return {
        "order": [{**row, "gross_amount": one} for row, one in zip(rows, sums, strict=True)],
        "order_line": [{**row, "gross_amount": one, "sku": "A"} for row, one in zip(rows, sums, strict=True)],
    }


def together(*parts: Told) -> Told:
    names = {name for part in parts for name in part}
    return {name: [row for part in parts for row in part.get(name, [])] for name in names}


def write(scope: Scope, *parts: Told) -> Snapshot:
    """What these sources tell takes the place of what they told of the same."""
    with writer(scope) as batch:
        for name, content in together(*parts).items():
            table = arrow(name, content)
            batch.replace_units(name, table, table.select(list(entity(name).unit)))
        settle(scope, batch)
        return batch.commit("test", {})


def figure(scope: Scope, name: str, by: str = "") -> Any:
    """In January; by a dimension: its values and theirs, what is nothing left out."""
    found = run(scope, Query((name,), by=(by,) if by else (), period=JANUARY, grain=Grain.TOTAL))
    if not by:
        return found.rows[0].values[name]
    return {row.dimensions[by]: row.values[name] for row in found.rows if row.values[name]}


def told(scope: Scope, snapshot: Snapshot, name: str = "order") -> list[tuple[str, str]]:
    """Source and number of the rows that count."""
    with open_snapshot(scope, snapshot) as reader:
        rows = reader.table(name).select("source", "order_id").to_pyarrow().to_pylist()
    return sorted((row["source"], row["order_id"]) for row in rows)
