"""The verbs of schedules: set, pause; and of readers: stop, want again."""

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.check.reports.api import template_of, templates
from comptoir.check.sending.models import Recipient, Refusal, Schedule
from comptoir.check.sending.planning import Choices, check, choices_of, key, without_members
from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Scope, people_who
from comptoir.core.errors import ConflictError, InputError, NotFoundError

_HOURS = ("rhythm", "weekday", "month_day", "draft_at", "send_at")


def plan(scope: Scope, template: str, chosen: Choices) -> None:
    """When the report is drafted and sent, and to whom. What was due before other hours, or another way of
    approving, are chosen is not caught up."""
    scope.require(Permission.APPROVE_REPORTS)
    if chosen.shares:
        scope.require(Permission.SHARE)
    check(chosen)
    name = template_of(scope, template).key
    members = {one.id: one.email for one in people_who(scope, Permission.VIEW_FIGURES)}
    if strangers := set(chosen.people) - set(members):
        raise InputError(_("Member %(number)d is not of this company.") % {"number": min(strangers)})
    told = without_members(chosen, list(members.items()))
    with transaction.atomic():
        row = Schedule.objects.select_for_update().filter(company_id=scope.company_id, template=name).first()
        if row is not None and choices_of(row) == told:
            return
        if row is None:
            row = Schedule(company_id=scope.company_id, template=name, since=clock.now())
        elif any(getattr(row, one) != getattr(told, one) for one in (*_HOURS, "needs_approval")):
            row.since = clock.now()
        row.planned_by = scope.actor
        for one in ("language", *_HOURS, "needs_approval", "shares"):
            setattr(row, one, getattr(told, one))
        row.files = list(told.files)
        row.save()
        row.recipients.all().delete()
        people = [Recipient(schedule=row, person_id=one) for one in told.people]
        Recipient.objects.bulk_create(
            [*people, *(Recipient(schedule=row, address=one) for one in told.others)]
        )
        # The trail names nobody from outside.
        count = len(told.people) + len(told.others)
        record(scope, "sending.planned", name, people=count, given=told.needs_approval)


def pause(scope: Scope, template: str, *, is_paused: bool) -> None:
    """Nothing is drafted or sent in a pause; what was due in it is not caught up."""
    scope.require(Permission.APPROVE_REPORTS)
    with transaction.atomic():
        row = (
            Schedule.objects.select_for_update()
            .filter(company_id=scope.company_id, template=template)
            .first()
        )
        if row is None:
            raise NotFoundError(_("This report has no schedule."))
        if row.is_paused == is_paused:
            return
        if not is_paused:
            _refuse_removed(scope, template)
        row.is_paused = is_paused
        row.since = row.since if is_paused else clock.now()
        row.save(update_fields=("is_paused", "since"))
        record(scope, "sending.paused" if is_paused else "sending.resumed", template)


def _refuse_removed(scope: Scope, template: str) -> None:
    """Of a template that was removed in a pause nothing can be built."""
    if template not in {one.key for one in templates(scope)}:
        raise ConflictError(
            _("The template of this report was removed: nothing can be built from it."),
            advice=_("Plan another report, or make the template again."),
        )


def refuse(scope: Scope, template: str, *, wants: bool) -> None:
    """A member stops a report for herself, or has it again."""
    scope.require(Permission.VIEW_FIGURES)
    if not scope.actor_id:
        raise NotFoundError(_("This report is sent to you no more."))
    with transaction.atomic():
        if note_refusal(scope.company_id, template, scope.actor, wants=wants):
            record(scope, "sending.wanted" if wants else "sending.refused", template)


def note_refusal(company_id: int, template: str, address: str, *, wants: bool) -> bool:
    """Whether anything changed. By the link of a mail, too: the reader alone decides."""
    named = {"company_id": company_id, "template": template, "address": key(address)}
    if wants:
        return bool(Refusal.objects.filter(**named).delete()[0])
    _row, is_new = Refusal.objects.get_or_create(**named, defaults={"refused_at": clock.now()})
    return is_new
