"""What is due now, over all companies: asked every quarter of an hour, so it works nothing out."""

from datetime import datetime

from django.db.models import Max, Q

from comptoir.check.reports.api import State
from comptoir.check.sending.engine import due_on, last_due
from comptoir.check.sending.models import Edition, Schedule
from comptoir.check.sending.planning import rule_of
from comptoir.check.sending.posting import may_go
from comptoir.core.companies.api import Scope, operator_scopes
from comptoir.core.jobs.api import enqueue
from comptoir.core.mail.api import sends_mail

DRAFT, SEND = "sending.draft", "sending.send"

type Scopes = dict[int, Scope]


def look(now: datetime) -> dict[str, int]:
    """Asks for each draft and each sending that is due, under a key that exists once: whoever looks twice asks once."""
    scopes = {scope.company_id: scope for scope in operator_scopes()}
    return {"drafts": _drafts(scopes, now), "sendings": _sendings(scopes, now) if sends_mail() else 0}


def _drafts(scopes: Scopes, now: datetime) -> int:
    """After an outage the last turn alone: those before it are not caught up."""
    plans = Schedule.objects.filter(is_paused=False, company_id__in=scopes)
    count = 0
    for plan in plans.annotate(newest=Max("editions__day")):
        scope = scopes[plan.company_id]
        due = last_due(rule_of(plan, scope.zone), now)
        if due.draft < plan.since or (plan.newest is not None and plan.newest >= due.day):
            continue
        enqueue(scope, DRAFT, {"plan": plan.pk, "day": due.day.isoformat()}, f"{plan.pk}:{due.day}")
        count += 1
    return count


def _sendings(scopes: Scopes, now: datetime) -> int:
    may = Q(report__state=State.APPROVED) | Q(report__state=State.DRAFT, schedule__needs_approval=False)
    waiting = Edition.objects.filter(may, schedule__is_paused=False, schedule__company_id__in=scopes)
    count = 0
    for edition in waiting.select_related("schedule", "report").defer("report__content"):
        plan, report = edition.schedule, edition.report
        scope = scopes[plan.company_id]
        if due_on(rule_of(plan, scope.zone), edition.day).send <= now and leaves(edition):
            # Approved, opened again and approved anew: another turn of the key.
            key = f"{edition.pk}:{report.approved_at.isoformat() if report.approved_at else ''}"
            enqueue(scope, SEND, {"edition": edition.pk}, key)
            count += 1
    return count


def leaves(edition: Edition) -> bool:
    """Whether its schedule may send it by itself: the newest alone, and without approval only what was drafted since
    nobody is asked any more. An older one that is approved after all waits for the button."""
    plan = edition.schedule
    if plan.is_paused or plan.editions.filter(day__gt=edition.day).exists():
        return False
    return may_go(plan, edition.report.state) and (
        edition.report.state == State.APPROVED or edition.made_at >= plan.since
    )
