"""Adding a company and changing its settings."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.accounts.api import User
from comptoir.core.audit.api import record
from comptoir.core.companies import validation
from comptoir.core.companies.access import access_company, operator_scope
from comptoir.core.companies.locks import LOCKED_FIELDS, is_locked
from comptoir.core.companies.models import Company, Membership, TaxBasis
from comptoir.core.companies.permissions import Permission, Role
from comptoir.core.companies.scope import Scope
from comptoir.core.errors import ConflictError, InputError

_SETTINGS = {
    "name": validation.valid_name,
    "currency": validation.valid_currency,
    "timezone": validation.valid_timezone,
    "language": validation.valid_language,
    "country": validation.valid_country,
    "week_start": validation.valid_week_start,
    "tax": validation.valid_tax,
}


def add_company(
    *,
    name: str,
    slug: str,
    currency: str = "EUR",
    timezone: str = "Europe/Paris",
    language: str = "fr",
    country: str = "",
    week_start: int = 1,
    tax: str = TaxBasis.EXCLUDED,
    owner: User | None = None,
    is_simulated: bool = False,
) -> Company:
    """Adds a company, owned by `owner` when one is given (the command line may add one without).

    Without a country it is the one where the time zone lies. Raises InputError for a value that is not
    allowed, ConflictError when the short name is taken. Who may add one is asked by the page that offers it:
    there is no scope before there is a company.
    """
    zone = validation.valid_timezone(timezone)
    company = Company(
        name=validation.valid_name(name),
        slug=validation.valid_slug(slug),
        currency=validation.valid_currency(currency),
        timezone=zone,
        language=validation.valid_language(language),
        country=validation.valid_country(country) if country else validation.country_of(zone),
        week_start=validation.valid_week_start(week_start),
        tax=validation.valid_tax(tax),
        is_simulated=is_simulated,
    )
    with transaction.atomic():
        _save_new(company)
        if owner is None:
            scope = operator_scope(company.slug)
        else:
            Membership.objects.create(company=company, user=owner, role=Role.OWNER.value)
            scope = access_company(owner, company.slug)
        record(scope, "company.added", company.slug, name=company.name, currency=company.currency)
    return company


def edit_company(scope: Scope, changes: Mapping[str, Any]) -> Company:
    """Changes settings of the company. Only what differs is written, and told in the audit trail.

    Raises InputError for an unknown setting or value, ConflictError for a change of currency or time zone
    once facts are loaded: they were computed with them.
    """
    scope.require(Permission.MANAGE_COMPANY)
    if unknown := sorted(set(changes) - set(_SETTINGS)):
        raise InputError(
            _("There is no setting « %(name)s ».") % {"name": ", ".join(unknown)},
            _("Allowed: %(allowed)s.") % {"allowed": ", ".join(_SETTINGS)},
        )
    wanted = {name: _SETTINGS[name](value) for name, value in changes.items()}  # type: ignore[operator]
    with transaction.atomic():
        company = Company.objects.select_for_update().get(pk=scope.company_id)
        moved = {
            name: (getattr(company, name), value)
            for name, value in wanted.items()
            if getattr(company, name) != value
        }
        if moved:
            _refuse_locked(company, moved)
            for name, (_before, after) in moved.items():
                setattr(company, name, after)
            company.save(update_fields=list(moved))
            record(
                scope, "company.edited", company.slug, **{name: list(pair) for name, pair in moved.items()}
            )
    return company


def archive_company(scope: Scope) -> None:
    """Folds the company away: its figures stay, nothing is read, watched or looked for by itself any more."""
    _fold(scope, clock.now(), "company.archived")


def restore_company(scope: Scope) -> None:
    """Takes it back; what is due by then is caught up once."""
    _fold(scope, None, "company.restored")


def _fold(scope: Scope, moment: datetime | None, verb: str) -> None:
    scope.require(Permission.MANAGE_COMPANY)
    with transaction.atomic():
        company = Company.objects.select_for_update().get(pk=scope.company_id)
        if (company.archived_at is None) is (moment is None):
            return
        company.archived_at = moment
        company.save(update_fields=["archived_at"])
        record(scope, verb, company.slug)


def _save_new(company: Company) -> None:
    try:
        with transaction.atomic():
            company.save(force_insert=True)
    except IntegrityError as error:
        raise ConflictError(
            _("The short name « %(slug)s » is taken.") % {"slug": company.slug},
            advice=_("Choose another one. Nothing was changed."),
        ) from error


def _refuse_locked(company: Company, moved: Mapping[str, Any]) -> None:
    if any(name in moved for name in LOCKED_FIELDS) and is_locked(company.pk):
        raise ConflictError(
            _("Data are loaded in %(company)s: its currency and its time zone stand still.")
            % {"company": company.name},
            advice=_("Add another company for other ones."),
        )
