"""Verbs of reports: build, correct, comment, approve. What was approved is never built anew."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.check.hooks.api import Event, tell_report
from comptoir.check.reports.arrangement import arrangement_to_json
from comptoir.check.reports.changes import with_changes
from comptoir.check.reports.declared import kind_of
from comptoir.check.reports.models import State, StoredRemark, StoredReport
from comptoir.check.reports.queries import Kept, kept, own_row, own_rows, report_before
from comptoir.check.reports.saved import Template, template_of
from comptoir.check.reports.settling import news_of
from comptoir.check.reports.shapes import Report, Text, commentable
from comptoir.check.reports.stored import to_json
from comptoir.core import clock
from comptoir.core.audit.api import put_away, record, revise
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError, InputError, NotFoundError

LONGEST = 2000


def build(scope: Scope, template: str, evening: date | None = None, *, takes_settled: bool = False) -> Kept:
    """The draft of the last period that is over on that evening, in the language of the moment; built again, a draft
    keeps what people wrote beside it. Where that report is approved it is handed out as it is, if `takes_settled`;
    else ConflictError."""
    scope.require(Permission.EDIT_REPORTS)
    known = template_of(scope, template)
    kind = kind_of(known.kind)
    from comptoir.check.reports.building import making  # noqa: PLC0415 - heavy library, kept out of start-up

    span = making.span_of(scope, kind, evening)
    before = (
        own_rows(scope).filter(template=known.key, first_day=span.period.start, last_day=span.end).first()
    )
    if before is not None and before.state != State.DRAFT and takes_settled:
        return kept(before)
    if before is not None:
        _refuse_settled(before)
    last = report_before(scope, known.key, span.period.start)
    made = with_changes(making.made(scope, kind, span), last, known.arrangement)
    return kept(_store(scope, known, made))


def _store(scope: Scope, template: Template, made: Report) -> StoredReport:
    named = {"template": template.key, "first_day": made.start, "last_day": made.end}
    content = {
        "kind": template.kind,
        "arrangement": arrangement_to_json(template.arrangement),
        "title": made.header.period,
        "language": made.header.language,
        "snapshot": made.header.snapshot,
        "content": to_json(made),
        "built_at": made.built_at,
        "built_by_id": scope.actor_id,
    }
    with transaction.atomic():
        row, is_new = StoredReport.objects.select_for_update(of=("self",)).get_or_create(
            company_id=scope.company_id, **named, defaults=content
        )
        if not is_new:
            _refuse_settled(row)  # approved while this one was built
            for name, value in content.items():
                setattr(row, name, value)
            row.save()
        record(scope, "report.built", f"report:{row.pk}", title=row.title, snapshot=row.snapshot)
    return row


def correct(scope: Scope, number: int, key: str, text: str) -> Kept:
    """A sentence in a person's own words; with nothing, as it was built."""
    scope.require(Permission.EDIT_REPORTS)
    words = _words(text)
    with transaction.atomic():
        row = _draft(scope, number)
        built = kept(row).report
        sentences = [one for block in built.blocks() if isinstance(block, Text) for one in block.sentences]
        sentence = next((one for one in sentences if one.key == key), None)
        if sentence is None:
            raise NotFoundError(_("This report has no such sentence."))
        words = "" if words == sentence.text else words
        said = kept(row).remarks.corrections.get(key)
        if words != (said.text if said else ""):
            _write(scope, row, key, words, is_correction=True)
            record(scope, "report.corrected", f"report:{row.pk}", title=row.title, name=key)
    return kept(row)


def comment(scope: Scope, number: int, key: str, text: str) -> Kept:
    """Beside a part of the report, or beside a block of it: `part.block`."""
    scope.require(Permission.EDIT_REPORTS)
    words = _words(text)
    if not words:
        raise InputError(_("Write a comment first."))
    with transaction.atomic():
        row = _draft(scope, number)
        if key not in commentable(kept(row).report):
            raise NotFoundError(_("This report has no such part."))
        _write(scope, row, key, words, is_correction=False)
        record(scope, "report.commented", f"report:{row.pk}", title=row.title, name=key)
    return kept(row)


def remove_comment(scope: Scope, number: int, remark: int) -> Kept:
    scope.require(Permission.EDIT_REPORTS)
    with transaction.atomic():
        row = _draft(scope, number)
        said = row.remarks.filter(pk=remark, is_correction=False, deleted_at=None).first()
        if said is None:
            raise NotFoundError(_("There is no such comment."))
        put_away(scope, said, "report.comment_removed", f"report:{row.pk}", name=said.key)
    return kept(row)


def approve(scope: Scope, number: int) -> Kept:
    """From now on it stays as it is, until it is opened again."""
    scope.require(Permission.APPROVE_REPORTS)
    with transaction.atomic():
        row = own_row(scope, number, for_update=True)
        _refuse_settled(row)
        now = clock.now()
        changes = {
            "state": State.APPROVED,
            "approved_at": now,
            "approved_by": scope.actor or scope.role,
        }
        _turn(scope, row, changes, "report.approved")
        tell_report(scope, Event.REPORT_APPROVED, news_of(row), stamp=now)
    return kept(row)


def reopen(scope: Scope, number: int) -> Kept:
    """What was approved and not sent is a draft again."""
    scope.require(Permission.APPROVE_REPORTS)
    with transaction.atomic():
        row = own_row(scope, number, for_update=True)
        if row.state != State.APPROVED:
            raise ConflictError(_("Only an approved report that was not sent can be opened again."))
        _turn(scope, row, {"state": State.DRAFT, "approved_at": None, "approved_by": ""}, "report.reopened")
    return kept(row)


def _turn(scope: Scope, row: StoredReport, changes: dict[str, object], verb: str) -> None:
    revise(
        scope,
        row,
        changes.keys(),
        changes,
        verb,
        f"report:{row.pk}",
        told=lambda one: {"state": one["state"]},
    )


def _write(scope: Scope, row: StoredReport, key: str, text: str, *, is_correction: bool) -> None:
    StoredRemark.objects.create(
        report=row,
        key=key,
        is_correction=is_correction,
        text=text,
        written_by=scope.actor or scope.role,
        written_at=clock.now(),
    )


def _draft(scope: Scope, number: int) -> StoredReport:
    row = own_row(scope, number, for_update=True)
    _refuse_settled(row)
    return row


def _refuse_settled(row: StoredReport) -> None:
    if row.state != State.DRAFT:
        raise ConflictError(
            _("This report is %(state)s: it stays as it is.") % {"state": State(row.state).label},
            advice=_("Open it again to change it."),
        )


def _words(text: str) -> str:
    words = " ".join(text.split())
    if len(words) > LONGEST:
        raise InputError(_("That is too long: %(most)d letters at most.") % {"most": LONGEST})
    return words
