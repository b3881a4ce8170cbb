"""Where the tables of a company lie, and how they are opened and created."""

import shutil
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from deltalake import DeltaTable
from django.conf import settings

from comptoir.core import clock
from comptoir.core.companies.api import Scope
from comptoir.entities.registry import ENTITIES, entity
from comptoir.measure.warehouse.schema import arrow_schema, partition_columns

CONFIGURATION = {
    # A snapshot may be read years later: the log of a table is its memory and is never trimmed.
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.enableExpiredLogCleanup": "false",
    "delta.checkpointInterval": "50",
}
ASIDE = ".aside"


@dataclass(frozen=True, slots=True)
class Store:
    """The folder of one company: one Delta table per entity, a lock, what was set aside."""

    folder: Path

    @classmethod
    def of(cls, scope: Scope) -> "Store":
        return cls(Path(settings.WAREHOUSE) / str(scope.company_id))

    def path(self, name: str) -> Path:
        return self.folder / entity(name).name

    def names(self) -> list[str]:
        """The entities that have a folder, whether or not their table was ever completed."""
        return [name for name in ENTITIES if self.path(name).is_dir()]

    def exists(self, name: str) -> bool:
        return DeltaTable.is_deltatable(str(self.path(name)))

    def open(self, name: str, version: int | None = None) -> DeltaTable:
        return DeltaTable(self.path(name), version=version)

    def create(self, name: str) -> DeltaTable:
        chosen = entity(name)
        return DeltaTable.create(
            self.path(name),
            schema=arrow_schema(chosen),
            partition_by=partition_columns(chosen),
            configuration=CONFIGURATION,
        )

    def set_aside(self, name: str) -> None:
        """Move a table that no snapshot names out of the way.

        It is the leftover of a writer that died; moved, not deleted, in case the application database is
        the one that was lost. The clean-up deletes it later.
        """
        aside = self.folder / ASIDE
        aside.mkdir(exist_ok=True)
        self.path(name).rename(aside / f"{name}-{clock.now():%Y%m%dT%H%M%S%f}")

    def discard(self, name: str) -> None:
        """Delete a folder that never became a table."""
        shutil.rmtree(self.path(name))


@dataclass(frozen=True, slots=True)
class TableFile:
    path: str
    month: str | None
    """None for undated entities."""


@lru_cache(maxsize=512)
def files_of(path: Path, version: int) -> tuple[TableFile, ...]:
    """The Parquet files of a version, oldest month first. A version never changes, hence the cache."""
    table = DeltaTable(path, version=version)
    return tuple(sorted((TableFile(uri, _month(uri)) for uri in table.file_uris()), key=lambda f: f.path))


def _month(uri: str) -> str | None:
    segment = uri.rsplit("/", 2)[-2]
    return segment.removeprefix("month=") if segment.startswith("month=") else None


@lru_cache(maxsize=512)
def columns_of(path: Path, version: int) -> frozenset[str]:
    """The columns that a version has; an entity may have gained some since."""
    return frozenset(field.name for field in DeltaTable(path, version=version).schema().fields)
