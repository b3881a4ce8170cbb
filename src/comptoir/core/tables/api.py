"""The door of tables: build one, show it with `parts/table.html`, export it."""

from comptoir.core.tables.export import BookCell, BookSheet, harmless, to_book, to_csv, to_xlsx
from comptoir.core.tables.model import Cell, CellKind, Line, Table, TableColumn
from comptoir.core.tables.reading import amount_of, lines_of, month_of
from comptoir.core.tables.response import table_response
from comptoir.core.tables.workbook import is_workbook, workbook_lines

__all__ = [
    "BookCell",
    "BookSheet",
    "Cell",
    "CellKind",
    "Line",
    "Table",
    "TableColumn",
    "amount_of",
    "harmless",
    "is_workbook",
    "lines_of",
    "month_of",
    "table_response",
    "to_book",
    "to_csv",
    "to_xlsx",
    "workbook_lines",
]
