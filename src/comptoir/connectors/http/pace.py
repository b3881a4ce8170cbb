"""How fast a vendor is asked, and how long it is waited for."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from comptoir.connectors.source import Rate


@dataclass(slots=True)
class Pace:
    """Of one reader of one vendor. `pause` waits, and raises when the work is stopped meanwhile."""

    rate: Rate
    pause: Callable[[float], None]
    _next: float = 0.0

    def keep(self) -> None:
        """Wait until the vendor may be asked again."""
        now = time.monotonic()
        if now < self._next:
            self.pause(self._next - now)
        self._next = max(now, self._next) + 1 / self.rate.per_second

    def patience(self, attempt: int) -> float:
        """Seconds: twice as many each time, spread so that many do not come back at once."""
        return min(self.rate.longest_wait, 2.0**attempt) * random.uniform(0.5, 1.0)  # noqa: S311 - no secret
