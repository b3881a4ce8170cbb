"""The doors: the only way to a scope, hence to the facts and rows of a company."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.companies.models import ApiToken, Company, Credential, GuestLink, Membership
from comptoir.core.companies.permissions import MATRIX, Permission, Role
from comptoir.core.companies.queries import all_companies
from comptoir.core.companies.scope import Scope, Via
from comptoir.core.companies.secrets import Purpose, digest
from comptoir.core.errors import NotFoundError, closest

_USE_IS_NOTED_EVERY = timedelta(minutes=10)
"""Reading a page must not cost a write each time."""


def access_company(user: Any, slug: str, permission: Permission = Permission.VIEW_FIGURES) -> Scope:
    """The scope of a member. A stranger learns nothing: not even that the company exists.

    Raises NotFoundError for strangers, ForbiddenError when the role does not allow `permission`.
    """
    membership = (
        Membership.objects.select_related("company").filter(company__slug=slug, user_id=user.pk).first()
        if user.is_authenticated and user.is_active
        else None
    )
    if membership is None:
        raise NotFoundError(_("There is no company « %(slug)s » among yours.") % {"slug": slug})
    scope = _scope(membership.company, Role(membership.role), user.pk, user.email, Via.PAGE)
    scope.require(permission)
    return scope


def access_companies(user: Any) -> list[Scope]:
    """The scopes of a member in all their companies, by name."""
    memberships = Membership.objects.select_related("company").filter(user_id=user.pk)
    return [
        _scope(membership.company, Role(membership.role), user.pk, user.email, Via.PAGE)
        for membership in memberships.order_by("company__name")
    ]


def access_guest(secret: str, item: str) -> Scope:
    """The scope of whoever holds a guest link that names `item`.

    Raises NotFoundError for a link that is made up, expired, revoked, silent about `item`, or made by
    somebody who may no longer share.
    """
    link = open_guest_link(secret)
    if link is None or item not in link.items:
        raise NotFoundError(
            _("This link shows nothing, or no longer."), advice=_("Ask whoever sent it for a new one.")
        )
    _note_use(link)
    return _scope(link.company, Role.GUEST, None, link.label, Via.LINK)


def access_token(secret: str, slug: str | None = None, permission: Permission | None = None) -> Scope:
    """The scope of an API token: its company, with the role that its user has there today.

    `slug`, where given, is the company that is asked for: a token opens no other.
    Raises NotFoundError, or ForbiddenError when the role does not allow `permission`.
    """
    token = _open_api_token(secret)
    membership = (
        Membership.objects.select_related("company", "user")
        .filter(company_id=token.company_id, user_id=token.user_id, user__is_active=True)
        .first()
        if token is not None
        else None
    )
    if token is None or membership is None or slug not in (None, membership.company.slug):
        raise NotFoundError(_("There is no company « %(slug)s » among yours.") % {"slug": slug or ""})
    _note_use(token)
    user = membership.user
    scope = _scope(membership.company, Role(membership.role), user.pk, user.email, Via.TOKEN)
    if permission is not None:
        scope.require(permission)
    return scope


def open_guest_link(secret: str) -> GuestLink | None:
    """The link behind a secret while it shows something."""
    found = digest(Purpose.GUEST, secret)
    link = GuestLink.objects.select_related("company").filter(secret_digest=found).first() if found else None
    return link if link is not None and link.is_open() and _maker_may_share(link) else None


def token_is_open(secret: str) -> bool:
    """Whether the secret is that of a valid token. What it opens is for `access_token` to say."""
    return _open_api_token(secret) is not None


def operator_scopes() -> list[Scope]:
    """The scopes of every company that is not archived, by short name, for the worker."""
    return [operator_scope(company.slug) for company in all_companies() if company.archived_at is None]


def operator_scope(slug: str) -> Scope:
    """The scope of whoever holds the machine (command line, worker)."""
    company = Company.objects.filter(slug=slug).first()
    if company is None:
        known = list(Company.objects.values_list("slug", flat=True))
        guess = closest(slug, known)
        raise NotFoundError(
            _("There is no company « %(slug)s ».") % {"slug": slug},
            _("Known: %(known)s.") % {"known": ", ".join(known)} if known else "",
            _("Did you mean « %(guess)s »?") % {"guess": guess}
            if guess
            else _("Add it: comptoir company add NAME --slug %(slug)s") % {"slug": slug},
        )
    return _scope(company, Role.OPERATOR, None, "", Via.MACHINE)


def _scope(company: Company, role: Role, actor_id: int | None, actor: str, via: Via) -> Scope:
    return Scope(
        company_id=company.pk,
        slug=company.slug,
        name=company.name,
        currency=company.currency,
        timezone=company.timezone,
        language=company.language,
        country=company.country,
        week_start=company.week_start,
        tax=company.tax,
        actor_id=actor_id,
        role=role.value,
        permissions=MATRIX[role],
        actor=actor,
        via=via,
        is_simulated=company.is_simulated,
        is_archived=company.archived_at is not None,
    )


def _open_api_token(secret: str) -> ApiToken | None:
    found = digest(Purpose.API, secret)
    token = ApiToken.objects.select_related("company").filter(secret_digest=found).first() if found else None
    return token if token is not None and token.is_open() else None


def _maker_may_share(link: GuestLink) -> bool:
    if link.created_by_id is None:
        return True
    role = (
        Membership.objects.filter(
            company_id=link.company_id, user_id=link.created_by_id, user__is_active=True
        )
        .values_list("role", flat=True)
        .first()
    )
    return role is not None and Permission.SHARE in MATRIX[Role(role)]


def _note_use(credential: Credential) -> None:
    now = clock.now()
    if credential.last_used_at is None or now - credential.last_used_at > _USE_IS_NOTED_EVERY:
        type(credential)._default_manager.filter(pk=credential.pk).update(last_used_at=now)
