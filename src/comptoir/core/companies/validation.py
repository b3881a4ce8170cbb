"""What a company may be called and set to. Each refusal says what came, what is allowed, what to do."""

import re
from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global
from babel.numbers import list_currencies
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from comptoir.core.companies.models import TaxBasis
from comptoir.core.companies.permissions import MEMBER_ROLES, Role
from comptoir.core.errors import InputError, closest

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_ISO_COUNTRY = re.compile(r"[A-Z]{2}\Z")
_NO_COUNTRY = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
"""Groups and test regions that Babel lists among the territories."""
_NAME_LENGTH = 120
_SLUG_LENGTH = 50


def valid_name(name: str) -> str:
    name = " ".join(name.split())
    if not 0 < len(name) <= _NAME_LENGTH:
        raise InputError(
            _("A name of %(length)s characters was given.") % {"length": len(name)},
            _("Allowed: 1 to %(limit)s characters.") % {"limit": _NAME_LENGTH},
        )
    return name


def valid_slug(slug: str) -> str:
    if len(slug) > _SLUG_LENGTH or not _SLUG.match(slug):
        raise InputError(
            _("The short name « %(slug)s » cannot stand in an address.") % {"slug": slug},
            _("Allowed: small letters a-z, digits and single hyphens between them, %(limit)s at most.")
            % {"limit": _SLUG_LENGTH},
            _("For example: ma-boutique."),
        )
    return slug


def valid_currency(code: str) -> str:
    """ISO 4217, as Babel knows it."""
    return _known(
        code.strip().upper(), _currencies(), _("currency"), _("ISO 4217 codes such as EUR, GBP, CHF")
    )


def valid_timezone(name: str) -> str:
    return _known(
        name.strip(), _zones(), _("time zone"), _("names such as Europe/Paris, America/Montreal, UTC")
    )


def valid_language(code: str) -> str:
    return _known(code.strip().lower(), _languages(), _("language"), ", ".join(sorted(_languages())))


def valid_country(code: str) -> str:
    return _known(
        code.strip().upper(), known_countries(), _("country"), _("ISO 3166 codes such as FR, BE, CH")
    )


def valid_week_start(day: int) -> int:
    if not 1 <= day <= 7:
        raise InputError(
            _("The first day of the week is « %(day)s ».") % {"day": day},
            _("Allowed: 1 (Monday) to 7 (Sunday)."),
        )
    return day


def valid_tax(basis: str) -> str:
    return _known(basis, frozenset(TaxBasis.values), _("amounts shown"), ", ".join(TaxBasis.values))


def valid_role(role: str) -> Role:
    names = frozenset(known.value for known in MEMBER_ROLES)
    return Role(_known(role, names, _("role"), ", ".join(known.value for known in MEMBER_ROLES)))


def valid_email(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise InputError(
            _("« %(email)s » is not an e-mail address.") % {"email": email},
            advice=_("For example: claire@boutique.fr"),
        ) from error
    return email


def country_of(timezone: str) -> str:
    """The country where a time zone lies; France where it lies in none (UTC)."""
    present_name = get_global("zone_aliases").get(timezone, timezone)
    territory = get_global("zone_territories").get(present_name, "")
    return territory if territory in known_countries() else "FR"


def _known(value: str, known: frozenset[str], what: str, allowed: str) -> str:
    if value in known:
        return value
    guess = closest(value, known)
    raise InputError(
        _("There is no %(what)s « %(value)s ».") % {"what": what, "value": value},
        _("Allowed: %(allowed)s.") % {"allowed": allowed},
        _("Did you mean « %(guess)s »?") % {"guess": guess} if guess else "",
    )


@cache
def _currencies() -> frozenset[str]:
    return frozenset(list_currencies())


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


@cache
def known_countries() -> frozenset[str]:
    """ISO 3166 codes."""
    return (
        frozenset(str(code) for code in Locale("en").territories if _ISO_COUNTRY.match(str(code)))
        - _NO_COUNTRY
    )


def _languages() -> frozenset[str]:
    return frozenset(code for code, _name in settings.LANGUAGES)
