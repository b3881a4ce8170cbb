"""Tasks of the tests. `trail` is a file that outlives the worker: each run leaves its lines there."""

import os
import signal
import time
from pathlib import Path

from comptoir.core.companies.api import Scope
from comptoir.core.errors import ConflictError, InputError
from comptoir.core.jobs.api import JobHandle, task


def _write(trail: str, line: str) -> None:
    with Path(trail).open("a", encoding="utf-8") as file:
        file.write(line + "\n")


@task("sample.count")
def count(job: JobHandle, scope: Scope, upto: int = 3) -> dict[str, object]:
    for number in range(upto):
        job.progress(number + 1, upto, f"{number + 1} of {upto}")
    return {"counted": upto, "company": scope.slug, "role": scope.role}


@task("sample.trail", max_attempts=20)
def leave_trail(job: JobHandle, scope: Scope, trail: str, number: int, seconds: float) -> dict[str, object]:
    _write(trail, f"start {number} {os.getpid()}")
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        time.sleep(0.02)
        job.check()
    _write(trail, f"end {number} {os.getpid()}")
    return {"number": number}


@task("sample.killer", max_attempts=3)
def kill_worker(job: JobHandle, scope: Scope, trail: str) -> None:
    _write(trail, f"start killer {os.getpid()}")
    os.kill(os.getpid(), signal.SIGKILL)


@task("sample.refuses")
def refuse(job: JobHandle, scope: Scope) -> None:
    raise InputError("The file has no column « order_id ».", "Known: id.", "Choose one in the mapping.")


@task("sample.breaks")
def break_down(job: JobHandle, scope: Scope) -> None:
    raise KeyError("order_id")


@task("sample.flaky", max_attempts=3)
def flicker(job: JobHandle, scope: Scope, good_at: int) -> dict[str, object]:
    if job.attempt < good_at:
        raise ConnectionError("reset by peer")
    return {"attempt": job.attempt}


@task("sample.busy", max_attempts=2, retry_on=(ConflictError,))
def collide(job: JobHandle, scope: Scope) -> None:
    raise ConflictError("Another import is writing.")


@task("sample.lane", lane="store")
def in_lane(job: JobHandle, scope: Scope) -> None: ...


@task("sample.system", system=True)
def for_system(job: JobHandle, word: str) -> dict[str, object]:
    return {"word": word}
