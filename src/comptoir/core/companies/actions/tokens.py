"""API tokens: each belongs to one member of one company and can never do more than that member."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.models import ApiToken
from comptoir.core.companies.permissions import Permission
from comptoir.core.companies.scope import Scope, Via
from comptoir.core.companies.secrets import Purpose, draw
from comptoir.core.errors import ForbiddenError, InputError, NotFoundError

LONGEST = timedelta(days=366)
_HINT_LENGTH = 6
_NAME_LENGTH = 80


def create_token(scope: Scope, name: str, valid_for: timedelta) -> tuple[ApiToken, str]:
    """A token of the member that `scope` stands for, and its secret, which can be told only now."""
    scope.require(Permission.MANAGE_TOKENS)
    if scope.actor_id is None or scope.via != Via.PAGE:
        # A stolen token must not be able to outlive itself by making another.
        raise ForbiddenError(_("Only a member who is signed in can make an API token."))
    name = " ".join(name.split())[:_NAME_LENGTH]
    if not name:
        raise InputError(_("The token has no name."), advice=_("Name it after what will use it."))
    if not timedelta(0) < valid_for <= LONGEST:
        raise InputError(
            _("The token would be valid for %(days)s days.") % {"days": valid_for.days},
            _("Allowed: 1 to %(limit)s days.") % {"limit": LONGEST.days},
        )
    secret, digest = draw(Purpose.API)
    with transaction.atomic():
        token = ApiToken.objects.create(
            company_id=scope.company_id,
            user_id=scope.actor_id,
            name=name,
            hint=secret[:_HINT_LENGTH],
            secret_digest=digest,
            expires_at=clock.now() + valid_for,
        )
        record(scope, "token.created", name, hint=token.hint, until=token.expires_at)
    return token, secret


def revoke_token(scope: Scope, token_id: int) -> None:
    """One's own token; an owner may revoke anybody's."""
    scope.require(Permission.MANAGE_TOKENS)
    with transaction.atomic():
        tokens = ApiToken.objects.filter(company_id=scope.company_id, revoked_at=None)
        if not scope.may(Permission.MANAGE_MEMBERS):
            tokens = tokens.filter(user=scope.actor_id)
        token = tokens.filter(pk=token_id).first()
        if token is None:
            raise NotFoundError(_("There is no such token in %(company)s.") % {"company": scope.name})
        token.revoked_at = clock.now()
        token.save(update_fields=["revoked_at"])
        record(scope, "token.revoked", token.name, hint=token.hint)
