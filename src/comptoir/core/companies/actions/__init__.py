"""The verbs of companies: each checks the permission, writes in one transaction, leaves an audit entry."""

from comptoir.core.companies.actions.company import (
    add_company,
    archive_company,
    edit_company,
    restore_company,
)
from comptoir.core.companies.actions.invitations import accept_invitation, invite_member, revoke_invitation
from comptoir.core.companies.actions.members import add_member, change_role, leave_company, remove_member
from comptoir.core.companies.actions.sharing import create_guest_link, revoke_guest_link
from comptoir.core.companies.actions.tokens import create_token, revoke_token

__all__ = [
    "accept_invitation",
    "add_company",
    "add_member",
    "archive_company",
    "change_role",
    "create_guest_link",
    "create_token",
    "edit_company",
    "invite_member",
    "leave_company",
    "remove_member",
    "restore_company",
    "revoke_guest_link",
    "revoke_invitation",
    "revoke_token",
]
