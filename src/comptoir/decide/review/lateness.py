"""What is late or waits for somebody: sources, orders, actions of the plan, imports, doubles, failed jobs."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.companies.api import Scope
from comptoir.core.jobs.api import State, jobs_of
from comptoir.core.ledger.api import actions
from comptoir.core.money import format_day, format_money
from comptoir.decide.review.parts import Late, LateKind
from comptoir.measure.doubles.api import doubles_of
from comptoir.measure.ingest.api import unfinished_uploads
from comptoir.measure.reading.api import loaded_days
from comptoir.measure.sync.api import statuses

GRACE_DAYS = 3
"""A shop may sell nothing for a day or two; after that its orders are most likely not loaded."""
RESTS_DAYS = 45
"""A shop that rests is late with nothing: see `measure.reading`."""
FAILED_DAYS = 7
MOST = 20
_STUCK = ("late", "broken")


def late_items(scope: Scope, most: int | None = MOST) -> tuple[Late, ...]:
    """What keeps the figures from being right comes first, then what people promised; `most` of them."""
    found = (
        *_sources(scope),
        *_orders(scope),
        *_jobs(scope),
        *_imports(scope),
        *_doubles(scope),
        *_actions(scope),
    )
    return found[:most]


def _sources(scope: Scope) -> Iterator[Late]:
    for one in statuses(scope):
        if one.freshness in _STUCK:
            is_broken = one.freshness == "broken"
            title = (
                _("%(source)s has to be repaired") if is_broken else _("%(source)s is not up to date")
            ) % {"source": one.held.name}
            address = ("sync:connection", {"key": one.held.pk})
            yield Late(LateKind.SOURCE, title, one.held.failure, _day(scope, one.held.succeeded_at), address)


def _orders(scope: Scope) -> Iterator[Late]:
    """Files are loaded by hand: what says that they are late is the last day with orders."""
    loaded = loaded_days(scope)
    yesterday = scope.today() - timedelta(days=1)
    if loaded is not None and GRACE_DAYS <= (yesterday - loaded.end).days <= RESTS_DAYS:
        title = _("Orders are loaded up to %(day)s") % {"day": format_day(loaded.end, _locale())}
        detail = _("Later days look empty until the next export is loaded.")
        yield Late(LateKind.ORDERS, title, detail, loaded.end, ("imports:list", {}))


def _jobs(scope: Scope) -> Iterator[Late]:
    """Those of the last days that nothing of the same kind has followed since."""
    after = clock.now() - timedelta(days=FAILED_DAYS)
    recent = jobs_of(scope).filter(created_at__gte=after).exclude(state=State.CANCELLED)
    seen = set()
    for job in recent.order_by("-pk")[:200]:
        what = (job.task, job.title)
        if what not in seen and job.state == State.FAILED:
            title = _("Failed: %(job)s") % {"job": job.title or job.task}
            yield Late(
                LateKind.JOB, title, job.error, _day(scope, job.finished_at), ("jobs:job", {"job_id": job.pk})
            )
        seen.add(what)


def _imports(scope: Scope) -> Iterator[Late]:
    for upload in unfinished_uploads(scope):
        if upload.job is None:  # a failed one is told with the jobs
            title = _("%(file)s waits to be imported") % {"file": upload.name}
            address = ("imports:file", {"key": upload.pk})
            yield Late(LateKind.IMPORT, title, "", _day(scope, upload.uploaded_at), address)


def _doubles(scope: Scope) -> Iterator[Late]:
    for pair in doubles_of(scope).open_questions:
        title = _("Do %(source)s and %(other)s tell of the same orders?") % {
            "source": pair.source,
            "other": pair.other,
        }
        detail = _("Until somebody answers, they may be counted twice.")
        yield Late(LateKind.DOUBLE, title, detail, None, ("doubles:page", {}))


def _actions(scope: Scope) -> Iterator[Late]:
    today = scope.today()
    late = [one for one in actions(scope) if one.is_open and one.due_on and one.due_on < today]
    for one in sorted(late, key=lambda one: (one.due_on or today, one.id)):
        told = [one.owner] if one.owner else []
        if one.effect is not None:
            money = format_money(one.effect.mid, one.currency, _locale(), 0)
            told.append(_("%(money)s expected") % {"money": money})
        yield Late(LateKind.ACTION, one.title, " · ".join(told), one.due_on, ("findings:actions", {}))


def _day(scope: Scope, moment: datetime | None) -> date | None:
    return moment.astimezone(scope.zone).date() if moment else None


def _locale() -> str:
    return get_language() or "fr"
