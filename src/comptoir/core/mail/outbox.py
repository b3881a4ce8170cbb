"""Into the outbox: one row in the transaction of the verb, and a job that sends it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage, make_msgid
from django.db import transaction

from comptoir.core import clock
from comptoir.core.jobs.api import enqueue_system
from comptoir.core.mail.handing import hand_over
from comptoir.core.mail.letters import Letter, one_line
from comptoir.core.mail.models import Attached, Mail
from comptoir.core.mail.words import Kind, State

SEND = "mail.send"
_SUBJECT = 300


def sends_mail() -> bool:
    """Whether letters leave this installation."""
    return bool(settings.MAIL_URL)


def post(
    letter: Letter, kind: Kind, key: str, *, company_id: int | None = None, person_id: int | None = None
) -> int | None:
    """Have the letter sent, once. The number of its row; None where the key was used before.

    Call it within the transaction of the verb: the letter leaves if and only if the verb is done. `key` names what is
    told to whom ("digest:7:12:2026-11-23"); the same key never sends twice.
    """
    address = letter.checked_address()
    with transaction.atomic():
        if Mail.objects.filter(unique_key=key).exists():
            return None
        now = clock.now()
        row = Mail.objects.create(
            company_id=company_id,
            person_id=person_id,
            kind=kind,
            to=address,
            subject=one_line(letter.subject)[:_SUBJECT],
            unique_key=key,
            message_id=make_msgid(domain=_domain()),
            content=letter.content(),
            created_at=now,
            queued_at=now,
        )
        Attached.objects.bulk_create(
            Attached(
                mail=row,
                name=one.name,
                media_type=one.media_type,
                content=one.content,
                content_id=one.content_id,
            )
            for one in letter.attachments
        )
        ask(row)
    return row.pk


def ask(row: Mail, at: datetime | None = None) -> None:
    """A job for the row, whatever became of those before. Two of them do no harm: a row is handed over by one."""
    enqueue_system(SEND, {"mail": row.pk}, unique_key=f"{row.pk}:{(at or row.queued_at).isoformat()}")


def send_now(
    message: EmailMessage, kind: Kind, *, company_id: int | None = None, person_id: int | None = None
) -> bool:
    """Hand a message over at once and journal it, its content never kept: it holds a link that opens something.

    Whether the server took it. Never fails what it tells about.
    """
    now = clock.now()
    [address] = message.to
    message.extra_headers.setdefault("Message-ID", make_msgid(domain=_domain()))
    row = Mail.objects.create(
        company_id=company_id,
        person_id=person_id,
        kind=kind,
        to=address,
        subject=one_line(str(message.subject))[:_SUBJECT],
        unique_key=f"now:{uuid4()}",
        message_id=message.extra_headers["Message-ID"],
        state=State.SENDING,
        created_at=now,
        queued_at=now,
        handed_at=now,
    )
    outcome = hand_over(message)
    # Nobody waits for a second try of what is told on the page: the person asks again.
    state = State.FAILED if outcome.state is State.QUEUED else outcome.state
    row.state, row.error, row.provider_id = state, outcome.error, outcome.provider_id
    row.sent_at = clock.now() if state is State.SENT else None
    row.save(update_fields=("state", "error", "provider_id", "sent_at"))
    return state is State.SENT


def forget(company_id: int, emails: Iterable[str]) -> int:
    """Part of erasing a person: what was written to these addresses goes. The caller records it."""
    rows = Mail.objects.filter(company_id=company_id)
    wanted = {email.strip().casefold() for email in emails if "@" in email}
    gone = [pk for pk, to in rows.values_list("pk", "to").iterator() if to.casefold() in wanted]
    return rows.filter(pk__in=gone).delete()[0] if gone else 0


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ") or "localhost"
