"""The tasks that workers know, declared by decorator in `<room>/tasks.py`."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import InterfaceError, OperationalError
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

from comptoir.core.companies.api import Permission
from comptoir.core.errors import UsageError, closest
from comptoir.core.jobs.schedules import Schedule

type Function = Callable[..., dict[str, Any] | None]

TRANSIENT: tuple[type[Exception], ...] = (ConnectionError, TimeoutError, OperationalError, InterfaceError)
"""Worth another try by themselves. A ComptoirError is not: the same input gives the same answer."""


@dataclass(frozen=True, slots=True)
class Task:
    name: str
    function: Function
    label: str | Promise
    is_system: bool
    """A system task works for no company and is given no scope."""
    permission: Permission
    """What a person needs to start, cancel or retry it."""
    max_attempts: int
    retry_on: tuple[type[Exception], ...]
    lane: str
    schedule: Schedule | None

    def check_arguments(self, arguments: dict[str, Any]) -> None:
        given: tuple[object, ...] = (None,) if self.is_system else (None, None)
        try:
            inspect.signature(self.function).bind(*given, **arguments)
        except TypeError as error:
            raise UsageError(f"The task « {self.name} » cannot take {sorted(arguments)}: {error}.") from error


_tasks: dict[str, Task] = {}


def task(
    name: str,
    *,
    label: str | Promise = "",
    permission: Permission = Permission.IMPORT_DATA,
    max_attempts: int = 3,
    retry_on: tuple[type[Exception], ...] = (),
    lane: str = "",
    schedule: Schedule | None = None,
    system: bool = False,
) -> Callable[[Function], Function]:
    """Declare `def f(job: JobHandle, scope: Scope, **arguments) -> dict | None` as the task `name`.

    `retry_on` adds to the transient errors that are tried again. Jobs that share a `lane` run one at
    a time per company. `schedule` runs it for every company, by the company's clock. A `system` task
    belongs to no company: `def f(job, **arguments)`, and its schedule is in UTC.

    Of the result, `summary` (a sentence) and `link` (an address below the company's) are shown on the
    page of the job. A task may be run again from its start after a crash: doing it twice must do no harm.
    """

    def declare(function: Function) -> Function:
        known = _tasks.get(name)
        if known and _origin(known.function) != _origin(function):
            raise UsageError(
                f"Two tasks are called « {name} »: {_origin(known.function)}, {_origin(function)}."
            )
        _tasks[name] = Task(
            name=name,
            function=function,
            label=label or name,
            is_system=system,
            permission=permission,
            max_attempts=max_attempts,
            retry_on=TRANSIENT + retry_on,
            lane=lane,
            schedule=schedule,
        )
        return function

    return declare


def _origin(function: Function) -> str:
    return f"{function.__module__}.{function.__qualname__}"


@cache
def _discover() -> None:
    autodiscover_modules("tasks")


def all_tasks() -> tuple[Task, ...]:
    _discover()
    return tuple(_tasks.values())


def find_task(name: str) -> Task:
    _discover()
    try:
        return _tasks[name]
    except KeyError:
        guess = closest(name, _tasks)
        advice = f"Did you mean « {guess} »?" if guess else ""
        raise UsageError(
            f"There is no task « {name} ».", f"Known: {', '.join(sorted(_tasks))}.", advice
        ) from None
