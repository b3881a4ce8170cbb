"""The weekly report as the worker makes it: built, shown, drawn as files, addressed; CPU of one process, all threads.

For the large store, and for small companies one after the other, as on a Monday when two hundred are due.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.urls import reverse

from bench.asked import reader
from bench.generate import Size
from bench.measure import Measure, median, told
from bench.queries import forget
from bench.store import LARGE, stored
from comptoir.check.reports.api import approve, build, rendered
from comptoir.check.reports.models import StoredReport
from comptoir.check.sending.api import Choices, plan, send
from comptoir.check.sending.letters import drawn
from comptoir.core.companies.api import Scope, operator_scope
from comptoir.core.companies.models import Company
from comptoir.core.mail.models import Mail
from comptoir.decide.findings.api import last_evening
from comptoir.decide.findings.models import LookRecord

TARGET = 10.0
SMALL = Size(orders=3_000, lines=10_000)
SAMPLE, DUE, CORES = 8, 200, 2
READERS = 5
MORNING = 3600.0
"""Seconds: from seven to eight."""


@dataclass
class Spent:
    """CPU seconds by stage."""

    stages: dict[str, float] = field(default_factory=dict)

    def note[T](self, name: str, job: Callable[[], T]) -> T:
        begun = time.process_time()
        found = job()
        self.stages[name] = time.process_time() - begun
        return found

    @property
    def total(self) -> float:
        return sum(self.stages.values())

    def words(self) -> str:
        return ", ".join(f"{name} {seconds:.2f} s" for name, seconds in self.stages.items())


def run(size: Size = LARGE, small: Size = SMALL, sample: int = SAMPLE) -> list[Measure]:
    settings.MAIL_URL = (
        settings.MAIL_URL or "smtp://127.0.0.1:1"
    )  # mails are written into the outbox, and stay there
    scopes = [stored(replace(small, orders=small.orders + number)) for number in range(sample)]
    made(scopes[0])  # libraries are loaded once a worker
    large = made(stored(size))
    each = [made(scope) for scope in scopes]
    typical = sorted(each, key=lambda one: one.total)[len(each) // 2]
    per_core = median([one.total for one in each]) * DUE / CORES
    name = f"{size.orders:,} orders"
    mail = f"PDF, Excel, mail to {READERS}"
    return [
        told(
            Measure(
                f"weekly report of {name}: built, page, {mail}",
                large.total,
                target=TARGET,
                note=large.words(),
            )
        ),
        told(
            Measure(
                f"the same of a small company ({small.orders:,} orders)", typical.total, note=typical.words()
            )
        ),
        told(
            Measure(
                f"{DUE} small companies on {CORES} cores",
                per_core,
                target=MORNING,
                note=f"reckoned from {sample}: their median times {DUE}, shared by {CORES} workers",
            )
        ),
    ]


def made(scope: Scope) -> Spent:
    """As on a Monday: the week ended yesterday, the night has looked for findings, nobody has asked a figure yet."""
    scope = _whose_week_has_ended(scope)
    StoredReport.objects.filter(company_id=scope.company_id).delete()
    Mail.objects.filter(company_id=scope.company_id).delete()
    if not LookRecord.objects.filter(company_id=scope.company_id).exists():
        build(scope, "weekly")
        StoredReport.objects.filter(company_id=scope.company_id).delete()
    forget()
    others = tuple(f"reader{number}@example.com" for number in range(READERS))
    plan(scope, "weekly", Choices("fr", others=others, files=("pdf", "xlsx")))
    spent = Spent()
    held = spent.note("build", lambda: build(scope, "weekly"))
    address = reverse("reports:report", args=[scope.slug, held.line.id])
    client = reader(scope)
    page = spent.note("page", lambda: client.get(address))
    if page.status_code != 200:
        raise SystemExit(f"bench: {address}: {page.status_code}")
    spent.note("PDF", lambda: rendered("pdf", held.report, held.remarks))
    spent.note("Excel", lambda: rendered("xlsx", held.report, held.remarks))
    spent.note("letter", lambda: drawn(scope, held, ()))
    approve(scope, held.line.id)
    # The verb draws letter and files once more: what addressing adds is what is left of it.
    whole = Spent()
    done = whole.note("send", lambda: send(scope, held.line.id))
    if len(done.written_to) != READERS:
        raise SystemExit("bench: not everybody was written to.")
    drawing = sum(spent.stages[name] for name in ("PDF", "Excel", "letter"))
    spent.stages[f"outbox of {READERS}"] = max(whole.stages["send"] - drawing, 0.0)
    return spent


def _whose_week_has_ended(scope: Scope) -> Scope:
    """The generated store ends on any day: its week begins on the day after."""
    evening = last_evening(scope)
    if evening is None:
        raise SystemExit(f"bench: {scope.slug} is empty.")
    Company.objects.filter(pk=scope.company_id).update(week_start=evening.isoweekday() % 7 + 1)
    return operator_scope(scope.slug)
