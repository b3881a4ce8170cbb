"""Reads of a company's terms of supply."""

from comptoir.core.companies.api import Permission, Scope
from comptoir.decide.reorder.models import StoredSheet
from comptoir.decide.reorder.sheet import Sheet


def sheet_of(scope: Scope) -> Sheet:
    """What the company said; nothing of its own while nobody has."""
    scope.require(Permission.VIEW_FIGURES)
    row = newest(scope)
    return Sheet.from_json(row.content) if row else Sheet()


def newest(scope: Scope, *, undone: bool = False) -> StoredSheet | None:
    """The row that holds; or the one undone last, where nothing was saved since."""
    rows = StoredSheet.objects.filter(company_id=scope.company_id)
    held = rows.filter(deleted_at=None).last()
    if not undone:
        return held
    later = rows.exclude(deleted_at=None)
    return (later.filter(pk__gt=held.pk) if held else later).order_by("pk").first()
