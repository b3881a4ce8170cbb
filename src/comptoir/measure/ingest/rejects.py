"""Rejected rows: counted by reason, listed, and written out to be corrected and imported again."""

import csv
import re
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from comptoir.connectors.files.api import reason_sentence
from comptoir.core.tables.api import Table, TableColumn, harmless
from comptoir.measure.ingest.models import ImportRun, RejectedRow

PAGE = 50
LINE, REASON, ORDER_LINE = "comptoir_line", "comptoir_reason", "comptoir_order_line"
"""Columns that the export adds. A file that has `comptoir_order_line` holds single lines of orders: the import
refuses it, since it would take the place of whole orders."""

_PLAIN_NUMBER = re.compile(r"[-+]?[0-9]+([.,][0-9]+)?")


@dataclass(frozen=True, slots=True)
class Reason:
    code: str
    sentence: str
    count: int


@dataclass(frozen=True, slots=True)
class Filter:
    """What a person looks for among the rejected rows."""

    reason: str = ""
    words: str = ""

    def apply(self, rows: QuerySet[RejectedRow]) -> QuerySet[RejectedRow]:
        if self.reason:
            rows = rows.filter(reason=self.reason)
        if self.words:
            rows = rows.filter(
                Q(column__icontains=self.words)
                | Q(value__icontains=self.words)
                | Q(unit__icontains=self.words)
                | Q(line=int(self.words) if self.words.isdecimal() and len(self.words) < 19 else -1)
            )
        return rows


def reasons(run: ImportRun) -> list[Reason]:
    """Why rows were rejected, the most frequent first."""
    counts = run.rejects.order_by().values_list("reason").annotate(count=Count("pk")).order_by("-count")
    return [Reason(code, str(reason_sentence(code)), count) for code, count in counts]


def rejects_page(run: ImportRun, wanted: Filter, number: str | int = 1) -> Page[RejectedRow]:
    return Paginator(wanted.apply(run.rejects.all()), PAGE).get_page(number)


def corrections(run: ImportRun, wanted: Filter) -> Table:
    """The rows as they were read, with what a correction needs, in file order."""
    rows = [_row(reject) for reject in wanted.apply(run.rejects.all()).iterator()]
    names = list(dict.fromkeys(name for row in rows for name in row))
    added = [LINE, ORDER_LINE, REASON]
    ordered = [name for name in names if name not in added] + added
    return Table([TableColumn(name, name) for name in ordered], rows)


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


def _row(reject: RejectedRow) -> dict[str, Any]:
    read = {str(name): None if value is None else str(value) for name, value in reject.raw.items()}
    return read | {
        LINE: str(reject.line),
        ORDER_LINE: "" if reject.line_number is None else str(reject.line_number),
        REASON: str(reason_sentence(reject.reason)),
    }
