"""Libraries that are loaded when something is asked of them, not where they are named.

A question whose statement is known needs no compiler: half a second of a command goes without it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any


class _Later:
    """Stands for the library until then. No lock of its own: two threads may both be the first to ask."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        found = getattr(import_module(self._name), attribute)
        setattr(self, attribute, found)
        return found


if TYPE_CHECKING:
    import ibis
else:
    ibis = _Later("ibis")

__all__ = ["ibis"]
