"""Rows of an interface, set against the store and written where they differ. Heavy: not for start-up."""

from typing import Any

import pyarrow as pa

from comptoir.connectors.source import Row, Rows
from comptoir.entities.base import Entity
from comptoir.entities.registry import entity
from comptoir.measure.ingest.comparison import UNIT_COLUMN, compare, filled, rows_of_units
from comptoir.measure.warehouse.api import Batch, arrow_schema, temporary


class Placing:
    """One instalment and the batch that it goes into."""

    def __init__(self, batch: Batch, source: str, rows: Rows, keys: dict[str, int]) -> None:
        self.batch, self.source, self.rows, self.keys = batch, source, rows, keys
        self.connection = batch.connection

    def documents(self) -> tuple[bool, int]:
        """Orders with their lines and refunds, whole. Whether anything changed; records that did not."""
        numbers = sorted({unit[0] for units in self.rows.units.values() for unit in units})
        if not numbers:
            return False, 0
        present = temporary(
            self.connection,
            "present_unit",
            pa.table({"source": [self.source] * len(numbers), "unit": numbers, "rows": [1] * len(numbers)}),
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

    def others(self) -> int:
        """What stands by itself: days of a tool as whole units; payments, parcels, items, stock and costs by their
        keys. How many of them are new or changed: of several kinds the most, for one record may tell of each."""
        names = {*self.rows.tables, *self.rows.units} - UNIT_COLUMN.keys()
        return max((self._stands(entity(name)) for name in sorted(names)), default=0)

    def _stands(self, chosen: Entity) -> int:
        if chosen.name in self.rows.units:
            return self._units_replaced(chosen)
        fresh = self._fresh(chosen).to_pyarrow()
        if fresh.num_rows:
            self.batch.merge(chosen.name, fresh)
        return int(fresh.num_rows)

    def _units_replaced(self, chosen: Entity) -> int:
        """The units that were read take the place of those of the store where they differ. How many differed."""
        table, unit = self._table(chosen), list(chosen.unit)
        if not self.batch.has(chosen.name):
            rows = table.to_pyarrow()
            self.batch.append(chosen.name, rows)
            return len(rows.group_by(unit).aggregate([]))
        known = self.batch.read(chosen.name).select(*chosen.column_names)
        known = known.semi_join(self._units(chosen), unit)
        sides = table.difference(known).select(*unit).union(known.difference(table).select(*unit))
        differing = sides.distinct().to_pyarrow()
        if differing.num_rows:
            changed = temporary(self.connection, f"differing_{chosen.name}", differing)
            self.batch.replace_units(chosen.name, table.semi_join(changed, unit).to_pyarrow(), differing)
        return int(differing.num_rows)

    def _units(self, chosen: Entity) -> Any:
        """The units that were read, by the columns of the entity's unit."""
        read = [(self.source, *unit) for unit in self.rows.units[chosen.name]]
        schema = pa.schema([field for field in arrow_schema(chosen) if field.name in chosen.unit])
        columns = {name: [unit[place] for unit in read] for place, name in enumerate(chosen.unit)}
        arrow = pa.table(columns, pa.schema([schema.field(name) for name in chosen.unit]))
        return temporary(self.connection, f"units_{chosen.name}", arrow)

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
        return temporary(self.connection, f"taken_{chosen.name}", arrow)

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
