"""The moves of a message from state to state. It is told at least once: under the same id, so that a receiver knows
what it had before."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from django.utils.translation import gettext as _

from comptoir.check.hooks import pausing
from comptoir.check.hooks.handing import NotReadyError, Outcome, hand_over
from comptoir.check.hooks.models import Delivery, Hook
from comptoir.check.hooks.outbox import ask
from comptoir.check.hooks.queries import company_hours, free_at
from comptoir.check.hooks.words import Event, State
from comptoir.core import clock
from comptoir.core.companies.api import operator_scope

PATIENCE = timedelta(days=1)
"""With a receiver that does not answer."""
LONGEST_WAIT = timedelta(days=3)
"""From asking to trying: pauses and quiet hours that never end."""
LOST = timedelta(minutes=15)
"""Longer than any receiver is waited for: who was about to send is no more."""
KEPT = timedelta(days=90)
QUICK = 4
"""Tries that follow each other within a minute or so; later ones wait longer and longer."""
SHORT = timedelta(seconds=5)
"""No longer than a job waits between two tries."""


@dataclass(frozen=True, slots=True)
class Holder:
    """The attempt of a job."""

    job: str
    attempt: int
    is_last: bool = False


def deliver(number: int, holder: Holder) -> State | None:
    """Tell what waits, if now is the time. NotReadyError where a try soon is worth it."""
    row = Delivery.objects.select_related("hook__company").filter(pk=number).first()
    if row is None or row.state in (State.DONE, State.FAILED):
        return State(row.state) if row else None
    if row.state == State.SENDING and row.claim.rpartition(":")[0] != holder.job:
        return State.SENDING
    hook, now = row.hook, clock.now()
    if not hook.is_active or max(row.due_at, _free(row, now)) > now:
        return State(row.state)
    claim = f"{holder.job}:{holder.attempt}"
    held = Delivery.objects.filter(pk=row.pk, state=row.state, claim=row.claim)
    tries = {"tried_at": now, "first_tried_at": row.first_tried_at or now, "attempts": row.attempts + 1}
    if not held.update(state=State.SENDING, claim=claim, **tries):
        return None
    row.attempts += 1
    begun = monotonic()
    outcome = hand_over(row, now)
    return _end(row, holder, outcome, round((monotonic() - begun) * 1000))


def _free(row: Delivery, now: datetime) -> datetime:
    """When its webhook may be told something; a row that has to wait is put off until then."""
    hook = row.hook
    free = now
    if row.event != Event.TEST:
        scope = operator_scope(hook.company.slug)
        free = free_at(hook, company_hours(scope), scope.zone, now)
    if hook.waits_until is not None:
        free = max(free, hook.waits_until)
    if free > row.due_at:
        Delivery.objects.filter(pk=row.pk, state=State.QUEUED).update(due_at=free)
    return free


def _end(row: Delivery, holder: Holder, outcome: Outcome, took: int) -> State:
    """Write the answer, and what follows for the webhook."""
    now = clock.now()
    mine = Delivery.objects.filter(pk=row.pk, claim=f"{holder.job}:{holder.attempt}", state=State.SENDING)
    told = {"answer": outcome.status, "error": outcome.error, "took_ms": took}
    own = Hook.objects.filter(pk=row.hook_id)
    if outcome.state is State.DONE:
        mine.update(state=State.DONE, done_at=now, **told)
        own.update(refusals=0, waits_until=None)
    elif outcome.state is State.FAILED:
        mine.update(state=State.FAILED, **told)
        pausing.note_refusal(row.hook_id, outcome)
    else:
        asked = outcome.wait or timedelta()
        is_quick = asked <= SHORT and row.attempts <= QUICK and not holder.is_last
        due = now + (asked if is_quick else asked or _pause(row.attempts))
        mine.update(state=State.QUEUED, claim="", due_at=due, **told)
        if is_quick:
            raise NotReadyError(outcome.error)
        own.update(waits_until=due)
    return outcome.state


def _pause(attempts: int) -> timedelta:
    """A quarter of an hour, then twice as long each time, up to four hours."""
    return min(timedelta(minutes=15) * (1 << max(attempts - QUICK - 1, 0)), timedelta(hours=4))


def sweep() -> dict[str, int]:
    """What no job will finish: asked for again, or given up."""
    now = clock.now()
    waiting = Delivery.objects.filter(state=State.QUEUED)
    lost = Delivery.objects.filter(state=State.SENDING, tried_at__lt=now - LOST)
    lost.update(state=State.QUEUED, claim="")
    given_up = 0
    for row in waiting.filter(first_tried_at__lt=now - PATIENCE):
        words = _("Given up after a day. %(error)s") % {"error": row.error}
        given_up += waiting.filter(pk=row.pk).update(state=State.FAILED, error=words.strip())
    words = _("Given up: the webhook was paused, or in quiet hours, for three days.")
    given_up += waiting.filter(queued_at__lt=now - LONGEST_WAIT).update(state=State.FAILED, error=words)
    due = waiting.filter(due_at__lte=now, queued_at__lt=now - timedelta(minutes=1))
    asked = list(due.filter(hook__is_paused=False, hook__stopped_at=None))
    for row in asked:
        ask(row, at=now)
    return {"given_up": given_up, "asked": len(asked)}


def purge() -> int:
    """Old lines of the journal, and secrets that sign no more; how many lines."""
    now = clock.now()
    Hook.objects.filter(former_until__lt=now).update(former_secret="", former_until=None)
    old = Delivery.objects.filter(created_at__lt=now - KEPT).exclude(state__in=(State.QUEUED, State.SENDING))
    return old.delete()[0]
