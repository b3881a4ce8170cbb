"""What the worker does for reports that are sent by schedule."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comptoir.check.sending import drafting, posting, ticking
from comptoir.check.sending.models import Edition, Schedule
from comptoir.core import clock
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError
from comptoir.core.jobs.api import JobHandle, every, task


@task(
    ticking.DRAFT,
    label=gettext_lazy("Draft of a report, by its schedule"),
    permission=Permission.EDIT_REPORTS,
    lane="reports",
    retry_on=(ConflictError,),
)
def draft(job: JobHandle, scope: Scope, plan: int, day: str) -> dict[str, Any]:
    """Started again after a crash, it builds the same draft again and tells of it once."""
    row = Schedule.objects.filter(company_id=scope.company_id, pk=plan, is_paused=False).first()
    held = drafting.draft(scope, row, date.fromisoformat(day)) if row else None
    if held is None:
        return {"summary": _("Nothing was to be done.")}
    link = reverse("reports:report", kwargs={"company": scope.slug, "number": held.line.id})
    return {"summary": f"{held.report.header.title}, {held.line.title}", "link": link}


@task(
    ticking.SEND,
    label=gettext_lazy("Sending of a report"),
    permission=Permission.APPROVE_REPORTS,
    lane="reports",
    retry_on=(ConflictError,),
)
def send(job: JobHandle, scope: Scope, edition: int) -> dict[str, Any]:
    """Started again after a crash it sends what is missing: each address has its key."""
    rows = Edition.objects.filter(schedule__company_id=scope.company_id)
    row = rows.select_related("schedule", "report").defer("report__content").filter(pk=edition).first()
    if row is None or not ticking.leaves(row):
        return {"summary": _("Nothing was to be done.")}
    count = len(posting.send(scope, row.report_id).written_to)
    link = reverse("reports:report", kwargs={"company": scope.slug, "number": row.report_id})
    summary = ngettext("Sent to %(count)d person", "Sent to %(count)d people", count) % {"count": count}
    return {"summary": summary, "link": link}


@task("sending.look", label=gettext_lazy("Reports that are due"), schedule=every("quarter"), system=True)
def look(job: JobHandle) -> dict[str, Any]:
    """Each quarter of an hour, by each company's own clock; after an outage once."""
    return dict(ticking.look(clock.now()))
