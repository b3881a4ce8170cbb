"""A process of its own for the tests: tells webhooks of the database of its environment, or makes what is told."""

# ruff: noqa: E402 - Django has to be set up before anything of it is imported

import os
import sys
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.web.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import transaction

from comptoir.check.hooks import tasks
from comptoir.check.hooks.actions import add_hook
from comptoir.check.hooks.api import Event, Message, tell
from comptoir.check.hooks.choosing import Wanted
from comptoir.core.companies.api import operator_scope
from comptoir.core.companies.models import Company
from comptoir.core.jobs import registry
from comptoir.core.jobs.api import run_worker

# The tasks of other rooms, and their schedules, are their own tests' affair.
registry._discover = lambda: None
assert tasks.SEND in registry._tasks


def fill(count: int, address: str) -> None:
    call_command("migrate", verbosity=0)
    Company.objects.create(slug="boutique", name="Boutique")
    scope = operator_scope("boutique")
    add_hook(scope, Wanted("Sales", "generic", (Event.REPORT_SENT,), "en"), address)
    with transaction.atomic():
        for number in range(count):
            words = Message(f"Message {number}")
            assert tell(scope, Event.REPORT_SENT, f"message:{number}", lambda told=words: told) == 1


def main(command: str, argument: str = "0", address: str = "") -> None:
    if command == "fill":
        fill(int(argument), address)
    else:
        print("ready", flush=True)
        run_worker(poll=0.02, lease=timedelta(seconds=30), chores_every=0.2)


if __name__ == "__main__":
    main(*sys.argv[1:])
