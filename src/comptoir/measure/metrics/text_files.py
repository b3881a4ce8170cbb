"""Compiled statements beside the warehouse: what one process worked out serves the next, which starts with nothing.

A file holds a text for as long as this installation runs the same code: another version, of ours or of a library that
takes part in compiling, has a folder of its own, and the folders of others are removed.
"""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.functional import Promise

from comptoir.core.code_state import state_of_code
from comptoir.core.json_files import read_json, write_json
from comptoir.measure.metrics.slots import TOKEN

MOST_FILES = 5_000
_FLOORS = ("core", "entities", "measure")
"""Whose code has a say in how a statement reads."""
_COMPILERS = ("duckdb", "ibis-framework", "sqlglot")
_PLACE = "\N{REPLACEMENT CHARACTER}slot"
"""Stands for what marks a slot, which each process draws anew."""


@dataclass(frozen=True, slots=True)
class Written:
    sql: str
    tables: Mapping[str, str]
    found: Mapping[str, bool]


def read(key: object) -> Written | None:
    path = _path(key)
    if path is None:
        return None
    told = read_json(path)
    return Written(told["sql"].replace(_PLACE, TOKEN), told["tables"], told["found"]) if told else None


def write(key: object, text: Written) -> None:
    """Nothing is lost where it cannot be written: it is compiled again."""
    path = _path(key)
    if path is None or _PLACE in text.sql:
        return
    told = {"sql": text.sql.replace(TOKEN, _PLACE), "tables": dict(text.tables), "found": dict(text.found)}
    try:
        if not path.parent.exists():
            _make_room(path.parent)
        elif sum(1 for _one in path.parent.iterdir()) >= MOST_FILES:
            return
    except OSError:
        return
    write_json(path, told)


def _make_room(folder: Path) -> None:
    shutil.rmtree(folder.parent, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)


def _path(key: object) -> Path | None:
    try:
        name = sha256(repr(list(_plain(key))).encode()).hexdigest()
    except TypeError:
        return None
    return Path(settings.WAREHOUSE) / ".statements" / state_of_code(_FLOORS, _COMPILERS) / f"{name}.json"


def _plain(value: Any) -> Iterator[Any]:
    """The same in every process; TypeError for what has no such form."""
    if isinstance(value, Enum):
        yield type(value).__qualname__, value.name
    elif is_dataclass(value) and not isinstance(value, type):
        yield type(value).__qualname__, [list(_plain(getattr(value, one.name))) for one in fields(value)]
    elif isinstance(value, frozenset):
        yield "set", sorted(repr(list(_plain(one))) for one in value)
    elif isinstance(value, tuple):
        yield "tuple", [list(_plain(one)) for one in value]
    elif isinstance(value, Promise):
        yield "words"  # for people: no statement reads otherwise by them
    elif value is None or isinstance(value, str | int | date | Decimal):
        yield repr(value)
    else:
        raise TypeError(type(value))
