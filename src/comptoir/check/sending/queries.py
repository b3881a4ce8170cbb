"""Reads: the schedules of a company, who receives what, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from comptoir.check.reports.api import Line, State, reports, templates
from comptoir.check.sending.engine import Due, next_due
from comptoir.check.sending.models import Delivery, Edition, Refusal, Schedule
from comptoir.check.sending.planning import Choices, choices_of, key, rule_of, usual
from comptoir.core import clock
from comptoir.core.companies.api import Permission, Scope, people_who
from comptoir.core.mail.api import State as MailState
from comptoir.core.mail.api import mails


@dataclass(frozen=True, slots=True)
class Plan:
    """A report of a company, and when it is sent; `is_set` where somebody chose."""

    template: str
    choices: Choices
    is_set: bool
    is_paused: bool
    next: Due
    last: Line | None = None
    """The newest draft that the schedule asked for."""


@dataclass(frozen=True, slots=True)
class Reader:
    address: str
    person: int | None = None
    has_refused: bool = False

    @property
    def key(self) -> str:
        return key(self.address)


@dataclass(frozen=True, slots=True)
class Received:
    address: str
    is_member: bool
    sent_at: datetime
    sent_by: str
    mail: MailState | None
    """None once the journal is too old to be kept."""
    error: str


def plans(scope: Scope) -> list[Plan]:
    """One for each report that can be planned."""
    scope.require(Permission.VIEW_FIGURES)
    rows = {row.template: row for row in own_schedules(scope)}
    lines = {line.id: line for line in reports(scope)} if rows else {}
    names = dict.fromkeys((*(one.key for one in templates(scope)), *rows))
    return [_plan(scope, name, rows.get(name), lines) for name in names]


def plan_of(scope: Scope, template: str) -> Plan:
    return _plan(scope, template, schedule_of(scope, template), {})


def _plan(scope: Scope, template: str, row: Schedule | None, lines: dict[int, Line]) -> Plan:
    chosen = choices_of(row) if row else usual(scope, template)
    due = next_due(rule_of(chosen, scope.zone), clock.now())
    newest = row.editions.first() if row and lines else None
    last = lines.get(newest.report_id) if newest else None
    return Plan(template, chosen, row is not None, row is not None and row.is_paused, due, last)


def own_schedules(scope: Scope) -> list[Schedule]:
    rows = Schedule.objects.filter(company_id=scope.company_id)
    return list(rows.prefetch_related("recipients").order_by("template"))


def schedule_of(scope: Scope, template: str) -> Schedule | None:
    return Schedule.objects.filter(company_id=scope.company_id, template=template).first()


def schedule_that_sends(scope: Scope, number: int) -> Schedule | None:
    """The one whose newest turn the report is; None for a report that somebody built beside it, and in a pause."""
    for row in Schedule.objects.filter(company_id=scope.company_id, is_paused=False):
        newest = row.editions.first()
        if newest is not None and newest.report_id == number:
            return row
    return None


def readers(scope: Scope, template: str) -> list[Reader]:
    """Whom the schedule names, those who have left the company left out."""
    row = schedule_of(scope, template)
    if row is None:
        return []
    members = {one.id: one.email for one in people_who(scope, Permission.VIEW_FIGURES)}
    named = row.recipients.all()
    found = [Reader(members[one.person_id], one.person_id) for one in named if one.person_id in members]
    return with_refusals(scope, template, [*found, *(Reader(one.address) for one in named if one.address)])


def with_refusals(scope: Scope, template: str, named: list[Reader]) -> list[Reader]:
    """Each once, and whether that reader wants the report no more."""
    rows = Refusal.objects.filter(company_id=scope.company_id, template=template)
    refused = set(rows.values_list("address", flat=True))
    each = {one.key: one for one in reversed(named)}
    return [Reader(one.address, one.person, one.key in refused) for one in reversed(each.values())]


def received(scope: Scope, number: int) -> list[Received]:
    """Who got the report, when, and what became of each mail."""
    scope.require(Permission.VIEW_AUDIT)
    rows = list(own_deliveries(scope, number))
    journal = {mail.pk: mail for mail in mails(scope).filter(pk__in=[row.mail_id for row in rows])}
    found = []
    for row in rows:
        mail = journal.get(row.mail_id or 0)
        state = MailState(mail.state) if mail else None
        error = mail.error if mail else ""
        is_member = row.person_id is not None
        found.append(Received(row.address, is_member, row.sent_at, row.sent_by, state, error))
    return found


def own_deliveries(scope: Scope, number: int) -> "list[Delivery]":
    return list(Delivery.objects.filter(report_id=number, report__company_id=scope.company_id))


def drafts_to_approve(scope: Scope) -> list[Line]:
    """The newest draft of each schedule that waits for this person's approval."""
    if not scope.may(Permission.APPROVE_REPORTS):
        return []
    asked = Schedule.objects.filter(company_id=scope.company_id, needs_approval=True, is_paused=False)
    newest = [
        Edition.objects.filter(schedule=row).values_list("report_id", flat=True).first() for row in asked
    ]
    if not any(newest):
        return []
    return [line for line in reports(scope) if line.id in newest and line.state is State.DRAFT]


def reaches(scope: Scope) -> list[tuple[str, bool]]:
    """The reports that a member receives: each with whether that member has stopped it."""
    scope.require(Permission.VIEW_FIGURES)
    rows = Schedule.objects.filter(company_id=scope.company_id, recipients__person_id=scope.actor_id or 0)
    names = list(rows.order_by("template").values_list("template", flat=True).distinct())
    refused = set(
        Refusal.objects.filter(
            company_id=scope.company_id, template__in=names, address=key(scope.actor)
        ).values_list("template", flat=True)
    )
    return [(name, name in refused) for name in names]
