"""What a file changes: staged units set against the units that the store holds.

An order (with its lines) or a refund is the unit: the last import of a unit replaces it whole. Equal units
are left alone, which is why the same file twice changes nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import ibis

from comptoir.entities.registry import ENTITIES

type Tables = Mapping[str, Any]
"""Entity name -> ibis table with exactly the entity's columns."""

type View = Callable[[str, Any], Any]

UNIT_COLUMN = {"order": "order_id", "order_line": "order_id", "refund": "refund_id"}
"""The entities that stand together under one document number, and the column that holds it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """`units` (source, unit) must be replaced; counts are of lines of orders and refunds."""

    units: Any
    unit_count: int
    rows_loaded: int
    rows_unchanged: int


def compare(connection: Any, staged: Tables, stored: Tables, present: Any) -> Difference:
    """Compare the units of a file with the store.

    staged: what the file says. stored: what the store holds, empty tables where it holds nothing.
    present: (source, unit) of every unit of the file; one whose rows are all refused now leaves the store too.
    """
    named = {name: staged[name] for name in UNIT_COLUMN if name in staged}
    held = {
        name: stored[name].semi_join(present, _on_unit(stored[name], present, name)) for name in UNIT_COLUMN
    }
    # Most units of a file are new to the store, or all of them known: rows are set side by side for these alone.
    known = connection.create_table(
        "known_unit", _union([_units(name, table) for name, table in held.items()]), temp=True
    )
    # Of rows: a unit that is refused whole has nothing to write the first time, and nothing later.
    staged_units = _union([_units(name, table) for name, table in named.items()])
    fresh = staged_units.anti_join(known, ["source", "unit"])
    suspect = connection.create_table(
        "suspect_unit", _union(_differing(named, held, known, _as_numbered)), temp=True
    )
    changed = connection.create_table(
        "changed_unit", _union([fresh, *_differing(named, held, suspect, _as_counted)]), temp=True
    )
    loaded, unchanged = (
        sum(_count(table, changed, name, inside=inside) for name, table in named.items() if name != "order")
        for inside in (True, False)
    )
    return Difference(changed, int(changed.count().execute()), loaded, unchanged)


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


def _differing(named: Tables, held: Tables, among: Any, view: View) -> list[Any]:
    """(source, unit) of the units whose rows are not the same on both sides, seen through `view`."""
    parts = []
    for name, table in named.items():
        new = view(name, rows_of_units(table, among, name))
        old = view(name, rows_of_units(held[name], among, name))
        parts += [_units(name, new.difference(old)), _units(name, old.difference(new))]
    return parts


def _as_numbered(name: str, table: Any) -> Any:
    """Row by row: quick, and enough to clear most units."""
    return table.select(*ENTITIES[name].column_names)


def _as_counted(name: str, table: Any) -> Any:
    """How often each line stands: an export that lists the same lines in another order changes nothing."""
    columns = [column for column in ENTITIES[name].column_names if column != "line_number"]
    return table.group_by(columns).aggregate(times=table.count())


def rows_of_units(staged: Any, units: Any, name: str) -> Any:
    """The staged rows of the given units."""
    return staged.semi_join(units, _on_unit(staged, units, name))


def _units(name: str, table: Any) -> Any:
    return table.select(source=table.source, unit=table[UNIT_COLUMN[name]]).distinct()


def _on_unit(table: Any, units: Any, name: str) -> list[Any]:
    return [table.source == units.source, table[UNIT_COLUMN[name]] == units.unit]


def _union(tables: list[Any]) -> Any:
    return reduce(lambda left, right: left.union(right, distinct=True), tables)


def _count(table: Any, units: Any, name: str, *, inside: bool) -> int:
    join = table.semi_join if inside else table.anti_join
    return int(join(units, _on_unit(table, units, name)).count().execute())
