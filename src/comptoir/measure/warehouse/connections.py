"""DuckDB, in memory, in each process: one engine for all threads, one connection for each."""

import os
import threading
from pathlib import Path
from typing import Any

import duckdb
import ibis
from django.conf import settings
from ibis.backends.duckdb import Backend

SPILL_LIMIT = "20GB"
_local = threading.local()


def spill_folder() -> Path:
    """Where this process spills what does not fit in memory; never the current folder."""
    return Path(settings.WAREHOUSE) / ".spill" / str(os.getpid())


def connect(**options: Any) -> Backend:
    """A connection of its own, for a writer. The caller disconnects it."""
    return _prepared(duckdb.connect(":memory:", config=_limits() | options))


def shared() -> Backend:
    """This thread's connection to the engine of the process, for readers."""
    key = (os.getpid(), str(settings.WAREHOUSE))
    if getattr(_local, "key", None) != key:
        _local.backend = _prepared(duckdb.connect(f":memory:comptoir-{abs(hash(key))}", config=_limits()))
        _local.key = key
    backend: Backend = _local.backend
    return backend


def _limits() -> dict[str, Any]:
    return {
        "memory_limit": settings.DUCKDB_MEMORY,
        "temp_directory": str(spill_folder()),
        "max_temp_directory_size": SPILL_LIMIT,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }


def _prepared(connection: duckdb.DuckDBPyConnection) -> Backend:
    connection.execute("SET TimeZone = 'UTC'")
    return ibis.duckdb.from_connection(connection)
