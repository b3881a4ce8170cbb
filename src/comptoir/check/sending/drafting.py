"""A turn of a schedule: its draft is built, and whoever approves is told, once."""

from datetime import date
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from comptoir.check.reports.api import Kept, State, build, report_address, tell_ready
from comptoir.check.sending.engine import due_on
from comptoir.check.sending.models import Edition, Schedule
from comptoir.check.sending.planning import rule_of
from comptoir.core import clock
from comptoir.core.companies.api import Permission, Person, Scope, people_who
from comptoir.core.mail.api import Kind, Letter, absolute, post, sends_mail
from comptoir.measure.reading.api import loaded_days

_MOST_SENTENCES = 5


def draft(scope: Scope, plan: Schedule, day: date) -> Kept | None:
    """The report whose turn comes that day; None where it was there already. It is built even without fresh data: its
    head says so, and so does the mail."""
    if plan.editions.filter(day=day).exists():
        return None
    due = due_on(rule_of(plan, scope.zone), day)
    with override(plan.language):
        held = build(scope, plan.template, due.evening, takes_settled=True)
        is_stale = _is_stale(scope, held)
    with transaction.atomic():
        told = {"report_id": held.line.id, "made_at": clock.now()}
        edition, is_new = Edition.objects.get_or_create(schedule=plan, day=day, defaults=told)
        waits = held.line.state is State.DRAFT
        if is_new and waits and plan.needs_approval:
            tell_ready(scope, held.line.id)
        if is_new and waits and sends_mail() and (plan.needs_approval or is_stale):
            for person in people_who(scope, Permission.APPROVE_REPORTS):
                _tell(scope, plan, edition, held, person, is_stale=is_stale)
    return held


def _is_stale(scope: Scope, held: Kept) -> bool:
    loaded = loaded_days(scope)
    return (
        loaded is None
        or loaded.end < held.line.last_day
        or any(s.is_late for s in held.report.header.sources)
    )


def _tell(
    scope: Scope, plan: Schedule, edition: Edition, held: Kept, person: Person, *, is_stale: bool
) -> None:
    head = held.report.header
    with override(person.language):
        title = f"{head.title}, {head.period}"
        subject = (
            _("%(company)s: to approve, %(title)s")
            if plan.needs_approval
            else _("%(company)s: not fresh, %(title)s")
        ) % {"company": scope.name, "title": title}
        context: dict[str, Any] = {
            "subject": subject,
            "company": scope.name,
            "language": person.language,
            "title": title,
            "report_language": head.language,
            "needs_approval": plan.needs_approval,
            "is_stale": is_stale,
            "send_at": f"{plan.send_at:%H:%M}",
            "warnings": (*head.incidents, *head.remarks, *(s.name for s in head.sources if s.is_late)),
            "sentences": _sentences(held),
            "address": report_address(scope.slug, held.line.id),
            "choices": absolute(reverse("sending:list", kwargs={"company": scope.slug})),
            "footer": _("You may approve the reports of %(company)s.") % {"company": scope.name},
        }
        text = render_to_string("sending/draft.txt", context)
        html = render_to_string("sending/draft.html", context)
    letter = Letter(person.email, subject, text, html)
    name = f"report-draft:{edition.pk}:{person.id}"
    post(letter, Kind.REPORT, name, company_id=scope.company_id, person_id=person.id)


def _sentences(held: Kept) -> list[str]:
    """What opens the report, as people corrected it."""
    for block in held.report.blocks():
        found = getattr(block, "sentences", ())
        if found:
            return [held.remarks.sentence(one) for one in found[:_MOST_SENTENCES]]
    return []
