"""Files worked out of one state of a company's facts, beside the facts: made once, by one process."""

import fcntl
import shutil
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Self

from django.conf import settings

from comptoir.core.companies.api import Scope
from comptoir.measure.metrics.catalogue.measures import MEASURES

FOLDER = ".rollups"
KEPT_STATES = 3
"""States of the facts whose files stay; older ones are made again if they are ever asked for."""


@dataclass(frozen=True, slots=True)
class Shelf:
    folder: Path

    @classmethod
    def of(cls, scope: Scope, versions: Hashable) -> Self:
        """The shelf of these versions of the facts. Other definitions of measures have another shelf."""
        name = sha256(repr((versions, sorted(MEASURES.items()))).encode()).hexdigest()[:16]
        return cls(Path(settings.WAREHOUSE) / str(scope.company_id) / FOLDER / name)

    def file(self, name: str, write: Callable[[Path], None]) -> Path | None:
        """The file of that name, written by `write` if it is not there yet.

        None while another process writes it: whoever asks reads the facts themselves rather than wait.
        """
        path = self.folder / f"{name}.parquet"
        if path.exists():
            return path
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / f"{name}.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return None
            if not path.exists():
                unfinished = path.with_suffix(".unfinished")
                write(unfinished)
                unfinished.rename(path)
        return path

    def forget_others(self) -> None:
        """Remove the files of older states, this one and the most recent ones excepted."""
        others = [folder for folder in self.folder.parent.iterdir() if folder != self.folder]
        others.sort(key=lambda folder: folder.stat().st_mtime, reverse=True)
        for folder in others[KEPT_STATES - 1 :]:
            shutil.rmtree(folder, ignore_errors=True)
