"""Reads of a company's reports."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from comptoir.check.reports.arrangement import arranged, arrangement_from_json
from comptoir.check.reports.models import State, StoredReport
from comptoir.check.reports.shapes import Remark, Remarks, Report
from comptoir.check.reports.stored import from_json
from comptoir.core.accounts.api import names_of
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Line:
    """A report in a list."""

    id: int
    template: str
    kind: str
    """What the template is based on."""
    title: str
    first_day: date
    last_day: date
    state: State
    snapshot: int
    built_at: datetime
    approved_at: datetime | None
    approved_by: str
    released_at: datetime | None
    """When it left without an approval."""
    released_by: str
    is_by_schedule: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored report, with what people wrote beside it."""

    line: Line
    report: Report
    remarks: Remarks


def reports(scope: Scope, template: str = "") -> list[Line]:
    """The newest first."""
    rows = own_rows(scope).defer("content")
    return [_line(row) for row in (rows.filter(template=template) if template else rows)]


def report(scope: Scope, number: int) -> Kept:
    return kept(own_row(scope, number))


def report_of(scope: Scope, template: str, first_day: date, last_day: date) -> Kept | None:
    row = own_rows(scope).filter(template=template, first_day=first_day, last_day=last_day).first()
    return kept(row) if row else None


def report_before(scope: Scope, template: str, first_day: date) -> Report | None:
    """The last one of the template whose days lie before; whole, whatever of it is shown."""
    row = own_rows(scope).filter(template=template, last_day__lt=first_day).first()
    return from_json(row.content) if row else None


def newest_of_kind(scope: Scope, kind: str) -> Report | None:
    """The newest report of a kind, whole."""
    row = own_rows(scope).filter(Q(kind=kind) | Q(kind="", template=kind)).first()
    return from_json(row.content) if row else None


def history(scope: Scope, number: int) -> list[dict[str, Any]]:
    """Every sentence corrected and every comment written, the newest first, those taken back too."""
    rows = own_row(scope, number).remarks.order_by("-pk")
    return [
        {
            "key": one.key,
            "correction": one.is_correction,
            "text": one.text,
            "by": one.written_by,
            "at": one.written_at,
            "taken_back": one.deleted_at is not None,
        }
        for one in rows
    ]


def title_of(row: StoredReport) -> str:
    """What stands above it, for who may see no more of it."""
    return str(row.content["header"]["title"])


def own_rows(scope: Scope) -> QuerySet[StoredReport]:
    scope.require(Permission.VIEW_FIGURES)
    return StoredReport.objects.filter(company_id=scope.company_id)


def own_row(scope: Scope, number: int, *, for_update: bool = False) -> StoredReport:
    rows = own_rows(scope)
    if for_update:
        rows = rows.select_for_update(of=("self",))
    row = rows.filter(pk=number).first()
    if row is None:
        raise NotFoundError(
            _("There is no report %(id)d of %(company)s.") % {"id": number, "company": scope.name}
        )
    return row


def kept(row: StoredReport) -> Kept:
    corrections: dict[str, Remark] = {}
    comments: dict[str, tuple[Remark, ...]] = {}
    rows = list(row.remarks.filter(deleted_at=None))
    names = names_of(one.written_by for one in rows)
    for one in rows:
        said = Remark(one.key, one.text, names[one.written_by], one.written_at, one.pk)
        if not one.is_correction:
            comments[one.key] = (*comments.get(one.key, ()), said)
        elif one.text:
            corrections[one.key] = said
        else:
            corrections.pop(one.key, None)
    report = arranged(from_json(row.content), arrangement_from_json(row.arrangement))
    return Kept(_line(row), report, Remarks(corrections, comments))


def _line(row: StoredReport) -> Line:
    return Line(
        row.pk,
        row.template,
        row.kind or row.template,
        row.title,
        row.first_day,
        row.last_day,
        State(row.state),
        row.snapshot,
        row.built_at,
        row.approved_at,
        row.approved_by,
        row.released_at,
        row.released_by,
        row.is_by_schedule,
    )
