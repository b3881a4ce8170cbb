"""Files to a DuckDB table of their rows, in their order. Heavy: not for start-up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from comptoir.connectors.files import books, careful
from comptoir.connectors.files.columns import column
from comptoir.connectors.files.packing import Kind
from comptoir.connectors.files.plain import as_utf8
from comptoir.connectors.files.shape import FileShape
from comptoir.connectors.files.workspace import Workspace
from comptoir.core.errors import InputError

BUFFER = 16 * 2**20
"""Bytes of text read at once. Measured on a million rows: a fifth less time than with DuckDB's 32 MB."""


@dataclass(frozen=True, slots=True)
class Source:
    """The rows of a file. The engine knows its columns by position, people by header."""

    table: ir.Table
    """Columns c0, c1, …; and `malformed` (flag) where rows can be."""
    headers: tuple[str, ...]
    """Each once, whatever the file says."""
    first_line: int
    """The number of the first row: the header, where the file has one, is line 1 after what stands before."""
    plain: Path | None = None
    """The file as UTF-8 text, where it is one: what `again_with_care` reads."""
    shape: FileShape | None = None
    rows_a_line: int = 1
    """How many rows each line of the file has become."""
    exact_numbers: bool = False
    """Numbers come from the cells of a workbook: written with a point whatever the mapping says."""

    @property
    def malformed(self) -> ir.BooleanValue:
        return self.table.malformed if "malformed" in self.table.columns else ibis.literal(False)

    def cells(self, row: ir.Table | None = None) -> Sequence[ir.Value]:
        """The file's columns, of the table or of a table made from it."""
        table = self.table if row is None else row
        return [table[column(position)] for position in range(len(self.headers))]


def read(workspace: Workspace, shape: FileShape) -> Source:
    """The rows of the file, read when they are asked for."""
    first_line = shape.skipped + 2
    match shape.kind:
        case Kind.PARQUET:
            table = workspace.connection.read_parquet(shape.path, table_name=workspace.new_name("file"))
            named = {column(at): table[name] for at, name in enumerate(table.columns)}
            return Source(table.select(**named), shape.headers, 2)
        case Kind.EXCEL:
            rows = books.workbook_rows(shape.path, shape.sheet, len(shape.headers), shape.skipped)
            table = workspace.connection.create_table(workspace.new_name("book"), rows, temp=True)
            return Source(table, shape.headers, first_line, exact_numbers=True)
        case _:
            plain = as_utf8(shape, workspace.new_file("plain", ".csv"))
            table = workspace.connection.read_csv(
                str(plain.path),
                table_name=workspace.new_name("file"),
                columns={column(at): "VARCHAR" for at in range(len(shape.headers))},
                auto_detect=False,
                header=True,
                skip=shape.skipped,
                delim=shape.delimiter,
                quote='"',
                escape='"',
                buffer_size=BUFFER,
            )
            source = Source(table, shape.headers, first_line, plain=plain.path, shape=shape)
            return again_with_care(workspace, source) if plain.has_nul else source


def again_with_care(workspace: Workspace, source: Source) -> Source:
    """The same rows read record by record, those that do not fit the header marked, not refused."""
    if source.plain is None or source.shape is None:
        return source
    rows = careful.rewrite(source.plain, workspace.new_file("rows", ".parquet"), source.shape)
    return replace(
        source, table=workspace.connection.read_parquet(rows, table_name=workspace.new_name("file"))
    )


def sound(workspace: Workspace, shape: FileShape) -> Source:
    """As `read`, but read through once: what comes of it afterwards cannot fail on a row."""
    source = read(workspace, shape)
    try:
        workspace.connection.to_pyarrow(source.table.count())
    except duckdb.Error as error:
        again = again_with_care(workspace, source)
        if again is source:
            raise unreadable() from error
        return again
    return source


def unreadable() -> InputError:
    return InputError(
        _("The file cannot be read: it is damaged, or too large for the memory given to the program."),
        advice=_("Export it again, or for a shorter period."),
    )
