"""One at a time of what changes the facts of a connection: while answers are mapped again no reading goes on, so that
an older answer never comes after a newer one. The kernel lets go when the process dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

from django.conf import settings

from comptoir.connectors.connections.api import Connection
from comptoir.measure.ingest.api import Watch

LOOK = 0.5
"""Seconds between two looks at whether it is free, and whether a person stopped the waiting."""


@contextmanager
def alone(held: Connection, watch: Watch) -> Iterator[None]:
    """Hold the connection, after whoever holds it now. Raises CancelledError when the work is stopped meanwhile."""
    path = Path(settings.UPLOADS) / str(held.company_id) / f"connection-{held.pk}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        while not _taken(descriptor):
            watch.check()
            sleep(LOOK)
        yield
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
