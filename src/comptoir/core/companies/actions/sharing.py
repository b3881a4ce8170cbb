"""Guest links: what a company shows to people who are not members."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.models import GuestLink
from comptoir.core.companies.permissions import Permission
from comptoir.core.companies.scope import Scope
from comptoir.core.companies.secrets import Purpose, draw
from comptoir.core.companies.sharing import SHAREABLE
from comptoir.core.errors import InputError, NotFoundError

LONGEST = timedelta(days=366)
_LABEL_LENGTH = 120


def create_guest_link(
    scope: Scope, label: str, items: Collection[str], valid_for: timedelta
) -> tuple[GuestLink, str]:
    """A link that shows `items`, and the secret of its address, which can be told only now."""
    scope.require(Permission.SHARE)
    label = " ".join(label.split())[:_LABEL_LENGTH]
    if not label:
        raise InputError(_("The link says for whom it is."), advice=_("For example: accountant."))
    if not items or not set(items) <= SHAREABLE.keys():
        raise InputError(
            _("The link would show « %(items)s ».") % {"items": ", ".join(items)},
            _("Allowed: %(allowed)s.") % {"allowed": ", ".join(SHAREABLE)},
        )
    if not timedelta(0) < valid_for <= LONGEST:
        raise InputError(
            _("The link would be valid for %(days)s days.") % {"days": valid_for.days},
            _("Allowed: 1 to %(limit)s days.") % {"limit": LONGEST.days},
        )
    secret, digest = draw(Purpose.GUEST)
    with transaction.atomic():
        link = GuestLink.objects.create(
            company_id=scope.company_id,
            label=label,
            items=sorted(set(items)),
            created_by_id=scope.actor_id,
            secret_digest=digest,
            expires_at=clock.now() + valid_for,
        )
        record(scope, "link.created", label, items=link.items, until=link.expires_at)
    return link, secret


def revoke_guest_link(scope: Scope, link_id: int) -> None:
    scope.require(Permission.SHARE)
    with transaction.atomic():
        link = GuestLink.objects.filter(company_id=scope.company_id, pk=link_id, revoked_at=None).first()
        if link is None:
            raise NotFoundError(_("There is no such link in %(company)s.") % {"company": scope.name})
        link.revoked_at = clock.now()
        link.save(update_fields=["revoked_at"])
        record(scope, "link.revoked", link.label)
