"""How a kept table is written: of an earlier state's file, what still holds; the other months made anew."""

import os
import shutil
from collections.abc import Callable, Set
from pathlib import Path
from typing import Any

from ibis.expr import types as ir

from comptoir.measure.metrics.inputs import Inputs, Needs
from comptoir.measure.metrics.shelf import Shelf

type Make = Callable[[Set[str] | None], ir.Table]
"""The table of all months, or only of those given."""


def write(
    connection: Any, shelf: Shelf, name: str, make: Make, needs: Needs, inputs: Inputs, target: Path
) -> None:
    now, found = needs(inputs), shelf.earlier(name)
    before = needs(found[1]) if found else {}
    lasting = {month for month, digest in now.items() if before.get(month) == digest}
    if found is None or not lasting:
        connection.to_parquet(make(None), target)
    elif lasting == set(now) == set(before):
        _link(found[0], target)
    else:
        fresh = make(set(now) - lasting)
        kept = connection.read_parquet(found[0])
        old = kept.filter(kept.month.isin(sorted(lasting))).select(fresh.columns).cast(fresh.schema())
        try:
            connection.to_parquet(old.union(fresh).order_by("day"), target)
        finally:
            connection.drop_view(kept.get_name(), force=True)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without links
        shutil.copyfile(source, target)
