"""A process of its own for the tests: writes into the outbox of the database of its environment, or sends from it."""

# ruff: noqa: E402 - Django has to be set up before anything of it is imported

import os
import sys
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.web.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import transaction

from comptoir.core.jobs import registry
from comptoir.core.jobs.api import run_worker
from comptoir.core.mail import tasks
from comptoir.core.mail.api import Kind, Letter, post

# The tasks of other rooms, and their schedules, are their own tests' affair.
registry._discover = lambda: None
assert tasks.SEND in registry._tasks


def fill(count: int) -> None:
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        for number in range(count):
            post(Letter(f"p{number}@example.com", f"Mail {number}", "Bonjour"), Kind.REPORT, f"mail:{number}")


def main(command: str, argument: str = "0") -> None:
    if command == "fill":
        fill(int(argument))
    else:
        print("ready", flush=True)
        run_worker(poll=0.02, lease=timedelta(seconds=30), chores_every=0.2)


if __name__ == "__main__":
    main(*sys.argv[1:])
