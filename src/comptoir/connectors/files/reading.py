"""Files to a DuckDB table of their rows, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from comptoir.connectors.files.columns import column
from comptoir.connectors.files.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Source:
    """The rows of a file. The engine knows its columns by position, people by header."""

    table: ir.Table
    """Columns c0, c1, …; and `malformed` (flag) where rows can be."""
    headers: tuple[str, ...]
    """Each once, whatever the file says."""
    first_line: int
    """The number of the first row: the header, where the file has one, is line 1."""

    @property
    def malformed(self) -> ir.BooleanValue:
        return self.table.malformed if "malformed" in self.table.columns else ibis.literal(False)

    def cells(self, row: ir.Table | None = None) -> Sequence[ir.Value]:
        """The file's columns, of the table or of a table made from it."""
        table = self.table if row is None else row
        return [table[column(position)] for position in range(len(self.headers))]


def read(workspace: Workspace, shape: "FileShape") -> Source:
    con = workspace.connection
    if shape.kind == "parquet":
        t = con.read_parquet(shape.path)
        return Source(t.select(**{column(i): t[n] for i, n in enumerate(t.columns)}), tuple(t.columns), 2)
    t = con.read_csv(
        str(shape.path),
        columns={column(i): "VARCHAR" for i in range(len(shape.headers))},
        auto_detect=False,
        header=True,
        delim=shape.delimiter,
        quote='"',
        escape='"',
    )
    return Source(t, shape.headers, 2)
