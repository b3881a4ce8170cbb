"""Records of an interface on their way into the facts, in instalments: each is seen whole, with the cursor that
follows from it. Heavy: not for start-up."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.connectors.source import Row, Rows
from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Scope
from comptoir.entities.base import Entity
from comptoir.entities.registry import entity
from comptoir.measure.ingest.comparison import UNIT_COLUMN, compare, filled, rows_of_units
from comptoir.measure.ingest.customers import Reference, assign_keys
from comptoir.measure.ingest.models import ImportRun, ImportState
from comptoir.measure.ingest.rejects import keep_refused
from comptoir.measure.ingest.report import ImportReport
from comptoir.measure.ingest.runs import Counts
from comptoir.measure.warehouse.api import Batch, arrow_schema, current_snapshot, writer


@dataclass
class Intake:
    """What one run of a connection brings."""

    scope: Scope
    run: ImportRun
    source: str
    counts: Counts = field(default_factory=Counts)
    _listed: int = 0

    def take(self, rows: Rows, follows: Callable[[], None]) -> None:
        """Bring the facts in line with these rows. `follows` is done in the same transaction: both or neither."""
        keys = _keys(self.scope, self.source, rows)
        with writer(self.scope) as batch:
            stored = _Storing(batch, self.source, rows, keys)
            changed, unchanged = stored.documents()
            changed = stored.others() or changed
            with transaction.atomic():
                self._reject(rows)
                self.counts.read += rows.read
                self.counts.unchanged += unchanged if changed else rows.read - _refused_whole(rows)
                if changed:
                    batch.commit(
                        _("Import %(number)s: %(file)s")
                        % {"number": self.run.number, "file": self.run.file_name},
                        {"records": rows.read, "rejected": len(rows.refused)},
                    )
                self._note()
                follows()

    def done(self) -> ImportReport:
        """Close the run."""
        with transaction.atomic():
            self.run.state, self.run.finished_at = ImportState.DONE, clock.now()
            self._note()
            record(
                self.scope,
                "import.done",
                f"import:{self.run.number}",
                loaded=self.run.rows_loaded,
                rejected=self.run.rows_rejected,
            )
        return ImportReport.of(self.run)

    def _note(self) -> None:
        run, counts = self.run, self.counts
        run.rows_read, run.rows_rejected = counts.read, counts.rejected
        run.rows_loaded, run.rows_unchanged = max(counts.loaded, 0), counts.unchanged
        snapshot = current_snapshot(self.scope)
        run.snapshot = snapshot.number if snapshot else None
        run.save()

    def _reject(self, rows: Rows) -> None:
        keep_refused(self.run, rows.refused, self._listed + 1)
        self._listed += len(rows.refused)
        self.counts.rejected += _refused_whole(rows)


def _refused_whole(rows: Rows) -> int:
    """Records of which nothing became a fact; one that lost a line only is loaded."""
    orders = {row["order_id"] for row in rows.tables.get("order", ())}
    return len({refused.unit for refused in rows.refused} - orders)


def _keys(scope: Scope, source: str, rows: Rows) -> dict[str, int]:
    people = [
        Reference(source, person.reference, person.email, person.name) for person in rows.people.values()
    ]
    return {reference: key for (_source, reference), key in assign_keys(scope, people).items()}


class _Storing:
    """One instalment and the batch that it goes into."""

    def __init__(self, batch: Batch, source: str, rows: Rows, keys: dict[str, int]) -> None:
        self.batch, self.source, self.rows, self.keys = batch, source, rows, keys
        self.connection = batch.connection

    def documents(self) -> tuple[bool, int]:
        """Orders with their lines and refunds, whole. Whether anything changed; records that did not."""
        numbers = sorted({unit[0] for units in self.rows.units.values() for unit in units})
        if not numbers:
            return False, 0
        present = self.connection.create_table(
            "present_unit",
            pa.table({"source": [self.source] * len(numbers), "unit": numbers, "rows": [1] * len(numbers)}),
            temp=True,
        )
        staged = {name: self._table(entity(name)) for name in UNIT_COLUMN}
        stored = {name: self.batch.read(name) for name in UNIT_COLUMN if self.batch.has(name)}
        difference = compare(self.connection, staged, stored, present)
        if difference is None:
            added = [self.batch.append(name, table.to_pyarrow()) for name, table in staged.items()]
            return any(added), 0
        if difference.is_any:
            for name, column in UNIT_COLUMN.items():
                rows = rows_of_units(staged[name], difference.units, name)
                units = difference.units.rename({column: "unit"})
                self.batch.replace_units(name, rows.to_pyarrow(), units.to_pyarrow())
        return difference.is_any, difference.rows_unchanged

    def others(self) -> bool:
        """What stands by its own key: payments, fees, parcels, items, stock, costs. Whether any of it is new."""
        changed = False
        for name in self.rows.tables:
            if name in UNIT_COLUMN:
                continue
            chosen = entity(name)
            fresh = self._fresh(chosen).to_pyarrow()
            if fresh.num_rows:
                self.batch.merge(name, fresh)
                changed = True
        return changed

    def _fresh(self, chosen: Entity) -> Any:
        """The rows that the store does not hold as they are."""
        table = self._table(chosen)
        if not self.batch.has(chosen.name):
            return table
        if chosen.name == "product_cost":
            return _new_costs(table, self.batch.read(chosen.name))
        if not chosen.dated:
            return filled(table, self.batch.read(chosen.name), chosen.key)
        months = frozenset(row["month"] for row in self.rows.tables[chosen.name])
        return table.difference(self.batch.read(chosen.name, months).select(*chosen.column_names))

    def _table(self, chosen: Entity) -> Any:
        """The entity's rows, typed; of several with one key, the last."""
        rows = {self._key(chosen, row): row for row in self.rows.tables.get(chosen.name, ())}
        # Compared with what is stored, whose columns may all be null; the store itself refuses what must not be.
        schema = pa.schema([field.with_nullable(True) for field in arrow_schema(chosen)])
        arrow = pa.Table.from_pylist([self._keyed(row) for row in rows.values()], schema)
        return self.connection.create_table(f"taken_{chosen.name}", arrow, temp=True)

    def _key(self, chosen: Entity, row: Row) -> tuple[Any, ...]:
        return tuple(row.get(name) for name in chosen.key)

    def _keyed(self, row: Row) -> Row:
        """With the customer's key; an erased one has none."""
        reference = row.get("customer")
        return {**row, "customer_key": None if reference is None else self.keys.get(reference)}


def _new_costs(table: Any, stored: Any) -> Any:
    """Costs that differ from the last one known: the same cost again is no new cost."""
    last = stored.group_by("source", "sku").aggregate(
        unit_cost=stored.unit_cost.argmax(stored.valid_from),
        currency=stored.currency.argmax(stored.valid_from),
    )
    return table.anti_join(last, ["source", "sku", "unit_cost", "currency"])
