"""Rows of a company that people change, put away and take back: each time the trail says what was and what is.

Call these inside the transaction of the verb, as `record`.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from comptoir.core import clock
from comptoir.core.audit.recording import record

if TYPE_CHECKING:
    from comptoir.core.companies.api import Scope


class Changing(Protocol):
    def save(self, *, update_fields: Iterable[str] | None = None) -> None: ...


class Row(Changing, Protocol):
    deleted_at: Any
    """When it was put away: a column of instants."""


def revise(
    scope: "Scope",
    row: Changing,
    names: Iterable[str],
    changes: Mapping[str, Any],
    verb: str,
    target: str,
    *,
    told: Callable[[dict[str, Any]], dict[str, Any]] = dict,
    check: Callable[[], None] | None = None,
) -> None:
    """Give the row its new values, of the columns `names`; nothing is saved or recorded where none differs.

    `told` says what of them the trail keeps; `check` looks at the row before it is saved, and raises.
    """
    before = {name: getattr(row, name) for name in names}
    after = {**before, **changes}
    if after == before:
        return
    for name, value in after.items():
        setattr(row, name, value)
    if check is not None:
        check()
    row.save()
    record(scope, verb, target, before=told(before), after=told(after))


def put_away(scope: "Scope", row: Row, verb: str, target: str, **details: Any) -> None:
    """As if it had never been; `take_back` undoes it."""
    _mark(row, clock.now())
    record(scope, verb, target, **details)


def take_back(scope: "Scope", row: Row, verb: str, target: str, **details: Any) -> None:
    _mark(row, None)
    record(scope, verb, target, **details)


def _mark(row: Row, deleted_at: datetime | None) -> None:
    row.deleted_at = deleted_at
    row.save(update_fields=("deleted_at",))
