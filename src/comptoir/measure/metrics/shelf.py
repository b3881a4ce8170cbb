"""Files worked out of one state of a company's facts, beside the facts: made once, by one process."""

import fcntl
import json
import shutil
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Self

from django.conf import settings

from comptoir.core.companies.api import Scope
from comptoir.measure.metrics.catalogue.measures import MEASURES
from comptoir.measure.metrics.inputs import Inputs

FOLDER = ".rollups"
INPUTS = "inputs.json"
KEPT_STATES = 3
"""States of the facts whose files stay; older ones are made again if they are ever asked for."""
VERSION = 6
"""Another number when what is kept changes its shape."""


@dataclass(frozen=True, slots=True)
class Shelf:
    folder: Path

    @classmethod
    def of(cls, scope: Scope, versions: Hashable) -> Self:
        """The shelf of these versions of the facts. Other definitions of measures have another shelf."""
        definitions = _digest((VERSION, sorted(MEASURES.items())))
        return cls(_root(scope) / f"{definitions}-{_digest(versions)}")

    def file(self, name: str, write: Callable[[Path], None], inputs: Callable[[], Inputs]) -> Path | None:
        """The file or folder of that name, written by `write` if it is not there yet.

        None while another process writes it: whoever asks reads the facts themselves rather than wait. None
        as well if the shelf is cleared meanwhile.
        """
        path = self.folder / name
        if path.exists():
            return path
        try:
            self._note(inputs)
            with path.with_suffix(".lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if not path.exists():
                    unfinished = path.with_suffix(".unfinished")
                    _remove(unfinished)
                    write(unfinished)
                    unfinished.rename(path)
        except (BlockingIOError, FileNotFoundError):
            return None
        return path

    def earlier(self, name: str) -> tuple[Path, Inputs] | None:
        """The same file of the most recent other state, by the same definitions, and what it was made from."""
        definitions = self.folder.name.partition("-")[0]
        for folder in self._others():
            path, noted = folder / name, folder / INPUTS
            if folder.name.startswith(f"{definitions}-") and path.exists() and noted.exists():
                return path, json.loads(noted.read_text())
        return None

    def forget_others(self) -> None:
        """Remove the files of older states, this one and the most recent ones excepted."""
        for folder in list(self._others())[KEPT_STATES - 1 :]:
            shutil.rmtree(folder, ignore_errors=True)

    def _others(self) -> Iterator[Path]:
        """The most recent first."""
        others = [folder for folder in self.folder.parent.iterdir() if folder != self.folder]
        yield from sorted(others, key=lambda folder: folder.stat().st_mtime, reverse=True)

    def _note(self, inputs: Callable[[], Inputs]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        noted = self.folder / INPUTS
        if not noted.exists():
            unfinished = noted.with_suffix(".unfinished")
            unfinished.write_text(json.dumps(inputs()))
            unfinished.rename(noted)


def clear(scope: Scope) -> None:
    """Remove every file of the company, of all states."""
    shutil.rmtree(_root(scope), ignore_errors=True)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _root(scope: Scope) -> Path:
    return Path(settings.WAREHOUSE) / str(scope.company_id) / FOLDER


def _digest(value: Hashable) -> str:
    return sha256(repr(value).encode()).hexdigest()[:16]
