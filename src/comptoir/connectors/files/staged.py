"""What a file has become, before anything is stored."""

from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import ibis.expr.types as ir

from comptoir.connectors.files.workspace import Workspace


@dataclass
class Staged:
    """A context manager: leaving it closes the engine and removes temporary files.

    `tables` hold each entity's columns, with `customer` (a number of `customers`, null for a guest) where the store
    has `customer_key`.
    Every row read is loaded, rejected or repeated, and counted so.
    """

    workspace: Workspace
    tables: dict[str, ir.Table]
    customers: ir.Table
    """customer, source, reference, email, name: those whom the file names."""
    rejects: ir.Table
    """line, column, value, reason, unit, raw: the whole row as JSON."""
    repeated: ir.Table
    """first_line, last_line, lines, units: sections of the file that stand twice, dropped."""
    units: ir.Table
    """source, unit, rows: every order or refund document of the file and how many of its rows are loaded. A unit
    read again without lines of one of the two kinds has lost them."""
    rows_read: int
    rows_repeated: int
    rows_rejected: int
    notes: tuple[str, ...] = field(default=())

    @property
    def rows_loaded(self) -> int:
        return self.rows_read - self.rows_repeated - self.rows_rejected

    @property
    def connection(self) -> Any:
        return self.workspace.connection

    def close(self) -> None:
        self.workspace.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
