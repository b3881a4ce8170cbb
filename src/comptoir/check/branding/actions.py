"""Verbs of a company's look: change it, copy it to another company."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from comptoir.check.branding.engine import WHITE, contrast, is_colour, is_readable, nearest_readable
from comptoir.check.branding.logos import taken_logo
from comptoir.check.branding.models import CompanyLook
from comptoir.check.branding.queries import brand_of
from comptoir.check.branding.shapes import Brand
from comptoir.core.audit.api import revise
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import InputError

WORDS = {"name": 80, "sender": 80, "footer": 200}
"""Setting -> its longest text."""
COLOURS = ("main", "accent")
SETTINGS = (*WORDS, *COLOURS, "reply_to", "is_signed")
_COLUMNS = (*SETTINGS, "logo", "logo_width", "logo_height")


class UnreadableError(InputError):
    """A colour that cannot be read on white, with the nearest one that can."""

    def __init__(self, name: str, colour: str) -> None:
        self.name, self.offered = name, nearest_readable(colour, WHITE)
        super().__init__(
            _("%(colour)s cannot be read on white: its contrast is %(ratio)s, and text needs 4.5.")
            % {"colour": colour, "ratio": number_format(contrast(colour, WHITE), 1)},
            advice=_("The nearest one that can is %(colour)s.") % {"colour": self.offered},
        )


def set_look(
    scope: Scope, wanted: Mapping[str, Any], picture: bytes | None = None, *, drops_logo: bool = False
) -> Brand:
    """Changes the settings named in `wanted`, and the logo where one is given or dropped."""
    scope.require(Permission.APPROVE_REPORTS)
    changes = {name: _checked(name, value) for name, value in wanted.items()}
    if picture:
        logo = taken_logo(picture)
        changes |= {"logo": logo.content, "logo_width": logo.width, "logo_height": logo.height}
    elif drops_logo:
        changes |= {"logo": b"", "logo_width": 0, "logo_height": 0}
    _write(scope, changes, "look.changed")
    return brand_of(scope)


def copy_look(scope: Scope, to: Scope) -> Brand:
    """The whole look into another company, where the same person has the same right. Its trail does not say whence."""
    for one in (scope, to):
        one.require(Permission.APPROVE_REPORTS)
    brand = brand_of(scope)
    logo = brand.logo
    changes = {name: getattr(brand, name) for name in SETTINGS}
    changes |= {
        "logo": logo.content if logo else b"",
        "logo_width": logo.width if logo else 0,
        "logo_height": logo.height if logo else 0,
    }
    _write(to, changes, "look.copied")
    return brand_of(to)


def _write(scope: Scope, changes: Mapping[str, Any], verb: str) -> None:
    with transaction.atomic():
        row, _is_new = CompanyLook.objects.select_for_update(of=("self",)).get_or_create(
            company_id=scope.company_id
        )
        row.logo = bytes(row.logo)
        revise(scope, row, _COLUMNS, changes, verb, scope.slug, told=_told)


def _told(columns: dict[str, Any]) -> dict[str, Any]:
    """For the trail: words and colours, of the picture its size alone."""
    size = f"{columns['logo_width']} x {columns['logo_height']}" if columns["logo"] else ""
    return {**{name: columns[name] for name in SETTINGS}, "logo": size}


def _checked(name: str, value: Any) -> Any:
    if name not in SETTINGS:
        raise InputError(
            _("There is no setting « %(name)s ».") % {"name": name},
            _("Allowed: %(allowed)s.") % {"allowed": ", ".join(SETTINGS)},
        )
    if name == "is_signed":
        return bool(value)
    text = " ".join(str(value).split())
    if name in COLOURS:
        return _colour(name, text.lower())
    if name == "reply_to":
        return _address(text)
    if len(text) > WORDS[name]:
        raise InputError(_("That is too long: %(most)d letters at most.") % {"most": WORDS[name]})
    return text


def _colour(name: str, text: str) -> str:
    if not is_colour(text):
        raise InputError(
            _("« %(colour)s » is no colour.") % {"colour": text},
            advice=_("Write it as six digits, such as #2450d3."),
        )
    if not is_readable(text, WHITE):
        raise UnreadableError(name, text)
    return text


def _address(text: str) -> str:
    try:
        if text:
            validate_email(text)
    except ValidationError as error:
        raise InputError(_("« %(address)s » is no e-mail address.") % {"address": text}) from error
    return text
