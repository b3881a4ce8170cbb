"""What the cockpit shows of the first steps."""

from typing import Any

from django.urls import reverse

from comptoir.core.companies.api import Permission, Role
from comptoir.core.pages import CompanyRequest
from comptoir.web.home.steps import Step, steps_of


def first_steps(request: CompanyRequest, *, is_open: bool = False) -> dict[str, Any]:
    """For `home/steps.html`: nothing for a guest, nor once all is done or the list was put away."""
    scope = request.scope
    if scope.role == Role.GUEST:
        return {}
    found = steps_of(scope)
    may_dismiss = scope.may(Permission.MANAGE_CONNECTIONS)
    if found.is_dismissed and may_dismiss and request.GET.get("steps") == "away":
        return {"steps_away": True}
    if not found.is_shown:
        return {}

    def address(step: Step) -> str:
        return reverse(step.page, kwargs={"company": scope.slug}) if scope.may(step.permission) else ""

    links = [(step, "" if step.is_done else address(step)) for step in found.steps]
    return {"steps": found, "step_links": links, "may_dismiss": may_dismiss, "steps_open": is_open}
