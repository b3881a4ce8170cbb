"""Who may do what: the one matrix. Pages, commands and the API ask it and nothing else."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    OWNER = "owner"
    MANAGER = "manager"
    CONTRIBUTOR = "contributor"
    VIEWER = "viewer"
    GUEST = "guest"
    """Holds a signed, expiring link to named items; never a member."""
    OPERATOR = "operator"
    """Holds the machine: the command line and the worker."""

    @property
    def label(self) -> Any:
        return _ROLE_LABELS[self]


class Permission(StrEnum):
    VIEW_FIGURES = "view_figures"
    EXPORT = "export"
    IMPORT_DATA = "import_data"
    EDIT_MAPPINGS = "edit_mappings"
    EDIT_CALENDAR = "edit_calendar"
    EDIT_COSTS = "edit_costs"
    EDIT_CHANNELS = "edit_channels"
    EDIT_DRIVERS = "edit_drivers"
    EDIT_PLAN = "edit_plan"
    EDIT_FINDINGS = "edit_findings"
    EDIT_TARGETS = "edit_targets"
    EDIT_SEGMENTS = "edit_segments"
    EDIT_REPORTS = "edit_reports"
    APPROVE_REPORTS = "approve_reports"
    SHARE = "share"
    VIEW_PERSONAL_DATA = "view_personal_data"
    ERASE_CUSTOMER = "erase_customer"
    VIEW_AUDIT = "view_audit"
    MANAGE_TOKENS = "manage_tokens"
    MANAGE_MEMBERS = "manage_members"
    MANAGE_CONNECTIONS = "manage_connections"
    MANAGE_COMPANY = "manage_company"

    @property
    def label(self) -> Any:
        return _PERMISSION_LABELS[self]


_VIEWER = frozenset({Permission.VIEW_FIGURES, Permission.EXPORT, Permission.MANAGE_TOKENS})
_CONTRIBUTOR = _VIEWER | {
    Permission.IMPORT_DATA,
    Permission.EDIT_MAPPINGS,
    Permission.EDIT_CALENDAR,
    Permission.EDIT_PLAN,
    Permission.EDIT_SEGMENTS,
    Permission.EDIT_REPORTS,
}
_MANAGER = _CONTRIBUTOR | {
    Permission.EDIT_COSTS,
    Permission.EDIT_CHANNELS,
    Permission.EDIT_DRIVERS,
    Permission.EDIT_FINDINGS,
    Permission.EDIT_TARGETS,
    Permission.APPROVE_REPORTS,
    Permission.SHARE,
    Permission.VIEW_PERSONAL_DATA,
    Permission.VIEW_AUDIT,
    Permission.MANAGE_CONNECTIONS,
}
_OWNER = frozenset(Permission)

MATRIX: dict[Role, frozenset[Permission]] = {
    Role.OWNER: _OWNER,
    Role.MANAGER: _MANAGER,
    Role.CONTRIBUTOR: _CONTRIBUTOR,
    Role.VIEWER: _VIEWER,
    Role.GUEST: frozenset({Permission.VIEW_FIGURES}),
    Role.OPERATOR: frozenset(Permission),
}

MEMBER_ROLES = (Role.OWNER, Role.MANAGER, Role.CONTRIBUTOR, Role.VIEWER)
"""The roles that a person can be given, from the widest to the narrowest."""

_ROLE_LABELS = {
    Role.OWNER: _("owner"),
    Role.MANAGER: _("manager"),
    Role.CONTRIBUTOR: _("contributor"),
    Role.VIEWER: _("viewer"),
    Role.GUEST: _("guest"),
    Role.OPERATOR: _("command line"),
}

_PERMISSION_LABELS = {
    Permission.VIEW_FIGURES: _("See the figures"),
    Permission.EXPORT: _("Export figures"),
    Permission.IMPORT_DATA: _("Import data"),
    Permission.EDIT_MAPPINGS: _("Edit mappings"),
    Permission.EDIT_CALENDAR: _("Edit the calendar"),
    Permission.EDIT_COSTS: _("Edit the cost rules"),
    Permission.EDIT_CHANNELS: _("Edit the channel rules"),
    Permission.EDIT_DRIVERS: _("Edit the tree of factors"),
    Permission.EDIT_PLAN: _("Propose and drop actions"),
    Permission.EDIT_FINDINGS: _("Mute findings, set their threshold"),
    Permission.EDIT_TARGETS: _("Set targets and budget"),
    Permission.EDIT_SEGMENTS: _("Define segments of customers"),
    Permission.EDIT_REPORTS: _("Build, correct and comment reports"),
    Permission.APPROVE_REPORTS: _("Approve and send reports"),
    Permission.SHARE: _("Share by link"),
    Permission.VIEW_PERSONAL_DATA: _("See customers' personal data"),
    Permission.ERASE_CUSTOMER: _("Erase a customer"),
    Permission.VIEW_AUDIT: _("Read the audit trail"),
    Permission.MANAGE_TOKENS: _("Make API tokens for oneself"),
    Permission.MANAGE_MEMBERS: _("Invite and remove members"),
    Permission.MANAGE_CONNECTIONS: _("Connect shops and tools"),
    Permission.MANAGE_COMPANY: _("Change the company's settings"),
}
