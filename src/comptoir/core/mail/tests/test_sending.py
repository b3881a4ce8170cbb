"""From the outbox to a real server: each mail once, and what its answers mean."""

import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import transaction

from comptoir.core import clock
from comptoir.core.errors import InputError
from comptoir.core.jobs.api import run_pending
from comptoir.core.jobs.models import Job
from comptoir.core.mail import delivering, handing
from comptoir.core.mail.api import Attachment, Kind, Letter, forget, post, send_now
from comptoir.core.mail.models import Attached, Mail
from comptoir.core.mail.tests.server import Mailbox

LETTER = Letter("ann@example.com", "Semaine 47", "Bonjour", "<p>Bonjour</p>")


def only() -> Mail:
    return Mail.objects.get()


def test_a_mail_leaves_once_with_all_that_it_holds(mailbox: Mailbox, company: Any) -> None:
    letter = Letter(
        "ann@example.com",
        "Semaine 47\r\nBcc: eve@evil.example",
        "Bonjour",
        '<p>Bonjour <img src="cid:sales" alt="Ventes"></p>',
        sender="Maison Lavande",
        reply_to="owner@boutique.example",
        headers={"List-Unsubscribe": "<https://x.example/u>"},
        attachments=(
            Attachment("ventes.png", "image/png", b"\x89PNG", "sales"),
            Attachment("rapport.pdf", "application/pdf", b"%PDF"),
        ),
    )
    number = post(letter, Kind.REPORT, "report:1:ann", company_id=company.pk)
    assert post(letter, Kind.REPORT, "report:1:ann", company_id=company.pk) is None
    run_pending()
    run_pending()

    [message] = mailbox.messages
    row = only()
    assert (row.pk, row.state, row.content, row.error) == (number, "sent", None, "")
    assert row.sent_at is not None
    assert Attached.objects.count() == 0
    assert message["Subject"] == "Semaine 47 Bcc: eve@evil.example"
    assert message["Bcc"] is None
    assert message["From"] == "Maison Lavande <comptoir@localhost>"
    assert message["Reply-To"] == "owner@boutique.example"
    assert message["Message-ID"] == row.message_id
    assert message["List-Unsubscribe"] == "<https://x.example/u>"
    parts = {part.get_content_type(): part for part in message.walk() if not part.is_multipart()}
    assert parts["text/plain"].get_content().strip() == "Bonjour"
    assert "cid:sales" in parts["text/html"].get_content()
    assert parts["image/png"]["Content-ID"] == "<sales>"
    assert parts["image/png"].get_content() == b"\x89PNG"
    assert parts["application/pdf"].get_filename() == "rapport.pdf"


def test_a_verb_that_fails_sends_nothing(mailbox: Mailbox, company: Any) -> None:
    def verb() -> None:
        with transaction.atomic():
            post(LETTER, Kind.REPORT, "k", company_id=company.pk)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        verb()
    run_pending()

    assert mailbox.messages == []
    assert Mail.objects.count() == Job.objects.count() == 0


def test_what_is_no_address_is_told_at_once(db: None) -> None:
    with pytest.raises(InputError, match="ann@"):
        post(Letter("ann@", "s", "t"), Kind.REPORT, "k")


@pytest.mark.parametrize(
    ("refusal", "state"), [("550 No such user", "failed"), ("451 Come back later", "queued")]
)
def test_a_refusal_is_for_good_or_for_now(mailbox: Mailbox, db: None, refusal: str, state: str) -> None:
    mailbox.refusals["ann@example.com"] = refusal
    post(LETTER, Kind.REPORT, "k")
    run_pending()

    assert (only().state, only().error) == (state, refusal)
    assert only().content is not None
    assert Job.objects.get().state == {"failed": "done", "queued": "queued"}[state]

    mailbox.refusals.clear()
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        run_pending()
    assert len(mailbox.messages) == (1 if state == "queued" else 0)


def test_a_server_that_is_away_is_asked_again_for_a_day(mailbox: Mailbox, settings: Any, db: None) -> None:
    right, wrong = settings.MAILERS, {**settings.MAILERS["default"]}
    wrong["OPTIONS"] = {**wrong["OPTIONS"], "port": 1}
    settings.MAILERS = {"default": wrong}
    post(LETTER, Kind.REPORT, "k")
    start = clock.now()
    for minutes in range(0, 60, 15):
        with clock.frozen(start + timedelta(minutes=minutes)):
            delivering.sweep()
            run_pending()
    assert only().state == "queued"
    assert "cannot be reached" in only().error

    settings.MAILERS = right
    with clock.frozen(start + timedelta(hours=5)):
        assert delivering.sweep()["asked"] == 1
        run_pending()
    assert (only().state, len(mailbox.messages)) == ("sent", 1)


