"""The periods of a question measured beside one another, each on a core of its own.

To sums made in advance a second thread of the engine brings next to nothing; a second question at once does.
"""

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

from comptoir.core.periods import Period
from comptoir.measure.metrics.cells import Cells
from comptoir.measure.metrics.source import FactSource

type Measure = Callable[[FactSource, Period], Cells]


@dataclass(frozen=True, slots=True)
class Measured:
    cells: Cells
    seconds: float


def side_by_side(
    measure: Measure,
    periods: Sequence[Period],
    source: FactSource,
    twin: Callable[[], FactSource] | None = None,
) -> list[Measured]:
    """The cells of each period, the first in this thread.

    `twin` opens, in the thread that calls it, the same state of the facts once more; without it, one after the other.
    It may not ask the application database: whoever waits may be within a transaction.
    """
    first, *others = periods
    if twin is None or not others:
        return [_timed(measure, source, period) for period in periods]
    given = [(period, _hands(os.getpid()).submit(_with_twin, measure, twin, period)) for period in others]
    done = _timed(measure, source, first)
    return [done, *(_done(measure, source, period, future) for period, future in given)]


def _done(measure: Measure, source: FactSource, period: Period, given: Future[Measured]) -> Measured:
    """What the other thread found; where it has not begun, it is busy for somebody else: measured here."""
    return _timed(measure, source, period) if given.cancel() else given.result()


def _with_twin(measure: Measure, twin: Callable[[], FactSource], period: Period) -> Measured:
    return _timed(measure, twin(), period)


def _timed(measure: Measure, source: FactSource, period: Period) -> Measured:
    begun = time.perf_counter()
    cells = measure(source, period)
    return Measured(cells, time.perf_counter() - begun)


@cache
def _hands(_process: int) -> ThreadPoolExecutor:
    """Threads do not outlive a fork: each process has its own."""
    return ThreadPoolExecutor(max_workers=max(1, (os.cpu_count() or 2) // 2), thread_name_prefix="beside")
