"""DuckDB, in memory, in each process: one engine for all threads, one connection for each."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
from django.conf import settings

from comptoir.core.heavy import ibis

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend

SPILL_LIMIT = "20GB"
_local = threading.local()


@dataclass(slots=True)
class Engine:
    """A connection that runs statements; the compiler beside it is loaded when one has to be written."""

    con: duckdb.DuckDBPyConnection
    _backend: "Backend | None" = None

    @classmethod
    def of(cls, backend: "Backend") -> "Engine":
        return cls(backend.con, backend)

    @property
    def backend(self) -> "Backend":
        if self._backend is None:
            self._backend = ibis.duckdb.from_connection(self.con)
        return self._backend


def spill_root() -> Path:
    """Where processes spill what does not fit in memory, each in a folder of its own."""
    return Path(settings.WAREHOUSE) / ".spill"


@contextmanager
def private() -> Iterator["Backend"]:
    """An engine of its own, for a writer."""
    backend = _open(":memory:").backend
    try:
        yield backend
    finally:
        backend.disconnect()


def shared() -> Engine:
    """This thread's connection to the engine of the process, for readers."""
    key = (os.getpid(), str(settings.WAREHOUSE))
    if getattr(_local, "key", None) != key:
        _local.engine = _open(f":memory:comptoir-{abs(hash(key))}")
        _local.key = key
    engine: Engine = _local.engine
    return engine


def _limits() -> dict[str, Any]:
    threads = {"threads": settings.DUCKDB_THREADS} if settings.DUCKDB_THREADS else {}
    return threads | {
        "memory_limit": settings.DUCKDB_MEMORY,
        "temp_directory": str(spill_root() / str(os.getpid())),
        "max_temp_directory_size": SPILL_LIMIT,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }


def _open(engine: str) -> Engine:
    # The engine makes the folder of this process when it needs it, not the one above.
    spill_root().mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(engine, config=_limits())
    # Files of a version never change, so what was read of their footers stays true.
    connection.execute("SET GLOBAL parquet_metadata_cache = true")
    # What the compiler sets on a connection as well: the answer does not depend on whether it was there.
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET python_enable_replacements = false")
    return Engine(connection)
