"""Statements in the words of the engine, each compiled once for every state of the facts.

Compiling costs more than most questions cost the engine, and to a statement an import changes the names of tables
alone: its text is kept with slots for them, and serves each snapshot, company and thread of the process whose tables
look the same.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, Self

from comptoir.measure.metrics import text_files
from comptoir.measure.metrics.slots import slot
from comptoir.measure.warehouse.api import View

if TYPE_CHECKING:
    from ibis.expr import types as ir

MOST_KEPT = 2_000


@dataclass(frozen=True, slots=True)
class Text:
    sql: str
    tables: Mapping[str, str]
    """What it reads: names that any state of the facts knows, and how those tables look."""
    found: Mapping[str, bool]
    """What decided how the statement reads: whether these entities have rows."""

    @classmethod
    def of(cls, sql: str, views: Mapping[str, View], found: Mapping[str, bool]) -> Self:
        read = {name: view for name, view in views.items() if _quoted(view.name) in sql}
        for name, view in read.items():
            sql = sql.replace(_quoted(view.name), _quoted(slot(name)))
        return cls(sql, {name: view.look for name, view in read.items()}, dict(found))

    def naming(self, state: Tables) -> str | None:
        """The text over the tables of another state; None where they are not alike."""
        if any(state.has(name) != was for name, was in self.found.items()):
            return None
        sql = self.sql
        for name, look in self.tables.items():
            view = state.named(name)
            if view is None or view.look != look:
                return None
            sql = sql.replace(_quoted(slot(name)), _quoted(view.name))
        return sql


def _quoted(name: str) -> str:
    return f'"{name}"'


@dataclass(slots=True)
class Texts:
    """The most recently asked, shared by the threads of the process, and what processes before it compiled."""

    _texts: OrderedDict[Hashable, Text] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _making: dict[Hashable, threading.Lock] = field(default_factory=dict)

    @contextmanager
    def making(self, key: Hashable) -> Iterator[None]:
        """One thread at a time: two periods of a question are asked side by side, and compiled once."""
        with self._lock:
            mine = self._making.setdefault(key, threading.Lock())
        try:
            with mine:
                yield
        finally:
            with self._lock:
                self._making.pop(key, None)

    def get(self, key: Hashable) -> Text | None:
        with self._lock:
            if key in self._texts:
                self._texts.move_to_end(key)
                return self._texts[key]
        written = text_files.read(key)
        if written is None:
            return None
        found = Text(written.sql, written.tables, written.found)
        self._remember(key, found)
        return found

    def put(self, key: Hashable, text: Text) -> None:
        self._remember(key, text)
        text_files.write(key, text_files.Written(text.sql, text.tables, text.found))

    def _remember(self, key: Hashable, text: Text) -> None:
        with self._lock:
            self._texts[key] = text
            while len(self._texts) > MOST_KEPT:
                self._texts.popitem(last=False)


TEXTS = Texts()


class Tables(Protocol):
    """The tables of one state of the facts."""

    def has(self, name: str) -> bool: ...

    def named(self, name: str) -> View | None:
        """The table by the name that any state knows; opened if it is not yet."""

    def compiled(self, expression: ir.Table) -> str: ...


@dataclass(slots=True)
class Statements:
    """The statements over one state of the facts, which notes here what they find while they are made."""

    kind: Hashable
    """Tells apart states whose statements are likely to differ, so that they do not push out each other's."""
    views: dict[str, View] = field(default_factory=dict)
    """What is open."""
    found: dict[str, bool] = field(default_factory=dict)
    asked_kept: bool = False
    """Whether one reads otherwise where tables are kept."""
    is_makeshift: bool = False
    """Whether one had to do without a table that another process is writing: its text is not for others."""

    def text(self, state: Tables, key: Hashable, make: Callable[[], ir.Table], is_kept: bool = False) -> str:
        """The statement over these tables, compiled if no state of the facts has asked it yet.

        `is_kept`: whether this state keeps what others work out each time.
        """
        common = (key, self.kind)
        own = (*common, is_kept)
        sql = self._known(state, common, own)
        if sql is None:
            with TEXTS.making(common):
                sql = self._known(state, common, own) or self._compiled(state, make, common, own)
        return sql

    def _known(self, state: Tables, common: Hashable, own: Hashable) -> str | None:
        known = TEXTS.get(common) or TEXTS.get(own)
        return known.naming(state) if known is not None else None

    def _compiled(self, state: Tables, make: Callable[[], ir.Table], common: Hashable, own: Hashable) -> str:
        self.found, self.asked_kept, self.is_makeshift = {}, False, False
        sql = state.compiled(make())
        if not self.is_makeshift:
            TEXTS.put(own if self.asked_kept else common, Text.of(sql, self.views, self.found))
        return sql
