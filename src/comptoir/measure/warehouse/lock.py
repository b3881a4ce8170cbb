"""One writer at a time in a company, whatever its process. Readers never ask."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from comptoir.core.errors import ConflictError

FIRST_PAUSE, LONGEST_PAUSE = 0.005, 0.25


@contextmanager
def exclusive(folder: Path, wait: float) -> Iterator[None]:
    """Hold the folder. The kernel lets go of it when the process dies, even by `kill -9`.

    ConflictError after `wait` seconds, naming the process that holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / "writer.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _acquire(descriptor, wait)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, wait: float) -> None:
    deadline, pause = time.monotonic() + wait, FIRST_PAUSE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                holder = os.pread(descriptor, 20, 0).decode() or "?"
                raise ConflictError(
                    _("The facts of this company are being written by another process (%(pid)s).")
                    % {"pid": holder},
                    advice=_("Wait until it has finished, then try again."),
                ) from None
            time.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            return
