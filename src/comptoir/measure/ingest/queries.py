"""Reads of imports."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import batched
from pathlib import Path
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from comptoir.connectors.files.api import reason_sentence
from comptoir.connectors.sources import SOURCES
from comptoir.core.companies.api import Scope
from comptoir.core.errors import NotFoundError
from comptoir.measure.ingest.models import ImportRun, ImportState, RejectedRow

AT_ONCE = 500
"""Names in one question to the database, some of which take few."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A refused row, as people read it."""

    file: str
    """Of a zip of several; empty elsewhere."""
    line: int
    column: str
    value: str
    reason: str
    sentence: str
    order: str
    raw: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "value": self.value,
            "reason": self.reason,
            "explanation": self.sentence,
            "order": self.order,
        }


def imports(scope: Scope) -> list[ImportRun]:
    """The company's imports, newest first."""
    return list(ImportRun.objects.filter(company_id=scope.company_id).select_related("by"))


def told_until(scope: Scope) -> date | None:
    """The last day that was over when an import or a reading ended well: of later days nothing can be known yet."""
    runs = ImportRun.objects.filter(company_id=scope.company_id, state=ImportState.DONE, is_replay=False)
    ended = runs.aggregate(last=Max("finished_at"))["last"]
    return ended.astimezone(scope.zone).date() - timedelta(days=1) if ended else None


def import_run(scope: Scope, number: int | None = None) -> ImportRun:
    """One import, by its number in the company; the newest without one."""
    runs = ImportRun.objects.filter(company_id=scope.company_id)
    run = runs.filter(number=number).first() if number is not None else runs.first()
    if run is None:
        raise NotFoundError(
            _("There is no import %(number)s in %(company)s.") % {"number": number, "company": scope.name}
            if number is not None
            else _("Nothing has been imported into %(company)s yet.") % {"company": scope.name},
            advice=_("Import a file first: comptoir import orders FILE --company %(slug)s")
            % {"slug": scope.slug},
        )
    return run


def reader_label(run: ImportRun) -> str:
    """What read the file, as people call it: the mapping, or the tool's export."""
    if run.mapping:
        return run.mapping_name
    if run.mapping_name in SOURCES:
        tool = {"tool": SOURCES[run.mapping_name].label}
        return (_("%(tool)s, kept answers") if run.is_replay else _("%(tool)s, by its interface")) % tool
    from comptoir.connectors.registry import LAYOUTS  # noqa: PLC0415 - heavy, kept out of start-up

    labels = {layout.name: str(layout.label) for layout in LAYOUTS}
    return ", ".join(labels.get(name, name) for name in run.mapping_name.split(", "))


def rejected_rows(scope: Scope, number: int | None = None) -> list[Rejected]:
    """The rows that an import refused, in file order."""
    return [
        Rejected(
            row.member,
            row.line,
            row.column,
            row.value,
            row.reason,
            str(reason_sentence(row.reason)),
            row.unit,
            row.raw,
        )
        for row in import_run(scope, number).rejects.all()
    ]


@dataclass(frozen=True, slots=True)
class RefusedOrder:
    """Where an order was last refused, whole or in part."""

    reason: str
    run: int
    at: datetime


def refused_orders(connection: int, orders: Sequence[str]) -> dict[str, RefusedOrder]:
    """Of these orders those that a reading of the connection refused, as the last one did."""
    found: dict[str, RefusedOrder] = {}
    for part in batched(orders, AT_ONCE):
        rows = RejectedRow.objects.filter(run__connection=connection, unit__in=part).order_by("run__number")
        for unit, reason, number, at in rows.values_list("unit", "reason", "run__number", "run__started_at"):
            found[unit] = RefusedOrder(reason, number, at)
    return found


def is_imported(scope: Scope, path: Path) -> bool:
    """Whether this very file has been loaded already, be it undone since: nothing brings it back by itself."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return ImportRun.objects.filter(
        company_id=scope.company_id, file_digest=digest, state__in=(ImportState.DONE, ImportState.UNDONE)
    ).exists()
