"""The ten findings worth most: those of the list, or a look of its own."""

from datetime import date

from comptoir.core.companies.api import Scope
from comptoir.decide.findings.api import (
    LastLook,
    Listed,
    Look,
    choices_of,
    findings,
    last_look,
    look_at,
    look_if_moved,
)
from comptoir.decide.review.parts import Finds
from comptoir.measure.warehouse.api import current_snapshot

MOST = 10


def kept_finds(scope: Scope) -> Finds:
    """What the newest look has seen and nobody has muted: the list of its own page."""
    look, listed = last_look(scope), findings(scope)
    # That nothing was found in other data says nothing of these.
    if look is None or not (listed or _is_of_these_data(scope, look)):
        return Finds((), 0, 0, choices_of(scope).least_money, None)
    return Finds(listed[:MOST], len(listed), look.tried, look.least_money, look.day, look.gaps)


def finds_today(scope: Scope) -> Finds:
    """The list, made anew where the facts have moved since, or a night has passed."""
    look_if_moved(scope)
    return kept_finds(scope)


def _is_of_these_data(scope: Scope, look: LastLook) -> bool:
    snapshot = current_snapshot(scope)
    return snapshot is not None and look.snapshot == snapshot.number


def finds_at(scope: Scope, evening: date) -> Finds:
    """What the facts dated that day or before say; nothing of it is kept."""
    look = look_at(scope, evening)
    listed = tuple(_listed(look)[:MOST])
    least = choices_of(scope).least_money
    return Finds(listed, len(look.found), look.tried, least, look.day, tuple(sorted(look.gaps)))


def _listed(look: Look) -> list[Listed]:
    return [Listed(one, one.day, look.snapshot, False, None, "") for one in look.found]
