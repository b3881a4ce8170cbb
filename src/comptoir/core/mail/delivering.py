"""The moves of a row from state to state, each one guarded UPDATE: what died in between is never sent blindly."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.mail import handing
from comptoir.core.mail.handing import NotReadyError, Outcome
from comptoir.core.mail.letters import message_of
from comptoir.core.mail.models import Attached, Mail
from comptoir.core.mail.outbox import ask
from comptoir.core.mail.words import State

PATIENCE = timedelta(days=1)
"""For a server that does not answer."""
OVERDUE = timedelta(minutes=10)
"""A row that waits longer is asked for again: its job may have been given up."""
LOST = timedelta(minutes=15)
"""Longer than any server is waited for: who was about to send is no more."""
CONTENT_KEPT = timedelta(days=30)
"""Of mails that did not arrive for sure, so that a person can send them again."""


def deliver(mail_id: int, job: str, attempt: int) -> State | None:
    """Send a row that waits. NotReadyError where the server is not; what another holds is left alone.

    The line is open before the row is marked, so that the time in which a crash leaves a doubt is short.
    """
    row = Mail.objects.filter(pk=mail_id).first()
    if row is None:
        return None
    if row.state == State.SENDING and row.claim.rpartition(":")[0] == job:
        return _doubt(Mail.objects.filter(pk=row.pk, claim=row.claim))
    if row.state != State.QUEUED:
        return State(row.state)
    if not settings.MAIL_URL:
        words = _("This installation has no mail server (COMPTOIR_MAIL_URL).")
        return _end(row, row.claim, Outcome(State.FAILED, words))
    try:
        with handing.connection() as backend:
            message = message_of(row)
            claim = f"{job}:{attempt}"
            taken = Mail.objects.filter(pk=row.pk, state=State.QUEUED).update(
                state=State.SENDING, claim=claim, handed_at=clock.now()
            )
            if not taken:
                return None
            return _end(row, claim, handing.hand(backend, message))
    except NotReadyError as error:
        Mail.objects.filter(pk=row.pk, state=State.QUEUED).update(error=str(error))
        raise


def _end(row: Mail, claim: str, outcome: Outcome) -> State:
    """Write the answer. Who was taken for dead and comes back with it knows better than the doubt."""
    mine = Mail.objects.filter(pk=row.pk, claim=claim, state__in=(State.SENDING, State.DOUBT, State.QUEUED))
    now = clock.now()
    with transaction.atomic():
        if outcome.state is State.SENT:
            mine.update(
                state=State.SENT, sent_at=now, error="", provider_id=outcome.provider_id, content=None
            )
            Attached.objects.filter(mail_id=row.pk, mail__state=State.SENT).delete()
        else:
            mine.update(state=outcome.state, error=outcome.error)
    if outcome.state is State.QUEUED:
        raise NotReadyError(outcome.error)
    return outcome.state


def _doubt(rows: QuerySet[Mail]) -> State:
    words = _("Comptoir was stopped while it handed this mail to the server: it may have left, or not.")
    rows.filter(state=State.SENDING).update(state=State.DOUBT, error=words)
    return State.DOUBT


def sweep() -> dict[str, int]:
    """What no job will finish: asked for again, given up after a day, or told as a doubt."""
    now = clock.now()
    waiting = Mail.objects.filter(state=State.QUEUED)
    given_up = 0
    for row in waiting.filter(queued_at__lt=now - PATIENCE):
        words = _("Given up after a day. %(error)s") % {"error": row.error}
        given_up += waiting.filter(pk=row.pk).update(state=State.FAILED, error=words.strip())
    overdue = list(waiting.filter(queued_at__lt=now - OVERDUE))
    for row in overdue:
        ask(row, at=now)
    lost = Mail.objects.filter(state=State.SENDING, handed_at__lt=now - LOST)
    doubts = lost.count()
    _doubt(lost)
    return {"given_up": given_up, "asked": len(overdue), "doubts": doubts}


def purge() -> int:
    """Contents that nobody sent again, and old lines of the journal; how many lines."""
    now = clock.now()
    stale = Q(created_at__lt=now - CONTENT_KEPT) & ~Q(state__in=(State.QUEUED, State.SENDING))
    Attached.objects.filter(mail__in=Mail.objects.filter(stale)).delete()
    Mail.objects.filter(stale, content__isnull=False).update(content=None)
    old = Mail.objects.filter(created_at__lt=now - timedelta(days=settings.MAILS_KEPT_DAYS))
    return old.delete()[0]
