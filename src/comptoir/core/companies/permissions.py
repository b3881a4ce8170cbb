"""Who may do what: the one matrix. Pages, commands and the API ask it and nothing else."""

from enum import StrEnum


class Role(StrEnum):
    OWNER = "owner"
    MANAGER = "manager"
    CONTRIBUTOR = "contributor"
    VIEWER = "viewer"
    GUEST = "guest"
    """Holds a signed, expiring link to named items; never a member."""
    OPERATOR = "operator"
    """Holds the machine: the command line and the worker."""


class Permission(StrEnum):
    VIEW_FIGURES = "view_figures"
    EXPORT = "export"
    IMPORT_DATA = "import_data"
    EDIT_MAPPINGS = "edit_mappings"
    EDIT_CALENDAR = "edit_calendar"
    SHARE = "share"
    VIEW_PERSONAL_DATA = "view_personal_data"
    ERASE_CUSTOMER = "erase_customer"
    VIEW_AUDIT = "view_audit"
    MANAGE_TOKENS = "manage_tokens"
    MANAGE_MEMBERS = "manage_members"
    MANAGE_COMPANY = "manage_company"


_VIEWER = frozenset({Permission.VIEW_FIGURES, Permission.EXPORT, Permission.MANAGE_TOKENS})
_CONTRIBUTOR = _VIEWER | {Permission.IMPORT_DATA, Permission.EDIT_MAPPINGS, Permission.EDIT_CALENDAR}
_MANAGER = _CONTRIBUTOR | {Permission.SHARE, Permission.VIEW_PERSONAL_DATA, Permission.VIEW_AUDIT}
_OWNER = frozenset(Permission)

MATRIX: dict[Role, frozenset[Permission]] = {
    Role.OWNER: _OWNER,
    Role.MANAGER: _MANAGER,
    Role.CONTRIBUTOR: _CONTRIBUTOR,
    Role.VIEWER: _VIEWER,
    Role.GUEST: frozenset({Permission.VIEW_FIGURES}),
    Role.OPERATOR: frozenset(Permission),
}
