"""Reads of a company's tree."""

from comptoir.core.companies.api import Permission, Scope
from comptoir.decide.drivers.choice import DEFAULT, TreeChoice
from comptoir.decide.drivers.models import StoredTree


def tree_choice(scope: Scope) -> TreeChoice:
    """What the company chose; the usual tree while nobody has."""
    scope.require(Permission.VIEW_FIGURES)
    row = newest(scope)
    return TreeChoice.from_json(row.choice) if row else DEFAULT


def newest(scope: Scope, *, undone: bool = False) -> StoredTree | None:
    """The row that holds; or the one undone last, where nothing was saved since."""
    rows = StoredTree.objects.filter(company_id=scope.company_id)
    held = rows.filter(deleted_at=None).last()
    if not undone:
        return held
    later = rows.exclude(deleted_at=None)
    return (later.filter(pk__gt=held.pk) if held else later).order_by("pk").first()
