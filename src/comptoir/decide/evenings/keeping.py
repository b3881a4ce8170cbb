"""Looks from evenings of the past, kept in the application database for every process.

Nothing is ever invalidated: the snapshot is part of the name, and so is the state of all else that a look reads: what
people chose, the company's own settings, the language of its sentences, the code.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db import DatabaseError, transaction
from django.utils.translation import get_language

from comptoir.core import clock
from comptoir.core.code_state import state_of_code
from comptoir.core.companies.api import Permission, Scope
from comptoir.decide.evenings.models import KeptLook
from comptoir.measure.warehouse.api import current_snapshot

MOST = 100
"""Looks of a company: the oldest go."""
_FLOORS = ("core", "entities", "measure", "decide")
"""Whose code has a say in what a look sees."""
_LIBRARIES = ("duckdb", "ibis-framework", "numpy", "pyarrow", "scipy")


@dataclass(frozen=True, slots=True)
class Evening[T]:
    """One look: from which evening, at which facts, and what it reads besides."""

    what: str
    day: date
    snapshot: int
    reads: tuple[str, ...]
    """Labels of the models whose rows of the company have a say in it."""
    as_json: Callable[[T], Any]
    from_json: Callable[[Any], T]
    speaks: bool = False
    """Whether it holds sentences, in the language of the moment."""


def kept[T](scope: Scope, evening: Evening[T], look: Callable[[], T]) -> T:
    """What the look has seen: read where it was looked before, by whatever process, else looked and kept.

    Where facts or choices moved while it was looked, it is not kept: nobody knows which of the two it saw.
    """
    scope.require(Permission.VIEW_FIGURES)
    state = state_of(scope, evening)
    mine = KeptLook.objects.filter(company_id=scope.company_id)
    known = mine.filter(what=evening.what, day=evening.day, snapshot=evening.snapshot, state=state)
    content = known.values_list("content", flat=True).first()
    if content is not None:
        return evening.from_json(content)
    found = look()
    newest = current_snapshot(scope)
    if newest is not None and newest.number == evening.snapshot and state_of(scope, evening) == state:
        _write(scope, evening, state, evening.as_json(found))
    return found


def state_of(scope: Scope, evening: Evening[Any]) -> str:
    """A digest of all that decides what the look sees, the facts of the snapshot left out."""
    own = (scope.currency, scope.timezone, scope.country, scope.week_start, scope.tax)
    told = (
        own,
        get_language() if evening.speaks else "",
        state_of_code(_FLOORS, _LIBRARIES),
        *_rows(scope, evening.reads),
    )
    return sha256(repr(told).encode()).hexdigest()


def _rows(scope: Scope, labels: tuple[str, ...]) -> Iterator[Any]:
    for label in labels:
        rows = apps.get_model(label)._base_manager.filter(company_id=scope.company_id)
        yield label, list(rows.order_by("pk").values_list())


def _write(scope: Scope, evening: Evening[Any], state: str, content: Any) -> None:
    row = KeptLook(
        company_id=scope.company_id,
        what=evening.what,
        day=evening.day,
        snapshot=evening.snapshot,
        state=state,
        content=content,
        made_at=clock.now(),
    )
    mine = KeptLook.objects.filter(company_id=scope.company_id)
    try:
        with transaction.atomic():
            # Two processes may have looked at the same: they saw the same.
            KeptLook.objects.bulk_create([row], ignore_conflicts=True)
            mine.filter(snapshot__lt=evening.snapshot).delete()
            oldest = list(mine.order_by("-pk").values_list("pk", flat=True)[MOST:])
            mine.filter(pk__in=oldest).delete()
    except DatabaseError:
        # A database too busy to remember must not cost the answer.
        return
