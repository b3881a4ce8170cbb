"""Puts what the schedules ask for into the queue, once per slot whatever the number of workers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps

from comptoir.core import clock
from comptoir.core.jobs.models import Job
from comptoir.core.jobs.registry import Task, all_tasks
from comptoir.core.jobs.schedules import Schedule, slot_key


class Scheduler:
    """Remembers the slots it has handled, so that a look costs nothing until the next slot begins.

    The database has the last word: its unique key lets one job a slot through.
    """

    def __init__(self) -> None:
        self._handled: dict[tuple[str, int | None], str] = {}

    def look(self) -> int:
        """Enqueue every slot that has begun and was not handled. Returns how many were looked at."""
        tasks = [task for task in all_tasks() if task.schedule]
        due = [job for task in tasks for job in self._due(task, task.schedule)]
        Job.objects.bulk_create(due, ignore_conflicts=True)
        for job in due:
            self._handled[job.task, job.company_id] = job.unique_key
        return len(due)

    def _due(self, task: Task, schedule: Schedule | None) -> Iterator[Job]:
        if schedule is None:
            return
        now = clock.now()
        for owner in [_SYSTEM] if task.is_system else _owners():
            slot = schedule.latest_slot(now, owner.zone)
            # A company does not catch up on what was due before it existed.
            is_older = owner.since is not None and slot < owner.since
            if not is_older and self._handled.get((task.name, owner.company_id)) != slot_key(slot):
                yield new_job(task, owner.company_id, {}, unique_key=slot_key(slot), is_operators=True)


@dataclass(frozen=True, slots=True)
class _Owner:
    company_id: int | None
    zone: ZoneInfo
    since: datetime | None


_SYSTEM = _Owner(None, ZoneInfo("UTC"), None)


def _owners() -> list[_Owner]:
    # By name: the scheduler alone looks across companies, and no door of theirs is meant for that.
    # An archived company rests.
    companies = apps.get_model("core_companies", "Company").objects.filter(archived_at=None)
    rows = companies.values_list("pk", "timezone", "created_at")
    return [_Owner(pk, ZoneInfo(zone), since) for pk, zone, since in rows]


def new_job(task: Task, company_id: int | None, arguments: dict[str, Any], **fields: Any) -> Job:
    """A queued job of that task, not saved."""
    now = clock.now()
    return Job(
        task=task.name,
        company_id=company_id,
        arguments=arguments,
        lane=f"{company_id or 'system'}:{task.lane}" if task.lane else "",
        max_attempts=task.max_attempts,
        run_at=now,
        created_at=now,
        **fields,
    )
