"""A DuckDB engine of its own for one file, bounded in memory and disk, with a folder for what it spills."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
from django.conf import settings


class Workspace:
    """Holds the engine and the temporary files of one import; `close` removes both."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="comptoir-file-"))
        self.connection: Any = ibis.duckdb.connect(
            memory_limit=settings.DUCKDB_MEMORY,
            temp_directory=str(self.folder / "spill"),
            max_temp_directory_size=f"{settings.MAX_UNPACKED_BYTES * 2}B",
            threads=os.process_cpu_count() or 1,
            autoinstall_known_extensions=False,
            autoload_known_extensions=False,
            allow_community_extensions=False,
        )
        self._made = 0

    def keep(self, table: ir.Table, name: str) -> ir.Table:
        """Compute the table now; it is read from memory afterwards."""
        self._made += 1
        return self.connection.create_table(f"{name}_{self._made}", table, temp=True)

    def close(self) -> None:
        self.connection.disconnect()
        shutil.rmtree(self.folder, ignore_errors=True)