def test_after_a_day_it_is_given_up(settings: Any, db: None) -> None:
    settings.MAIL_URL = "smtp://127.0.0.1:1"
    post(LETTER, Kind.REPORT, "k")
    with clock.frozen(clock.now() + timedelta(days=1, minutes=1)):
        assert delivering.sweep() == {"given_up": 1, "asked": 0, "doubts": 0}
    assert only().state == "failed"
    assert only().may_go_again


def test_a_line_that_breaks_after_the_text_leaves_a_doubt(mailbox: Mailbox, db: None) -> None:
    mailbox.hangs_up = True
    post(LETTER, Kind.REPORT, "k")
    run_pending()

    assert only().state == "doubt"
    mailbox.hangs_up = False
    with clock.frozen(clock.now() + timedelta(hours=1)):
        delivering.sweep()
        run_pending()
    assert len(mailbox.messages) == 1, "sent again blindly"


def test_a_crash_in_the_middle_is_a_doubt_and_never_sent_again(
    mailbox: Mailbox, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def die(*_arguments: object) -> None:
        raise Killed

    number = post(LETTER, Kind.REPORT, "k")
    assert number is not None
    monkeypatch.setattr(handing, "hand", die)
    with pytest.raises(Killed):
        delivering.deliver(number, "7", 1)
    monkeypatch.undo()
    assert only().state == "sending"
    assert delivering.deliver(number, "8", 1) == "sending", "another job leaves it alone"
    assert delivering.deliver(number, "7", 2) == "doubt"
    assert delivering.deliver(number, "7", 3) == "doubt"
    assert mailbox.messages == []


def test_what_nobody_takes_up_is_told_as_a_doubt(db: None, settings: Any) -> None:
    number = post(LETTER, Kind.REPORT, "k")
    Mail.objects.filter(pk=number).update(state="sending", claim="7:1", handed_at=clock.now())
    assert delivering.sweep()["doubts"] == 0
    with clock.frozen(clock.now() + timedelta(minutes=16)):
        assert delivering.sweep()["doubts"] == 1
    assert only().state == "doubt"


def test_whoever_comes_back_with_the_answer_knows_better(mailbox: Mailbox, db: None) -> None:
    """A worker that was stopped for minutes and taken for dead ends its work."""
    number = post(LETTER, Kind.REPORT, "k")
    Mail.objects.filter(pk=number).update(state="doubt", claim="7:1")
    delivering._end(only(), "7:1", handing.Outcome(delivering.State.SENT))
    assert only().state == "sent"


def test_without_a_server_nothing_is_said_to_be_sent(db: None, settings: Any) -> None:
    settings.MAIL_URL = ""
    post(LETTER, Kind.REPORT, "k")
    run_pending()
    assert only().state == "failed"
    assert "COMPTOIR_MAIL_URL" in only().error


def test_a_letter_of_an_account_is_journaled_without_its_text(mailbox: Mailbox, owner: Any) -> None:
    message = EmailMessage("Reset", "https://x/secret", None, [owner.email])
    assert send_now(message, Kind.ACCOUNT, person_id=owner.pk)
    assert (only().state, only().content, only().message_id) == (
        "sent",
        None,
        mailbox.messages[0]["Message-ID"],
    )
    mailbox.refusals[owner.email] = "550 Gone"
    assert not send_now(EmailMessage("Reset", "x", None, [owner.email]), Kind.ACCOUNT)
    owner.delete()
    assert Mail.objects.filter(person__isnull=False).count() == 0


def test_a_password_is_reset_by_a_mail(mailbox: Mailbox, owner: Any, client: Any) -> None:
    client.post("/accounts/password/reset/", {"email": owner.email})
    [message] = mailbox.messages
    assert message["To"] == owner.email
    assert "/accounts/password/reset/key/" in message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert (only().kind, only().person, only().state) == ("account", owner, "sent")


def test_a_person_is_forgotten_and_texts_go_with_time(db: None, company: Any) -> None:
    post(Letter("Ann@Example.com", "s", "t"), Kind.REPORT, "a", company_id=company.pk)
    post(Letter("bob@example.com", "s", "t"), Kind.REPORT, "b", company_id=company.pk)
    assert forget(company.pk, ["ann@example.com", "no address"]) == 1
    assert only().to == "bob@example.com"

    Mail.objects.update(state="failed")
    with clock.frozen(clock.now() + timedelta(days=31)):
        assert delivering.purge() == 0
    assert only().content is None
    with clock.frozen(clock.now() + timedelta(days=366)):
        assert delivering.purge() == 1


def test_answers_of_smtp_are_told_in_its_words() -> None:
    told = handing._judged(smtplib.SMTPDataError(554, b"5.7.1\r\nSpam"))
    assert (told.state, told.error) == ("failed", "554 5.7.1 Spam")
    assert handing._judged(smtplib.SMTPServerDisconnected("gone")).state == "doubt"
    assert handing._judged(ValueError("header")).state == "failed"
