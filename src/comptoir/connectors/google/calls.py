"""Asking one of Google's interfaces by gRPC: patient where waiting helps, plain where a person must act."""

from collections.abc import Callable
from dataclasses import dataclass, field

from comptoir.connectors.http.api import Pace
from comptoir.connectors.source import PermanentError, Rate, TransientError

BUSY = frozenset(
    {"ABORTED", "CANCELLED", "DEADLINE_EXCEEDED", "INTERNAL", "RESOURCE_EXHAUSTED", "UNAVAILABLE"}
)
"""States of gRPC after which the same question may be answered."""


class BusyError(TransientError):
    """Not now. `wait`: in so many seconds, where Google says."""

    wait: float | None = None


@dataclass(slots=True)
class Calls:
    """Asks no faster than the vendor allows, and again while it is busy or away.

    The clients' own retries are not used: nobody could stop them, and they know no bound of ours.
    """

    rate: Rate
    pause: Callable[[float], None]
    failure: type[Exception]
    """What the client raises."""
    told: Callable[[Exception], PermanentError | BusyError]
    """What it means."""
    _pace: Pace = field(init=False)

    def __post_init__(self) -> None:
        self._pace = Pace(self.rate, self.pause)

    def made[T](self, call: Callable[[], T]) -> T:
        """What the call brings; PermanentError, or BusyError once the retries of `rate` are used up."""
        for attempt in range(self.rate.retries + 1):
            self._pace.keep()
            try:
                return call()
            except self.failure as error:
                said = self.told(error)
                if isinstance(said, PermanentError) or attempt == self.rate.retries:
                    raise said from error
                wait = self._pace.patience(attempt) if said.wait is None else said.wait
                if wait > self.rate.longest_wait:
                    raise said from error
            self.pause(wait)
        raise AssertionError("the last attempt returns or raises")
