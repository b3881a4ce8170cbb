"""DuckDB, in memory, in each process: one engine for all threads, one connection for each."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import ibis
from django.conf import settings
from ibis.backends.duckdb import Backend

SPILL_LIMIT = "20GB"
_local = threading.local()


def spill_root() -> Path:
    """Where processes spill what does not fit in memory, each in a folder of its own."""
    return Path(settings.WAREHOUSE) / ".spill"


@contextmanager
def private() -> Iterator[Backend]:
    """An engine of its own, for a writer."""
    backend = _open(":memory:")
    try:
        yield backend
    finally:
        backend.disconnect()


def shared() -> Backend:
    """This thread's connection to the engine of the process, for readers."""
    key = (os.getpid(), str(settings.WAREHOUSE))
    if getattr(_local, "key", None) != key:
        _local.backend = _open(f":memory:comptoir-{abs(hash(key))}")
        _local.key = key
    backend: Backend = _local.backend
    return backend


def _limits() -> dict[str, Any]:
    threads = {"threads": settings.DUCKDB_THREADS} if settings.DUCKDB_THREADS else {}
    return threads | {
        "memory_limit": settings.DUCKDB_MEMORY,
        "temp_directory": str(spill_root() / str(os.getpid())),
        "max_temp_directory_size": SPILL_LIMIT,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }


def _open(engine: str) -> Backend:
    # The engine makes the folder of this process when it needs it, not the one above.
    spill_root().mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(engine, config=_limits())
    # Files of a version never change, so what was read of their footers stays true.
    connection.execute("SET GLOBAL parquet_metadata_cache = true")
    return ibis.duckdb.from_connection(connection)
