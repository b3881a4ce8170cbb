"""How a kept table is written: of an earlier state's file, what still holds; the other months made anew."""

import os
import shutil
from collections.abc import Callable, Set
from pathlib import Path
from typing import Any

import duckdb
from ibis.expr import types as ir

from comptoir.measure.metrics.inputs import Inputs, Needs
from comptoir.measure.metrics.shelf import Shelf

ROWS_TOGETHER = 20_480
"""Rows of one group of a file: ten of the engine's vectors."""

type Make = Callable[[Set[str] | None], ir.Table]
"""The table of all months, or only of those given."""


def write(
    connection: Any, shelf: Shelf, name: str, make: Make, needs: Needs, inputs: Inputs, target: Path
) -> None:
    now, found = needs(inputs), shelf.earlier(name)
    before = needs(found[1]) if found else {}
    lasting = {month for month, digest in now.items() if before.get(month) == digest}
    if found is None or not lasting:
        _store(connection, make(None), target)
    elif lasting == set(now) == set(before):
        _link(found[0], target)
    else:
        fresh = make(set(now) - lasting)
        kept = connection.read_parquet(found[0])
        old = kept.filter(kept.month.isin(sorted(lasting))).select(fresh.columns).cast(fresh.schema())
        try:
            _store(connection, old.union(fresh).order_by("day"), target)
        finally:
            connection.drop_view(kept.get_name(), force=True)


def _store(connection: Any, table: ir.Table, target: Path) -> None:
    """In small groups of rows, so that a question opens those of its days; decimals in 64 bits where they fit,
    for they are read twice as fast."""
    short = {name: f"decimal(18, {kind.scale})" for name, kind in table.schema().items() if kind.is_decimal()}
    try:
        connection.to_parquet(table.cast(short) if short else table, target, row_group_size=ROWS_TOGETHER)
    except duckdb.ConversionException:  # sums beyond a hundred thousand billions
        connection.to_parquet(table, target, row_group_size=ROWS_TOGETHER)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without links
        shutil.copyfile(source, target)
