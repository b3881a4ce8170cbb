"""From a staged export to a new snapshot: the units of the file take the place of the same units of the store.

Heavy: not for start-up.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from comptoir.entities.base import Entity
from comptoir.entities.refund import REFUND
from comptoir.entities.registry import entity
from comptoir.measure.warehouse.api import Batch

if TYPE_CHECKING:
    from comptoir.connectors.files.api import Staged


@dataclass(frozen=True, slots=True)
class Stored:
    rows_unchanged: int
    """Rows of the file that say what the store knew."""
    changed: bool


def store(staged: "Staged", batch: Batch) -> Stored:
    """Bring the facts in line with the file; nothing is visible before the commit of `batch`."""
    changed, unchanged = False, 0
    for name, table in staged.tables.items():
        chosen = entity(name)
        if name == REFUND.name and batch.has("order"):
            table = staged.workspace.keep(
                _with_order_day(table, batch.read("order", None, staged.connection)), "refunds"
            )
        months = _months(staged, table) if chosen.dated else None
        if not batch.has(name):
            changed = batch.append(name, table.to_pyarrow()) > 0 or changed
            continue
        held = batch.read(name, months, staged.connection)
        differing = _differing(staged, chosen, table, held)
        unchanged += _number(staged, staged.units.anti_join(differing, list(chosen.unit)).rows.sum())
        if not _number(staged, differing.count()):
            continue
        rows = table.semi_join(differing, list(chosen.unit))
        batch.replace_units(name, rows.to_pyarrow(), differing.to_pyarrow())
        changed = True
    return Stored(unchanged, changed)


def _with_order_day(refunds: Any, orders: Any) -> Any:
    """A report of refunds alone names their orders: those that the store knows tell on which day they were placed."""
    known = orders.select(of_source=orders.source, of_order=orders.order_id, of_day=orders.day)
    joined = refunds.left_join(known, [refunds.source == known.of_source, refunds.order_id == known.of_order])
    return joined.mutate(order_day=joined.order_day.coalesce(joined.of_day)).select(*REFUND.column_names)


def _differing(staged: "Staged", chosen: Entity, table: Any, held: Any) -> Any:
    """The units of the file whose rows are not those of the store."""
    unit = list(chosen.unit)
    known = held.select(*chosen.column_names).semi_join(staged.units, unit)
    sides = table.difference(known).select(*unit).union(known.difference(table).select(*unit))
    return staged.workspace.keep(sides.distinct(), "differing")


def _months(staged: "Staged", table: Any) -> frozenset[str]:
    return frozenset(staged.connection.to_pyarrow(table.select("month").distinct())["month"].to_pylist())


def _number(staged: "Staged", scalar: Any) -> int:
    return int(staged.workspace.value(scalar) or 0)
