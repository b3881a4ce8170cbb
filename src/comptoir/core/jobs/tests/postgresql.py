"""A PostgreSQL server for the tests: the one that is named, else a private one."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def _as_server(folder: Path, *words: str) -> None:
    # The server refuses to run as root.
    lower = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*lower, *words], check=True, capture_output=True, timeout=60, cwd=folder)


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The address of an empty database; skips the test with its reason where there can be none."""
    if address := os.environ.get("COMPTOIR_TEST_POSTGRESQL"):
        yield address
        return
    if not (shutil.which("initdb") and shutil.which("pg_ctl")):
        pytest.skip("no PostgreSQL here: set COMPTOIR_TEST_POSTGRESQL or put initdb and pg_ctl on the path")
    if os.geteuid() == 0:
        folder.chmod(0o711)
        folder = folder / "server"
        folder.mkdir()
        try:
            shutil.chown(folder, "postgres")
        except LookupError:
            pytest.skip("PostgreSQL does not run as root and there is no user « postgres »")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = str(folder / "data")
    _as_server(folder, "initdb", "-D", data, "-U", "comptoir", "-A", "trust", "--no-sync")
    options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off"
    _as_server(folder, "pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgresql://comptoir@127.0.0.1:{port}/postgres"
    finally:
        _as_server(folder, "pg_ctl", "-D", data, "-m", "immediate", "stop")
