"""The warehouse as a source of facts: one opened snapshot for each thread, kept for the next question."""

import threading
from collections import OrderedDict
from collections.abc import Set
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from ibis.expr import types as ir

from comptoir.core.companies.api import Scope
from comptoir.measure.warehouse.api import Snapshot, open_snapshot

if TYPE_CHECKING:
    from comptoir.measure.warehouse.reader import SnapshotReader

KEPT_OPEN = 8
"""Snapshots that a thread keeps open: opening one costs more than most questions."""

_opened = threading.local()


@dataclass(slots=True)
class WarehouseFacts:
    snapshot: Snapshot | None
    reader: "SnapshotReader"
    files: ExitStack

    @property
    def number(self) -> int | None:
        return self.snapshot.number if self.snapshot else None

    @property
    def refreshed_at(self) -> datetime | None:
        return self.snapshot.created_at if self.snapshot else None

    def has(self, name: str) -> bool:
        return self.reader.has(name)

    def table(self, name: str, months: Set[str] | None = None) -> ir.Table:
        return self.reader.table(name, months)

    def rows(self, expression: ir.Table) -> list[tuple[Any, ...]]:
        found = self.reader.connection.to_pyarrow(expression)
        return list(zip(*(column.to_pylist() for column in found.columns), strict=True))


def opened(scope: Scope, snapshot: Snapshot | None) -> WarehouseFacts:
    """The facts of the snapshot, for this thread."""
    held: OrderedDict[tuple[object, ...], WarehouseFacts] | None = getattr(_opened, "facts", None)
    if held is None:
        held = _opened.facts = OrderedDict()
    # Compaction points the same snapshot to other files: the versions are part of its name here.
    versions = tuple(sorted(snapshot.versions.items())) if snapshot else ()
    key = (str(settings.WAREHOUSE), scope.company_id, snapshot.pk if snapshot else None, versions)
    if key not in held:
        files = ExitStack()
        reader = files.enter_context(open_snapshot(scope, snapshot))
        held[key] = WarehouseFacts(snapshot, reader, files)
        while len(held) > KEPT_OPEN:
            held.popitem(last=False)[1].files.close()
    held.move_to_end(key)
    return held[key]
