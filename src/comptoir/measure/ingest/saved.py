"""The mappings of a company: proposed for a file, saved for the next one, deleted, taken back."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, count
from typing import TypedDict

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.connectors.files.api import (
    FileShape,
    Mapping,
    delete_mapping,
    guess_mapping,
    mapping_for,
    preset,
    presets,
    save_mapping,
    saved_mapping,
    saved_mappings,
)
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import InputError, NotFoundError, closest

SAVED, SHIPPED, GUESS = "saved", "shipped", "guess"
"""Where a proposed mapping comes from."""


NAME_LENGTH = 100


class Deleted(TypedDict):
    """A deleted mapping, kept by whoever may want it back."""

    name: str
    yaml: str
    headers: list[str]


def proposed(scope: Scope, shape: FileShape, choice: str = "") -> tuple[str, Mapping]:
    """(origin, mapping) for a file: the one chosen (`guess`, `saved:NAME`, `shipped:NAME`), else the one last
    saved for these columns, else the best guess."""
    origin, _colon, name = choice.partition(":")
    if origin == SAVED:
        return SAVED, _saved(scope, name)
    if origin == SHIPPED:
        return SHIPPED, preset(name)
    if not origin:
        known = mapping_for(scope.company_id, shape)
        if known is not None:
            return SAVED, known
    guessed = guess_mapping(shape)
    return (SHIPPED if guessed in presets() else GUESS), guessed


def saved(scope: Scope) -> list[Mapping]:
    """The company's mappings, by name."""
    return saved_mappings(scope.company_id)


def named(scope: Scope, name: str) -> Mapping:
    """The mapping of that name: the company's, else a shipped one."""
    return saved_mapping(scope.company_id, name) or preset(name)


def of_its_own(scope: Scope, origin: str, mapping: Mapping) -> Mapping:
    """A shipped or guessed mapping under a free name of the company's, so that saving it replaces no other.

    Its source stays the same, hence its orders do.
    """
    if origin == SAVED:
        return mapping
    wanted = f"{mapping.name} · {scope.name}" if mapping.name in _shipped_names() else scope.name
    taken = {one.name for one in saved(scope)}
    numbered = (f"{wanted[:NAME_LENGTH]} {number}" for number in count(2))
    name = next(name for name in chain([wanted[:NAME_LENGTH]], numbered) if name not in taken)
    # Not checked: what was guessed may lack columns, which the page asks for.
    return replace(mapping, name=name, source=mapping.source_name)


def remember(scope: Scope, mapping: Mapping, headers: Sequence[str]) -> None:
    """Save a mapping under its name for the next file with these columns.

    InputError where the name is that of a shipped one.
    """
    scope.require(Permission.EDIT_MAPPINGS)
    if mapping.name in _shipped_names():
        raise InputError(
            _("Give it a name of its own: « %(name)s » is shipped with Comptoir.") % {"name": mapping.name}
        )
    _save(scope, mapping, headers, "mapping.saved")


def forget(scope: Scope, name: str) -> Deleted:
    """Delete a saved mapping. What comes back lets `restore` undo it."""
    scope.require(Permission.EDIT_MAPPINGS)
    with transaction.atomic():
        gone = delete_mapping(scope.company_id, name)
        if gone is None:
            raise _unknown(scope, name)
        record(scope, "mapping.deleted", f"mapping:{name}")
    mapping, headers = gone
    return Deleted(name=name, yaml=mapping.to_yaml(), headers=list(headers))


def restore(scope: Scope, deleted: Deleted) -> None:
    """Take a deleted mapping back."""
    scope.require(Permission.EDIT_MAPPINGS)
    _save(scope, Mapping.from_yaml(deleted["yaml"]), deleted["headers"], "mapping.restored")


def _shipped_names() -> list[str]:
    return [mapping.name for mapping in presets()]


def _save(scope: Scope, mapping: Mapping, headers: Sequence[str], verb: str) -> None:
    with transaction.atomic():
        save_mapping(scope.company_id, mapping, headers, scope.actor_id)
        record(scope, verb, f"mapping:{mapping.name}")


def _saved(scope: Scope, name: str) -> Mapping:
    mapping = saved_mapping(scope.company_id, name)
    if mapping is None:
        raise _unknown(scope, name)
    return mapping


def _unknown(scope: Scope, name: str) -> NotFoundError:
    guess = closest(name, [mapping.name for mapping in saved(scope)])
    return NotFoundError(
        _("There is no mapping « %(name)s ».") % {"name": name},
        advice=_("Did you mean « %(guess)s »?") % {"guess": guess} if guess else "",
    )
