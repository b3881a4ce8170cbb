"""What goes from one company to another: the tree of factors."""

from django.utils.translation import gettext as _

from comptoir.core.companies.api import Permission, Scope
from comptoir.decide.drivers.actions import save_tree
from comptoir.decide.drivers.queries import tree_choice


def copied_settings(source: Scope, target: Scope) -> tuple[str, ...]:
    source.require(Permission.EDIT_DRIVERS)
    return () if tree_choice(source) == tree_choice(target) else (_("the tree of factors is replaced"),)


def copy_settings(source: Scope, target: Scope) -> None:
    """`undo_tree` goes back to what was."""
    source.require(Permission.EDIT_DRIVERS)
    save_tree(target, tree_choice(source))
