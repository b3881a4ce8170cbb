"""Reads of a company's look."""

from comptoir.check.branding.engine import is_colour
from comptoir.check.branding.logos import PNG
from comptoir.check.branding.models import CompanyLook
from comptoir.check.branding.shapes import ACCENT, INK, PLAIN, Brand, Logo
from comptoir.core.companies.api import Permission, Scope


def brand_of(scope: Scope) -> Brand:
    """The look of this moment. What an export brought in and cannot be is left out."""
    scope.require(Permission.VIEW_FIGURES)
    row = CompanyLook.objects.filter(company_id=scope.company_id).first()
    if row is None:
        return PLAIN
    return Brand(
        name=row.name,
        logo=_logo(row),
        main=row.main if is_colour(row.main) else INK,
        accent=row.accent if is_colour(row.accent) else ACCENT,
        sender=row.sender,
        reply_to=" ".join(row.reply_to.split()),
        footer=row.footer,
        is_signed=row.is_signed,
    )


def _logo(row: CompanyLook) -> Logo | None:
    content = bytes(row.logo)
    if not content.startswith(PNG) or not row.logo_width or not row.logo_height:
        return None
    return Logo(content, row.logo_width, row.logo_height)
