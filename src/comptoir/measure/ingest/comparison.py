"""What a file changes: staged units set against the units that the store holds.

An order (with its lines) or a refund is the unit: the last import of a unit replaces it whole. Equal units
are left alone, which is why the same file twice changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import ibis

from comptoir.entities.registry import ENTITIES
from comptoir.measure.warehouse.api import temporary

type Tables = Mapping[str, Any]
"""Entity name -> ibis table with exactly the entity's columns; of fees, with `DOCUMENT`."""

UNIT_COLUMN = {"order": "order_id", "order_line": "order_id", "refund": "refund_id"}
"""The entities that stand together under one document number, and the column that holds it."""
FEE = "fee"
DOCUMENT = "document"
"""Beside the columns of fees: the document whose line each is of."""
_OF_FEES = {**UNIT_COLUMN, FEE: DOCUMENT}
_NUMBERS = ("line_number", "fee_id")
"""What only says at which place of its document a line stands."""


@dataclass(frozen=True, slots=True)
class Difference:
    units: Any
    """source, unit: what must be replaced."""
    is_any: bool
    rows_unchanged: int
    """Rows of the file whose unit stays as it is."""


def compare(connection: Any, staged: Tables, stored: Tables, present: Any) -> Difference | None:
    """Compare the units of a file with the store. None where it holds none of them: all rows are to be added.

    staged: what the file says. stored: what the store holds, without the entities it holds nothing of.
    present: (source, unit, rows) of every unit of the file; one whose rows are all refused now leaves the store too.
    """
    named = {name: staged[name] for name in of_documents(staged) if name in staged}
    held = {
        name: stored[name].semi_join(present, _on_unit(stored[name], present, name))
        for name in of_documents(staged)
        if name in stored
    }
    old = temporary(connection, "held_unit", _prints(held)) if held else None
    if old is None or not _number(connection, old.count()):
        return None
    new = temporary(connection, "staged_unit", _prints(named))
    units = _changed_units(connection, named, held, new, old)
    unchanged = _number(connection, present.anti_join(units, ["source", "unit"]).rows.sum())
    return Difference(units, _number(connection, units.count()) > 0, unchanged)


def of_documents(staged: Tables) -> dict[str, str]:
    """The entities that this file says of its documents, and the column of the document. Fees only where it tells
    them: others come from elsewhere and stay."""
    return _OF_FEES if FEE in staged else UNIT_COLUMN


def filled(staged: Any, stored: Any, key: tuple[str, ...]) -> Any:
    """Rows of an undated entity as they should stand after a merge: what the file lacks keeps its value.

    Only rows that differ from what is stored come back.
    """
    joined = staged.left_join(stored, [staged[name] == stored[name] for name in key], rname="held_{name}")
    kept = joined.select(
        **{
            name: joined[name] if name in key else ibis.coalesce(joined[name], joined[f"held_{name}"])
            for name in staged.columns
        }
    )
    return kept.difference(stored.select(*staged.columns))


def rows_of_units(staged: Any, units: Any, name: str) -> Any:
    """The staged rows of the given units."""
    return staged.semi_join(units, _on_unit(staged, units, name))


def _prints(tables: Tables) -> Any:
    """A fingerprint of each unit in each entity: as many rows with the same sum of hashes are the same rows."""
    prints = []
    for name, table in tables.items():
        row = ibis.struct({column: table[column] for column in ENTITIES[name].column_names})
        by = {"source": table.source, "unit": table[_OF_FEES[name]]}
        # As text: DuckDB's hashes are unsigned, which Ibis does not know.
        seal = row.hash().bit_xor().cast("string")
        prints.append(
            table.group_by(**by).aggregate(rows=table.count(), seal=seal).mutate(entity=ibis.literal(name))
        )
    return _union(prints, distinct=False)


def _changed_units(connection: Any, named: Tables, held: Tables, new: Any, old: Any) -> Any:
    fresh = new.anti_join(old, ["source", "unit"]).select("source", "unit").distinct()
    known = _union([new.difference(old), old.difference(new)]).semi_join(old, ["source", "unit"])
    suspect = temporary(connection, "suspect_unit", known.select("source", "unit").distinct())
    parts = [fresh]
    # Most units of a file are new to the store, or all of them known: lines are counted for the others alone.
    if _number(connection, suspect.count()):
        parts += _differing(named, held, suspect)
    return temporary(connection, "changed_unit", _union(parts))


def _differing(named: Tables, held: Tables, among: Any) -> list[Any]:
    """(source, unit) of the units whose lines are not the same, as often, on both sides."""
    parts = []
    for name in of_documents(named):
        sides = [
            _counted(name, rows_of_units(tables[name], among, name))
            for tables in (named, held)
            if name in tables
        ]
        for one, other in zip(sides, reversed(sides), strict=True):
            rest = one if one is other else one.difference(other)
            parts.append(rest.select(source=rest.source, unit=rest[_OF_FEES[name]]).distinct())
    return parts


def _counted(name: str, table: Any) -> Any:
    """How often each line stands: an export that lists the same lines in another order changes nothing."""
    columns = [column for column in ENTITIES[name].column_names if column not in _NUMBERS]
    columns += [DOCUMENT] if name == FEE else []
    return table.group_by(columns).aggregate(times=table.count())


def _on_unit(table: Any, units: Any, name: str) -> list[Any]:
    return [table.source == units.source, table[_OF_FEES[name]] == units.unit]


def _union(tables: list[Any], *, distinct: bool = True) -> Any:
    return reduce(lambda left, right: left.union(right, distinct=distinct), tables)


def _number(connection: Any, scalar: Any) -> int:
    return int(connection.to_pyarrow(scalar).as_py() or 0)
