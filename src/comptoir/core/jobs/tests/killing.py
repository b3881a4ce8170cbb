"""Worker processes that tests kill, and what stands in the database meanwhile."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def worker(module: str, environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """`python -m module work`, once it says that it is ready; killed at the end of the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, "work"], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.wait()


def ask(home: Path, query: str) -> list[tuple[Any, ...]]:
    """Beside the processes, in a connection of its own."""
    with closing(sqlite3.connect(home / "comptoir.sqlite3", timeout=20)) as database:
        return database.execute(query).fetchall()
