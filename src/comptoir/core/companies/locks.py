"""Settings that must not move any more.

The days of facts are computed in the company's time zone when they are loaded, their amounts stand in its
currency. The room that stores facts lies above: through `lock_when` it tells which companies have some.
"""

from collections.abc import Callable

LOCKED_FIELDS = ("currency", "timezone")

_reasons: list[Callable[[int], bool]] = []


def lock_when(has_facts: Callable[[int], bool]) -> None:
    """Currency and time zone of a company stand still once `has_facts(company_id)`. Called at start-up."""
    if has_facts not in _reasons:
        _reasons.append(has_facts)


def is_locked(company_id: int) -> bool:
    return any(has_facts(company_id) for has_facts in _reasons)
