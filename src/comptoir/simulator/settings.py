"""Settings of a scenario that have limits."""

from dataclasses import field
from typing import Any


def between(low: float, high: float, default: float | None = None) -> Any:
    limits = {"low": low, "high": high}
    return field(metadata=limits) if default is None else field(default=default, metadata=limits)


def a_share(default: float | None = None) -> Any:
    return between(0, 1, default)
