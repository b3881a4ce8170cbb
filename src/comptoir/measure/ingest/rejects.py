"""Rejected rows: kept, counted by reason, listed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from comptoir.connectors.files.api import reason_sentence
from comptoir.connectors.source import Refused
from comptoir.core.bulk import insert
from comptoir.measure.ingest.models import ImportRun, RejectedRow

if TYPE_CHECKING:
    import pyarrow as pa

PAGE = 50
AT_ONCE = 5_000
_MEMBER = 200
"""Characters of a file's name that are kept."""
_KEPT = ("run", "member", "line", "column", "value", "reason", "unit", "line_number", "raw")


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
                Q(member__icontains=self.words)
                | Q(column__icontains=self.words)
                | Q(value__icontains=self.words)
                | Q(unit__icontains=self.words)
                | Q(line=int(self.words) if self.words.isdecimal() and len(self.words) < 19 else -1)
            )
        return rows


def keep_rejects(run: ImportRun, rejects: "pa.Table", member: str = "") -> None:
    """Keep the rows that a staged file lists as rejected, whole, in the order of the file; of a zip of several files
    with the name of the file."""
    for batch in rejects.to_batches(max_chunksize=AT_ONCE):
        insert(RejectedRow, _KEPT, [_values(run, member, row) for row in batch.to_pylist()])


def keep_refused(run: ImportRun, refused: Sequence[Refused], first: int) -> None:
    """Keep the records of an interface that were refused, numbered from `first` on within their run."""
    for part in batched(enumerate(refused, first), AT_ONCE):
        insert(
            RejectedRow,
            _KEPT,
            [
                (run.pk, "", number, one.field, one.value, one.reason, one.unit, None, json.dumps(one.raw))
                for number, one in part
            ],
        )


def _values(run: ImportRun, member: str, row: dict[str, Any]) -> tuple[Any, ...]:
    texts = (row["column"] or "", row["value"] or "", row["reason"], row["unit"] or "")
    return run.pk, member[:_MEMBER], row["line"], *texts, row["line_number"], row["raw"]


def reasons(run: ImportRun) -> list[Reason]:
    """Why rows were rejected, the most frequent first."""
    counts = run.rejects.order_by().values_list("reason").annotate(count=Count("pk")).order_by("-count")
    return [Reason(code, str(reason_sentence(code)), count) for code, count in counts]


def rejects_page(run: ImportRun, wanted: Filter, number: str | int = 1) -> Page[RejectedRow]:
    return Paginator(wanted.apply(run.rejects.all()), PAGE).get_page(number)
