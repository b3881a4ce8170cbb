"""How a kept table is written: of an earlier state's file, what still holds; the other months made anew."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from comptoir.measure.metrics.inputs import Digests, Inputs, Needs
from comptoir.measure.metrics.shelf import Shelf
from comptoir.measure.metrics.slots import ANY_MONTH, fill_month

if TYPE_CHECKING:
    from ibis.expr import types as ir

type Make = Callable[[Set[str] | None], ir.Table]
"""The table of all months, or only of those given."""


SHORT, WIDE = "short.parquet", "wide.parquet"
"""The file of a month; the other name where a sum of the month takes more than 64 bits."""
COMPRESSION = "uncompressed"
"""Files that are read at every question: unpacking takes a third of the time, and packed they are hardly smaller,
for their columns are dictionaries and small numbers."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the rows of a kept table lie in its files."""

    order: tuple[str, ...] = ("day",)
    rows_together: int = 20_480
    """Rows of one group of a file: ten of the engine's vectors, so that a question opens those of its days."""
    is_by_month: bool = False
    """A file for each month, so that a new month leaves millions of other rows as they are."""

    def place(self, name: str) -> str:
        """The file or folder of the table of that name."""
        return name if self.is_by_month else f"{name}.parquet"


def write(
    connection: Any,
    shelf: Shelf,
    name: str,
    make: Make,
    needs: Needs,
    inputs: Inputs,
    target: Path,
    layout: Layout,
) -> None:
    now, found = needs(inputs), shelf.earlier(layout.place(name))
    before = needs(found[1]) if found else {}
    lasting = {month for month, digest in now.items() if before.get(month) == digest}
    if layout.is_by_month:
        _write_months(connection, make, now, lasting, found[0] if found else None, target, layout)
    elif found is None or not lasting:
        _store(connection, make(None), target, layout)
    elif lasting == set(now) == set(before):
        _link(found[0], target)
    else:
        fresh = make(set(now) - lasting)
        kept = connection.read_parquet(found[0])
        old = kept.filter(kept.month.isin(sorted(lasting))).select(fresh.columns).cast(fresh.schema())
        try:
            _store(connection, old.union(fresh), target, layout)
        finally:
            connection.drop_view(kept.get_name(), force=True)


def month_files(folder: Path, months: Set[str] | None = None) -> list[Path]:
    """The files of a table that has one for each month, of all or of those given; the engine takes the types of the
    first for all."""
    if months is None:
        return sorted(folder.glob(f"month=*/{WIDE}")) + sorted(folder.glob(f"month=*/{SHORT}"))
    named = [folder / f"month={month}" / name for name in (WIDE, SHORT) for month in sorted(months)]
    return [file for file in named if file.exists()]


def _write_months(
    connection: Any,
    make: Make,
    now: Digests,
    lasting: Set[str],
    earlier: Path | None,
    target: Path,
    layout: Layout,
) -> None:
    """Month by month, by one compiled text: all at once would not fit in memory."""
    fresh: list[tuple[str, Path]] = []
    for month in sorted(now):
        folder = target / f"month={month}"
        folder.mkdir(parents=True)
        old = list((earlier / folder.name).glob("*.parquet")) if earlier and month in lasting else []
        if old:
            _link(old[0], folder / old[0].name)
        else:
            fresh.append((month, folder))
    if fresh:
        table = make({ANY_MONTH}).drop("month").order_by(*layout.order)
        short, wide = connection.compile(_short(table)), connection.compile(table)
    for month, folder in fresh:
        try:
            _put(connection, fill_month(short, month), folder / SHORT, layout)
        except duckdb.ConversionException:
            (folder / SHORT).unlink(missing_ok=True)
            _put(connection, fill_month(wide, month), folder / WIDE, layout)


def _put(connection: Any, text: str, file: Path, layout: Layout) -> None:
    connection.con.sql(text).write_parquet(
        str(file), row_group_size=layout.rows_together, compression=COMPRESSION
    )


def _store(connection: Any, table: ir.Table, target: Path, layout: Layout) -> None:
    table = table.order_by(*layout.order)
    try:
        _write(connection, _short(table), target, layout)
    except duckdb.ConversionException:
        _write(connection, table, target, layout)


def _write(connection: Any, table: ir.Table, target: Path, layout: Layout) -> None:
    connection.to_parquet(table, target, row_group_size=layout.rows_together, compression=COMPRESSION)


def _short(table: ir.Table) -> ir.Table:
    """Decimals in 64 bits, for they are read twice as fast; sums beyond a hundred thousand billions do not fit."""
    kinds = {name: f"decimal(18, {kind.scale})" for name, kind in table.schema().items() if kind.is_decimal()}
    return table.cast(kinds) if kinds else table


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without links
        shutil.copyfile(source, target)
