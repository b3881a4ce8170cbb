"""The pages of a company's settings, each for those who may open it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comptoir.core.companies.permissions import Permission
from comptoir.core.companies.scope import Scope

_TABS = (
    (_("Company"), "companies:settings", Permission.MANAGE_COMPANY),
    (_("Members"), "companies:members", Permission.MANAGE_MEMBERS),
    (_("Sharing"), "companies:sharing", Permission.SHARE),
    (_("Look of reports"), "branding:page", Permission.APPROVE_REPORTS),
    (_("API tokens"), "companies:tokens", Permission.MANAGE_TOKENS),
    (_("Audit trail"), "companies:audit:trail", Permission.VIEW_AUDIT),
    (_("Leave"), "companies:leave", Permission.VIEW_FIGURES),
)


@dataclass(frozen=True, slots=True)
class Tab:
    label: Any
    address: str


def settings_tabs(scope: Scope) -> list[Tab]:
    """Never empty for a member: whoever belongs to a company can leave it."""
    return [
        Tab(label, reverse(name, kwargs={"company": scope.slug}))
        for label, name, permission in _TABS
        if scope.may(permission)
    ]
