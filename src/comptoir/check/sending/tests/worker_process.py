"""A process of its own for the tests: many companies whose report is due, or a worker that sends what is due."""

# ruff: noqa: E402 - Django has to be set up before anything of it is imported

import os
import sys
from datetime import UTC, datetime, time, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.web.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import transaction

from comptoir.check.sending import tasks
from comptoir.check.sending.models import Edition, Recipient, Schedule
from comptoir.check.sending.tests.stored import store
from comptoir.core.companies.models import Company
from comptoir.core.jobs import registry
from comptoir.core.jobs.api import run_worker
from comptoir.core.mail import tasks as mail_tasks

# The tasks of other rooms, and their schedules, are their own tests' affair.
registry._discover = lambda: None
assert {tasks.ticking.SEND, mail_tasks.SEND} <= registry._tasks.keys()


def fill(count: int) -> None:
    """As an outage of an hour leaves them: drafts are built, their hour has passed, no approval is asked for."""
    call_command("migrate", verbosity=0)
    now = datetime.now(UTC)
    at = time(max(now.hour - 1, 0))
    with transaction.atomic():
        for number in range(count):
            company = Company.objects.create(slug=f"shop-{number}", name=f"Shop {number}", timezone="UTC")
            plan = Schedule.objects.create(
                company=company,
                template="weekly",
                language="en",
                rhythm="week",
                weekday=now.isoweekday(),
                draft_at=at,
                send_at=at,
                needs_approval=False,
                since=now - timedelta(days=30),
            )
            Recipient.objects.create(schedule=plan, address=f"p{number}@example.com")
            report = store(company, chart=number % 20 == 0)
            Edition.objects.create(schedule=plan, day=now.date(), report=report, made_at=now)


def main(command: str, argument: str = "0") -> None:
    if command == "fill":
        fill(int(argument))
    else:
        print("ready", flush=True)
        run_worker(poll=0.02, lease=timedelta(seconds=8), chores_every=0.2)


if __name__ == "__main__":
    main(*sys.argv[1:])
