"""`comptoir review` on a million orders, as a command that somebody types: a process of its own, from start to text."""

import os
import subprocess
import sys
from dataclasses import dataclass
from time import perf_counter

from bench.generate import Size
from bench.measure import Measure, median, told
from bench.queries import forget
from bench.store import stored
from comptoir.core.companies.api import Scope
from comptoir.decide.findings.models import LookRecord

SIZE = Size(orders=1_000_000, lines=3_300_000)
TARGET = 3.0
ROUNDS = 3


@dataclass(frozen=True)
class Spent:
    seconds: float
    cpu: float


def run(size: Size = SIZE, rounds: int = ROUNDS) -> list[Measure]:
    scope = stored(size)
    _asked(scope)  # the files of the libraries are in memory, as on a machine that serves pages
    first, morning, again = [], [], []
    for _round in range(rounds):
        # As after an import that neither its command nor a worker has followed by a look: the review looks itself.
        forget()
        LookRecord.objects.filter(company_id=scope.company_id).delete()
        first.append(_asked(scope))
        # As in the morning, or after `comptoir import`: findings are looked for, nobody has asked for a figure yet.
        forget()
        morning.append(_asked(scope))
        again.append(_asked(scope))
    known = f"{size.orders:,} orders, {size.lines:,} lines"
    return [
        _measure(
            f"comptoir review, findings looked for by the night or an import by command ({known})", morning
        ),
        _measure("the same again: its figures are known", again),
        _measure("where nobody has looked since the import: it looks for findings itself", first),
    ]


def _measure(job: str, spent: list[Spent]) -> Measure:
    cpu = median([one.cpu for one in spent])
    seconds = median([one.seconds for one in spent])
    return told(Measure(job, seconds, target=TARGET, note=f"whole command, {cpu:.2f} s of one core"))


def _asked(scope: Scope) -> Spent:
    """The whole command: starting Python, Django and the libraries included."""
    command = [sys.executable, "-m", "comptoir", "review", "--company", scope.slug, "--format", "json"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before, begun = os.times(), perf_counter()
    done = subprocess.run(command, env=environment, check=True, capture_output=True)
    seconds, after = perf_counter() - begun, os.times()
    if b'"nothing_worth_doing"' not in done.stdout:
        raise SystemExit("bench: the review says something else.")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Spent(seconds, cpu)
