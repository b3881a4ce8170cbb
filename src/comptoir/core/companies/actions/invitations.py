"""Inviting by e-mail, without needing a mail server: the link can be copied and given by hand."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.accounts.api import User, create_account
from comptoir.core.audit.api import record
from comptoir.core.companies.access import access_company
from comptoir.core.companies.models import Invitation, Membership
from comptoir.core.companies.permissions import Permission
from comptoir.core.companies.queries import open_invitation
from comptoir.core.companies.scope import Scope
from comptoir.core.companies.secrets import Purpose, draw
from comptoir.core.companies.validation import valid_email, valid_role
from comptoir.core.errors import ConflictError, ForbiddenError, NotFoundError

VALID_FOR = timedelta(days=7)


def invite_member(scope: Scope, email: str, role: str) -> tuple[Invitation, str]:
    """An invitation and the secret of its link, which is not stored and can be told only now.

    A second invitation of the same address replaces the first. Whether the address has an account makes no
    difference here, so that inviting teaches nothing about who signs in.
    """
    scope.require(Permission.MANAGE_MEMBERS)
    address, wanted = valid_email(email), valid_role(role)
    secret, digest = draw(Purpose.INVITATION)
    now = clock.now()
    with transaction.atomic():
        if Membership.objects.filter(company_id=scope.company_id, user__email=address).exists():
            raise ConflictError(
                _("%(email)s is a member already.") % {"email": address},
                advice=_("Change the role instead."),
            )
        Invitation.objects.filter(
            company_id=scope.company_id, email=address, accepted_at=None, revoked_at=None
        ).update(revoked_at=now)
        invitation = Invitation.objects.create(
            company_id=scope.company_id,
            email=address,
            role=wanted.value,
            invited_by_id=scope.actor_id,
            secret_digest=digest,
            expires_at=now + VALID_FOR,
        )
        record(scope, "member.invited", address, role=wanted.value)
    return invitation, secret


def revoke_invitation(scope: Scope, invitation_id: int) -> None:
    scope.require(Permission.MANAGE_MEMBERS)
    with transaction.atomic():
        invitation = Invitation.objects.filter(company_id=scope.company_id, pk=invitation_id).first()
        if invitation is None or not invitation.is_open():
            raise NotFoundError(_("There is no such open invitation."))
        invitation.revoked_at = clock.now()
        invitation.save(update_fields=["revoked_at"])
        record(scope, "invitation.revoked", invitation.email)


def accept_invitation(secret: str, user: User | None, password: str = "", language: str = "fr") -> User:
    """Makes the invited person a member: `user` when signed in already, else a new account with `password`.

    Raises NotFoundError when the link is worth nothing, ForbiddenError when `user` is somebody else,
    ConflictError when the address has an account: its owner signs in first.
    """
    with transaction.atomic():
        invitation = open_invitation(secret, for_update=True)
        if user is None:
            user = create_account(invitation.email, password, language=language)
        elif user.email != invitation.email:
            raise ForbiddenError(
                _("This invitation is for %(email)s.") % {"email": invitation.email},
                advice=_("Sign out, then open the link again."),
            )
        _membership, is_new = Membership.objects.get_or_create(
            company=invitation.company, user=user, defaults={"role": invitation.role}
        )
        invitation.accepted_at = clock.now()
        invitation.save(update_fields=["accepted_at"])
        if is_new:
            scope = access_company(user, invitation.company.slug)
            record(scope, "member.joined", user.email, role=invitation.role)
    return user
