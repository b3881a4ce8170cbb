"""The verbs on a company's tree: permission, one transaction, audit."""

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.audit.api import put_away, record, take_back
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError, InputError
from comptoir.decide.drivers.choice import DIMENSIONS, MOST_DIMENSIONS, TreeChoice
from comptoir.decide.drivers.models import StoredTree
from comptoir.decide.drivers.queries import newest, tree_choice

TARGET = "drivers"


def save_tree(scope: Scope, choice: TreeChoice) -> TreeChoice:
    """From now on changes are explained so, those of the past too; `undo_tree` goes back to what was before."""
    scope.require(Permission.EDIT_DRIVERS)
    _check(choice)
    with transaction.atomic():
        before = tree_choice(scope)
        if choice == before:
            return choice
        # What had been undone before cannot be taken back over a newer choice.
        StoredTree.objects.filter(company_id=scope.company_id).exclude(deleted_at=None).delete()
        StoredTree.objects.create(
            company_id=scope.company_id,
            choice=choice.to_json(),
            created_by_id=scope.actor_id,
            created_at=clock.now(),
        )
        record(scope, "drivers_tree.saved", TARGET, before=before.to_json(), after=choice.to_json())
    return choice


def undo_tree(scope: Scope) -> TreeChoice:
    """Back to the choice before the last one, to the usual tree in the end."""
    scope.require(Permission.EDIT_DRIVERS)
    with transaction.atomic():
        row = newest(scope)
        if row is None:
            raise ConflictError(_("The tree is the usual one: there is nothing to undo."))
        put_away(scope, row, "drivers_tree.undone", TARGET, was=row.choice)
    return tree_choice(scope)


def redo_tree(scope: Scope) -> TreeChoice:
    scope.require(Permission.EDIT_DRIVERS)
    with transaction.atomic():
        row = newest(scope, undone=True)
        if row is None:
            raise ConflictError(_("Nothing was undone."))
        take_back(scope, row, "drivers_tree.restored", TARGET, restored=row.choice)
    return tree_choice(scope)


def _check(choice: TreeChoice) -> None:
    unknown = [name for name in choice.dimensions if name not in DIMENSIONS]
    if unknown or len(set(choice.dimensions)) > MOST_DIMENSIONS:
        raise InputError(
            _("A change is split by %(most)d dimensions at most.") % {"most": MOST_DIMENSIONS},
            _("Allowed: %(allowed)s.") % {"allowed": ", ".join(DIMENSIONS)},
        )
