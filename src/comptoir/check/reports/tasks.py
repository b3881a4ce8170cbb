"""What the worker does for reports."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from comptoir.check.reports import actions
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.jobs.api import JobHandle, task

TASK = "reports.build"


@task(TASK, label=gettext_lazy("Report"), permission=Permission.EDIT_REPORTS, lane="reports")
def build(job: JobHandle, scope: Scope, template: str, evening: str, language: str = "") -> dict[str, Any]:
    """Started again after a crash it builds the same draft again."""
    with override(language or scope.language):
        kept = actions.build(scope, template, date.fromisoformat(evening) if evening else None)
        return {
            "summary": _("%(title)s, %(period)s")
            % {"title": kept.report.header.title, "period": kept.report.header.period},
            "link": reverse("reports:report", kwargs={"company": scope.slug, "number": kept.line.id}),
        }
