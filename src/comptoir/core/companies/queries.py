"""Reading companies, members and credentials."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.companies.models import ApiToken, Company, GuestLink, Invitation, Membership
from comptoir.core.companies.permissions import MATRIX, MEMBER_ROLES, Permission, Role
from comptoir.core.companies.scope import Scope
from comptoir.core.companies.secrets import Purpose, digest
from comptoir.core.errors import NotFoundError


def companies_of(user: Any) -> list[Company]:
    """The companies of a person that are not archived, by name; none for whoever is not signed in."""
    if not user.is_authenticated:
        return []
    own = Company.objects.filter(memberships__user_id=user.pk, archived_at=None)
    return list(own.order_by("name"))


def all_companies() -> list[Company]:
    """Every company by its short name: for whoever holds the machine."""
    return list(Company.objects.order_by("slug"))


def may_add_company(user: Any) -> bool:
    """Whoever set the installation up, and whoever already owns a company, may add one."""
    if not user.is_authenticated:
        return False
    return bool(user.is_staff or Membership.objects.filter(user=user, role=Role.OWNER.value).exists())


def company(scope: Scope) -> Company:
    return Company.objects.get(pk=scope.company_id)


def members(scope: Scope) -> QuerySet[Membership]:
    scope.require(Permission.MANAGE_MEMBERS)
    return Membership.objects.select_related("user").filter(company_id=scope.company_id)


def people_who_may(scope: Scope, permission: Permission) -> list[Any]:
    """The members of the company whose role has the permission, to be told something; whoever asks."""
    roles = [role.value for role in MEMBER_ROLES if permission in MATRIX[role]]
    rows = Membership.objects.select_related("user").filter(company_id=scope.company_id, role__in=roles)
    return [row.user for row in rows.filter(user__is_active=True).order_by("pk")]


def is_shared(scope: Scope) -> bool:
    """Whether somebody beside one person works in the company, or is invited to."""
    if Membership.objects.filter(company_id=scope.company_id).count() > 1:
        return True
    return Invitation.objects.filter(_open(), company_id=scope.company_id, accepted_at=None).exists()


def open_invitations(scope: Scope) -> QuerySet[Invitation]:
    scope.require(Permission.MANAGE_MEMBERS)
    return Invitation.objects.filter(_open(), company_id=scope.company_id, accepted_at=None)


def open_links(scope: Scope) -> QuerySet[GuestLink]:
    scope.require(Permission.SHARE)
    return GuestLink.objects.select_related("created_by").filter(_open(), company_id=scope.company_id)


def open_tokens(scope: Scope) -> QuerySet[ApiToken]:
    """One's own tokens; an owner sees everybody's."""
    scope.require(Permission.MANAGE_TOKENS)
    tokens = ApiToken.objects.select_related("user").filter(_open(), company_id=scope.company_id)
    return tokens if scope.may(Permission.MANAGE_MEMBERS) else tokens.filter(user=scope.actor_id)


def open_invitation(secret: str, *, for_update: bool = False) -> Invitation:
    """The invitation behind the secret of a link. Raises NotFoundError when the link is worth nothing."""
    found = digest(Purpose.INVITATION, secret)
    rows = Invitation.objects.select_related("company")
    if for_update:
        rows = rows.select_for_update(of=("self",))
    invitation = rows.filter(secret_digest=found).first() if found else None
    if invitation is None or not invitation.is_open():
        raise NotFoundError(
            _("This invitation is worth nothing, or no longer."),
            advice=_("Ask an owner of the company for a new one."),
        )
    return invitation


def _open(at: datetime | None = None) -> Q:
    return Q(revoked_at=None, expires_at__gt=at or clock.now())
