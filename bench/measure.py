"""What a measure is, and the means to take one."""

import resource
import shutil
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from django.conf import settings

from comptoir.core.companies.api import Scope, operator_scope
from comptoir.core.companies.models import Company


@dataclass(frozen=True)
class Measure:
    """One job, its time in seconds, and that of the peer in the same run; or another figure where `unit` says so."""

    job: str
    seconds: float
    peer: str = ""
    peer_seconds: float | None = None
    target: float | None = None
    """Greatest ratio allowed (with a peer), or greatest seconds (without)."""
    allowance: float = 0.0
    """Seconds granted beside the ratio."""
    note: str = ""
    unit: str = "s"
    limit: float | None = None
    """Greatest figure allowed, whatever the peer's."""

    @property
    def ratio(self) -> float | None:
        return self.seconds / self.peer_seconds if self.peer_seconds else None

    @property
    def is_reached(self) -> bool | None:
        if self.limit is not None:
            return self.seconds <= self.limit
        if self.target is None:
            return None
        limit = self.target * self.peer_seconds + self.allowance if self.peer_seconds else self.target
        return self.seconds <= limit


def told(measure: Measure) -> Measure:
    """The same measure, said at once: a bench is long, and who waits wants to see where it stands."""
    peer = f", {measure.peer} {_figure(measure.peer_seconds, measure.unit)}" if measure.peer_seconds else ""
    missed = " MISSED" if measure.is_reached is False else ""
    figure = _figure(measure.seconds, measure.unit)
    print(f"{figure:>10}{peer}{missed}  {measure.job}", file=sys.stderr, flush=True)
    return measure


def _figure(value: float, unit: str) -> str:
    return f"{value * 1000:.0f} ms" if unit == "s" else f"{value:.3f}"


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def timed(job: Callable[[], object], rounds: int) -> list[float]:
    """Seconds of each round."""
    times = []
    for _ in range(rounds):
        begun = perf_counter()
        job()
        times.append(perf_counter() - begun)
    return times


def peak_memory() -> float:
    """Megabytes that this process held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def fresh_company(slug: str, **fields: str) -> Scope:
    """A company without facts."""
    for company in Company.objects.filter(slug=slug):
        shutil.rmtree(Path(settings.WAREHOUSE) / str(company.pk), ignore_errors=True)
        company.delete()
    Company.objects.create(slug=slug, name=slug, **fields)
    return operator_scope(slug)
