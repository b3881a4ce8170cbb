"""Rejected rows: counted by reason, listed."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from comptoir.connectors.files.api import reason_sentence
from comptoir.measure.ingest.models import ImportRun, RejectedRow

PAGE = 50


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
