"""Where the tables of a company lie, and how they are opened and created."""

import shutil
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from deltalake import DeltaTable, write_deltalake
from django.conf import settings

from comptoir.core.companies.api import Scope
from comptoir.entities.registry import ENTITIES, entity
from comptoir.measure.warehouse.schema import arrow_schema, partition_columns

CONFIGURATION = {
    # A snapshot may be read years later: the log of a table is its memory and is never trimmed.
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.enableExpiredLogCleanup": "false",
    "delta.checkpointInterval": "50",
    # DuckDB reads the footers of Parquet; values of facts have no business in the log of a table.
    "delta.dataSkippingNumIndexedCols": "0",
}


@dataclass(frozen=True, slots=True)
class Store:
    """The folder of one company: one Delta table per entity, and a lock."""

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

    def empty(self, name: str) -> None:
        """Remove every row of a table that no snapshot names: the leftover of a writer that died.

        Not the table: its versions would begin anew, and a version must never mean two things. Until the
        clean-up the rows can still be found in its log, in case it is the application database that was
        lost.
        """
        table = self.open(name)
        if table.file_uris():
            schema = arrow_schema(entity(name))
            write_deltalake(table, schema.empty_table(), mode="overwrite", schema_mode="overwrite")

    def discard(self, name: str) -> None:
        """Delete a folder that never became a table."""
        shutil.rmtree(self.path(name))


@dataclass(frozen=True, slots=True)
class TableFile:
    path: str
    month: str | None
    """None for undated entities."""


@dataclass(frozen=True, slots=True)
class TableVersion:
    """What a version of a table consists of."""

    files: tuple[TableFile, ...]
    """Oldest month first."""
    columns: frozenset[str]
    """An entity may have gained some since."""


@lru_cache(maxsize=512)
def table_version(path: Path, version: int) -> TableVersion:
    """A version never changes, and no number is used twice, hence the cache."""
    table = DeltaTable(path, version=version)
    files = sorted((TableFile(uri, _month(uri)) for uri in table.file_uris()), key=lambda file: file.path)
    return TableVersion(tuple(files), frozenset(field.name for field in table.schema().fields))


def _month(uri: str) -> str | None:
    folder = uri.rsplit("/", 2)[-2]
    return folder.removeprefix("month=") if folder.startswith("month=") else None
