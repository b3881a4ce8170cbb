"""A process of its own for the tests, on the database of its environment. `work` says when it begins."""

# ruff: noqa: E402 - Django has to be set up before anything of it is imported

import json
import os
import sys
from datetime import timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.web.settings")

import django

django.setup()

from django.core.management import call_command

from comptoir.core.companies.api import operator_scope
from comptoir.core.companies.models import Company
from comptoir.core.jobs import registry
from comptoir.core.jobs.api import cancel, enqueue, run_worker
from comptoir.core.jobs.tests import sample_tasks  # noqa: F401 - declares the tasks

# The tasks of other rooms, and their schedules, are their own tests' affair.
registry._discover = lambda: None


def migrate() -> None:
    call_command("migrate", verbosity=0)
    Company.objects.create(slug="boutique", name="Boutique")


def put(jobs: list[dict[str, Any]]) -> list[int]:
    scope = operator_scope("boutique")
    return [enqueue(scope, job["task"], job["arguments"], job.get("key")).pk for job in jobs]


def work(lease: float) -> None:
    run_worker(poll=0.02, lease=timedelta(seconds=lease), chores_every=0.1)


def foster(lease: float) -> None:
    """Start a worker as a child and wait: the tests kill this parent."""
    child = os.fork()
    if child == 0:
        work(lease)
        os._exit(0)
    print(child, flush=True)
    os.waitpid(child, 0)


def main(command: str, argument: str = "null") -> None:
    value = json.loads(argument)
    match command:
        case "migrate":
            migrate()
        case "enqueue":
            print(json.dumps(put(value)))
        case "work":
            print("ready", flush=True)
            work(value)
        case "foster":
            foster(value)
        case "cancel":
            cancel(operator_scope("boutique"), value)


if __name__ == "__main__":
    main(*sys.argv[1:])
