"""Who belongs to a company. The last owner can neither leave nor step down."""

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.accounts.api import User
from comptoir.core.audit.api import record
from comptoir.core.companies.models import ApiToken, Company, GuestLink, Membership
from comptoir.core.companies.permissions import Permission, Role
from comptoir.core.companies.scope import Scope
from comptoir.core.companies.validation import valid_role
from comptoir.core.errors import ConflictError, NotFoundError


def add_member(scope: Scope, user: User, role: str) -> Membership:
    """Makes somebody who already signs in a member. Pages invite instead: the person has to agree."""
    scope.require(Permission.MANAGE_MEMBERS)
    wanted = valid_role(role)
    with transaction.atomic():
        membership, is_new = Membership.objects.get_or_create(
            company_id=scope.company_id, user=user, defaults={"role": wanted.value}
        )
        if not is_new:
            raise ConflictError(
                _("%(email)s is a member already.") % {"email": user.email},
                advice=_("Change the role instead."),
            )
        record(scope, "member.added", user.email, role=wanted.value)
    return membership


def change_role(scope: Scope, membership_id: int, role: str) -> Membership:
    scope.require(Permission.MANAGE_MEMBERS)
    wanted = valid_role(role)
    with transaction.atomic():
        membership = _member_to_change(scope, membership_id)
        before = membership.role
        if before != wanted.value:
            if wanted is not Role.OWNER:
                _keep_an_owner(membership)
            membership.role = wanted.value
            membership.save(update_fields=["role"])
            record(scope, "member.role_changed", membership.user.email, before=before, after=wanted.value)
    return membership


def remove_member(scope: Scope, membership_id: int) -> None:
    """Takes the membership away; the person's API tokens and guest links of this company end with it."""
    scope.require(Permission.MANAGE_MEMBERS)
    with transaction.atomic():
        membership = _member_to_change(scope, membership_id)
        _keep_an_owner(membership)
        _end(membership)
        record(scope, "member.removed", membership.user.email, role=membership.role)


def leave_company(scope: Scope) -> None:
    """The member that `scope` stands for leaves, unless nobody would own the company."""
    with transaction.atomic():
        _lock(scope)
        membership = (
            Membership.objects.select_related("user")
            .filter(company_id=scope.company_id, user_id=scope.actor_id)
            .first()
            if scope.actor_id
            else None
        )
        if membership is None:
            raise NotFoundError(_("Only a member can leave."))
        _keep_an_owner(membership)
        _end(membership)
        record(scope, "member.left", membership.user.email, role=membership.role)


def _member_to_change(scope: Scope, membership_id: int) -> Membership:
    _lock(scope)
    membership = (
        Membership.objects.select_related("user")
        .filter(company_id=scope.company_id, pk=membership_id)
        .first()
    )
    if membership is None:
        raise NotFoundError(_("There is no such member in %(company)s.") % {"company": scope.name})
    return membership


def _end(membership: Membership) -> None:
    """What the person opened by token or link must not open again if they join once more."""
    theirs = {"company_id": membership.company_id, "revoked_at": None}
    ApiToken.objects.filter(user_id=membership.user_id, **theirs).update(revoked_at=clock.now())
    GuestLink.objects.filter(created_by_id=membership.user_id, **theirs).update(revoked_at=clock.now())
    membership.delete()


def _lock(scope: Scope) -> None:
    """Two owners who step down at once must not both be told that the other stays."""
    Company.objects.select_for_update().get(pk=scope.company_id)


def _keep_an_owner(membership: Membership) -> None:
    if membership.role != Role.OWNER:
        return
    owners = Membership.objects.filter(company_id=membership.company_id, role=Role.OWNER.value)
    if not owners.exclude(pk=membership.pk).exists():
        raise ConflictError(
            _("%(email)s is the only owner: the company would belong to nobody.")
            % {"email": membership.user.email},
            advice=_("Make somebody else an owner first."),
        )
