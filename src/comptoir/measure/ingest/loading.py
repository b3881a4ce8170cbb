"""From a staged file to a new snapshot: keys, comparison, writing. Heavy: not for start-up."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from django.utils.translation import get_language, override

from comptoir.connectors.files.api import document_of_fee
from comptoir.core.companies.api import Scope
from comptoir.entities.registry import ENTITIES
from comptoir.measure.ingest.comparison import (
    DOCUMENT,
    FEE,
    Difference,
    compare,
    filled,
    of_documents,
    rows_of_units,
)
from comptoir.measure.ingest.customers import Reference, assign_keys
from comptoir.measure.warehouse.api import Batch, temporary

if TYPE_CHECKING:
    from comptoir.connectors.files.api import Staged

BATCH_ROWS = 1 << 17
"""Rows of facts in memory at once: while some are written the next are computed."""

type Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    rows_unchanged: int
    """Rows of the file that say what the store knew."""
    changed: bool


def write(staged: "Staged", batch: Batch, keys: dict[int, int], step: Step) -> Loaded:
    """Bring the facts in line with the file; nothing is visible before the commit of `batch`."""
    facts = _with_keys(staged, keys)
    stored = {
        name: batch.read(name, connection=staged.connection)
        for name in {*of_documents(facts), *facts}
        if batch.has(name)
    }
    for tables in (facts, stored) if FEE in facts else ():
        if FEE in tables:
            tables[FEE] = _of_its_document(tables[FEE])
    items = _merged(batch, facts, stored)
    if "order" not in facts:
        return Loaded(max(staged.rows_loaded - items, 0), changed=items > 0)
    step("comparing")
    difference = compare(staged.connection, facts, stored, staged.units)
    step("writing")
    if difference is None:
        return Loaded(0, changed=_added(staged, batch, facts) or items > 0)
    if difference.is_any:
        _replaced(batch, facts, stored, difference)
    return Loaded(difference.rows_unchanged, changed=difference.is_any or items > 0)


def _added(staged: "Staged", batch: Batch, facts: dict[str, Any]) -> bool:
    """Of units that the store does not hold: rows go from the engine to the store as they are computed. Whether
    there were any."""
    units = {
        name: int(facts[name].count().to_pyarrow().as_py()) for name in ("order", "refund") if name in facts
    }
    # Lines never stand without their order.
    if not any(units.values()):
        return False
    stream, language = staged.workspace.stream, get_language()
    few = {name: stream(facts[name], BATCH_ROWS).read_all() for name in units if units[name] <= BATCH_ROWS}

    def append(name: str, rows: pa.Table) -> None:
        with override(language):
            batch.append(name, rows)

    with ThreadPoolExecutor(max_workers=1) as beside:
        # Each entity is a table of its own, and computing the lines leaves a part of a second core idle.
        appended = [beside.submit(append, name, rows) for name, rows in few.items()]
        for name in of_documents(facts):
            if name not in few:
                rows = facts[name].select(*ENTITIES[name].column_names)
                batch.append(name, stream(rows, BATCH_ROWS))
        for each in appended:
            each.result()
    return True


def _replaced(batch: Batch, facts: dict[str, Any], stored: dict[str, Any], difference: Difference) -> None:
    for name, column in of_documents(facts).items():
        rows = rows_of_units(facts[name], difference.units, name)
        units = difference.units.rename({column: "unit"})
        if name == FEE:
            # A fee is a unit of its own: those of the documents, as the store holds them and as the file has them.
            units = rows.select("source", "fee_id")
            if FEE in stored:
                held = rows_of_units(stored[FEE], difference.units, FEE)
                units = units.union(held.select("source", "fee_id"), distinct=True)
            rows = rows.drop(DOCUMENT)
            if not (keys := units.to_pyarrow()).num_rows:
                continue
            batch.replace_units(name, rows.to_pyarrow(), keys)
            continue
        batch.replace_units(name, rows.to_pyarrow(), units.to_pyarrow())


def _of_its_document(fees: Any) -> Any:
    """With the document of each; without those that no list of orders told."""
    told = fees.mutate(**{DOCUMENT: document_of_fee(fees.fee_id)})
    return told.filter(told[DOCUMENT].notnull())


def _merged(batch: Batch, facts: dict[str, Any], stored: dict[str, Any]) -> int:
    """Undated entities: items are described anew. How many were."""
    changed = 0
    for name in facts:
        if name in of_documents(facts):
            continue
        rows = filled(facts[name], stored[name], ENTITIES[name].key) if name in stored else facts[name]
        if (found := rows.to_pyarrow()).num_rows:
            batch.merge(name, found)
            changed += found.num_rows
    return changed


def customer_keys(scope: Scope, staged: "Staged") -> dict[int, int]:
    """The keys of the customers whom the file names, by their number there; made before the facts, in short
    transactions."""
    people = staged.customers.to_pyarrow().to_pylist()
    keys = assign_keys(
        scope,
        [Reference(who["source"], who["reference"], who["email"] or "", who["name"] or "") for who in people],
    )
    named = {who["customer"]: keys.get((who["source"], who["reference"])) for who in people}
    return {number: key for number, key in named.items() if key is not None}


def _with_keys(staged: "Staged", keys: dict[int, int]) -> dict[str, Any]:
    """The staged tables with `customer` turned into `customer_key`, columns as the entity has them."""
    numbers, values = pa.array(keys.keys(), pa.int64()), pa.array(keys.values(), pa.int64())
    known = temporary(
        staged.connection, "known_customer", pa.table({"known": numbers, "customer_key": values})
    )
    facts = {}
    for name, table in staged.tables.items():
        if "customer" in table.columns:
            table = table.left_join(known, table.customer == known.known)
        facts[name] = table.select(*ENTITIES[name].column_names)
    return facts
