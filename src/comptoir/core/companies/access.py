"""The doors: the only way to a scope, hence to the facts and rows of a company."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.core.companies.models import Company, Membership
from comptoir.core.companies.permissions import MATRIX, Permission, Role
from comptoir.core.companies.scope import Scope, Via
from comptoir.core.errors import NotFoundError, closest


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
    )


def access_company(user: Any, slug: str, permission: Permission = Permission.VIEW_FIGURES) -> Scope:
    """The scope of a member. A stranger learns nothing: not even that the company exists.

    Raises NotFoundError for strangers, ForbiddenError when the role does not allow `permission`.
    """
    membership = (
        Membership.objects.select_related("company").filter(company__slug=slug, user_id=user.pk).first()
        if user.is_authenticated
        else None
    )
    if membership is None:
        raise NotFoundError(_("There is no company « %(slug)s » among yours.") % {"slug": slug})
    scope = _scope(membership.company, Role(membership.role), user.pk, user.email, Via.PAGE)
    scope.require(permission)
    return scope


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
