"""The rows that an import refused as a file to correct and import again."""

import csv
import re
from collections.abc import Mapping as Pairs
from collections.abc import Sequence
from io import StringIO

from comptoir.connectors.files.api import Mapping, marks, reason_sentence, whole_orders
from comptoir.core.companies.api import Scope
from comptoir.core.tables.api import Table, TableColumn, harmless
from comptoir.measure.ingest.models import ImportRun, RejectedRow
from comptoir.measure.ingest.queries import import_run
from comptoir.measure.ingest.rejects import Filter
from comptoir.measure.ingest.uploads import file_of_run, path_of

_PLAIN_NUMBER = re.compile(r"[-+]?[0-9]+([.,][0-9]+)?")


def rows_to_correct(scope: Scope, number: int | None = None) -> Table:
    """All the rows that an import refused, by its number; of the newest without one. See `corrections`."""
    return corrections(scope, import_run(scope, number), Filter())


def corrections(scope: Scope, run: ImportRun, wanted: Filter) -> Table:
    """The rejected rows as they were read, with line and reason, in file order.

    While the file of orders is kept, the other rows of their orders stand among them, without a reason: an order is
    imported whole. Afterwards the list holds single lines, says so by a column, and is no longer importable.
    """
    found = wanted.apply(run.rejects.all()).iterator()
    upload = file_of_run(scope, run)
    # Of a tool's export a row may stand for a whole day: the list is to read, never to load.
    if upload is None or not run.mapping:
        rows = [_single(row) for row in found]
        named = (marks.FILE,) if any(row.get(marks.FILE) for row in rows) else ()
        return _table(rows, (*named, marks.LINE, marks.ORDER_LINE, marks.REASON))
    rejected = {row.line: row for row in found}
    sections = [(section["first_line"], section["last_line"]) for section in run.repeated]
    read = whole_orders(path_of(upload), Mapping.from_yaml(run.mapping), rejected.keys(), sections)
    rows = [
        cells | {marks.LINE: str(line), marks.REASON: _reason(rejected.get(line))} for line, cells in read
    ]
    return _table(rows, (marks.LINE, marks.REASON))


def corrections_csv(table: Table, delimiter: str) -> bytes:
    """As `to_csv` of core, but a bare negative number stays one: an apostrophe would spoil the quantity."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    names = [column.name for column in table.columns]
    writer.writerow([harmless(name) for name in names])
    writer.writerows([_safe(str(row.get(name) or "")) for name in names] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _safe(text: str) -> str:
    return text if _PLAIN_NUMBER.fullmatch(text) else harmless(text)


def _table(rows: Sequence[Pairs[str, str]], added: tuple[str, ...]) -> Table:
    names = [name for name in dict.fromkeys(name for row in rows for name in row) if name not in added]
    return Table([TableColumn(name, name) for name in (*names, *added)], rows)


def _single(row: RejectedRow) -> dict[str, str]:
    read = {str(name): "" if value is None else str(value) for name, value in row.raw.items()}
    place = "" if row.line_number is None else str(row.line_number)
    if row.member:
        read |= {marks.FILE: row.member}
    return read | {marks.LINE: str(row.line), marks.ORDER_LINE: place, marks.REASON: _reason(row)}


def _reason(row: RejectedRow | None) -> str:
    return "" if row is None else str(reason_sentence(row.reason))
