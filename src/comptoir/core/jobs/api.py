"""The door of jobs: declare a task, ask for it, run the worker.

@task("orders.import", label=_("Import of orders"), permission=Permission.IMPORT_DATA)
def import_orders(job: JobHandle, scope: Scope, upload: int) -> dict[str, Any]:
    for number, part in enumerate(parts):
        job.progress(number, len(parts))
    return {"rows": 12}

enqueue(scope, "orders.import", {"upload": 7}, unique_key="upload:7", title="orders.csv")
"""

from comptoir.core.jobs.actions import cancel, enqueue, enqueue_once, enqueue_system, retry
from comptoir.core.jobs.handle import JobHandle
from comptoir.core.jobs.models import Job, State
from comptoir.core.jobs.queries import active_jobs, dead_letters, is_forgotten, job_of, jobs_of
from comptoir.core.jobs.registry import task
from comptoir.core.jobs.schedules import every
from comptoir.core.jobs.worker import run_pending, run_until_signalled, run_worker

__all__ = [
    "Job",
    "JobHandle",
    "State",
    "active_jobs",
    "cancel",
    "dead_letters",
    "enqueue",
    "enqueue_once",
    "enqueue_system",
    "every",
    "is_forgotten",
    "job_of",
    "jobs_of",
    "retry",
    "run_pending",
    "run_until_signalled",
    "run_worker",
    "task",
]
