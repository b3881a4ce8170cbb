"""What time it is. The only place that asks the machine, so that tests and `--at` can answer instead."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_frozen: ContextVar[datetime | None] = ContextVar("comptoir_frozen_now", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today(zone: ZoneInfo) -> date:
    """The present day where the company lives."""
    return now().astimezone(zone).date()


@contextmanager
def frozen(instant: datetime) -> Iterator[None]:
    """Within the block, `now()` answers `instant` (aware)."""
    token = _frozen.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
