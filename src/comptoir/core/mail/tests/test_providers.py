"""A provider of django-anymail: what it is sent, what its answers and its later events mean."""

import base64
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from comptoir.core.jobs.api import run_pending
from comptoir.core.mail.api import Kind, Letter, post
from comptoir.core.mail.models import Mail

LETTER = Letter("ann@example.com", "Semaine 47", "Bonjour", "<p>Bonjour</p>")
TAKEN = {"ErrorCode": 0, "Message": "OK", "MessageID": "pm-1", "To": "ann@example.com", "SubmittedAt": ""}
SECRET = "hook:correct-horse"


class Provider:
    def __init__(self) -> None:
        self.status, self.answer, self.asked = 200, TAKEN, list[dict[str, Any]]()


@pytest.fixture
def provider(settings: Any, socket_enabled: None) -> Iterator[Provider]:
    """Postmark, as it answers at an address of this machine."""
    told = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            body = json.dumps(told.answer).encode()
            self.send_response(told.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    settings.MAIL_URL, settings.MAIL_PROVIDER = "anymail://postmark", "postmark"
    settings.MAILERS = {"default": {"BACKEND": "anymail.backends.postmark.EmailBackend"}}
    settings.ANYMAIL = {
        "POSTMARK_SERVER_TOKEN": "token",
        "POSTMARK_API_URL": f"http://127.0.0.1:{server.server_port}/",
        "WEBHOOK_SECRET": SECRET,
    }
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()


def only() -> Mail:
    return Mail.objects.get()


def tell(client: Any, secret: str = SECRET, provider: str = "postmark", **event: Any) -> int:
    key = base64.b64encode(secret.encode()).decode()
    answer = client.post(
        f"/mail/events/{provider}/",
        json.dumps(event),
        content_type="application/json",
        headers={"Authorization": f"Basic {key}"},
    )
    return int(answer.status_code)


BOUNCE = {
    "RecordType": "Bounce",
    "Type": "HardBounce",
    "MessageID": "pm-1",
    "Email": "ann@example.com",
    "BouncedAt": "2026-11-22T10:00:00Z",
    "Details": "smtp;550 5.1.1 No such user",
    "ID": 4,
}


def test_it_is_sent_with_our_reference_and_its_number_is_kept(provider: Provider, db: None) -> None:
    post(LETTER, Kind.REPORT, "k")
    run_pending()

    assert (only().state, only().provider_id) == ("sent", "pm-1")
    [asked] = provider.asked
    assert asked["To"] == "ann@example.com"
    assert asked["HtmlBody"] == "<p>Bonjour</p>"
    assert asked["Metadata"] == {"comptoir": only().message_id}


@pytest.mark.parametrize(
    ("status", "state"), [(401, "failed"), (422, "failed"), (429, "queued"), (503, "queued"), (500, "doubt")]
)
def test_what_its_answers_mean(provider: Provider, db: None, status: int, state: str) -> None:
    provider.status, provider.answer = status, {"ErrorCode": 10, "Message": "No"}
    post(LETTER, Kind.REPORT, "k")
    run_pending()

    assert only().state == state
    assert "token" not in only().error


@pytest.mark.parametrize(
    ("message", "state"),
    [
        ("Found inactive addresses: ann@example.com. Inactive recipients are…", "failed"),
        ("Inactive", "doubt"),
    ],
)
def test_a_refused_recipient_has_failed(provider: Provider, db: None, message: str, state: str) -> None:
    provider.status, provider.answer = 422, {"ErrorCode": 406, "Message": message}
    post(LETTER, Kind.REPORT, "k")
    run_pending()
    assert only().state == state


def test_a_wrong_setting_waits_for_whoever_mends_it(provider: Provider, settings: Any, db: None) -> None:
    settings.ANYMAIL = {}
    post(LETTER, Kind.REPORT, "k")
    run_pending()
    assert only().state == "queued"
    assert "server_token" in only().error


def test_a_bounce_is_shown(provider: Provider, db: None, client: Any) -> None:
    post(LETTER, Kind.REPORT, "k")
    run_pending()
    assert tell(client, secret="hook:guessed", **BOUNCE) == 400
    assert tell(client, provider="brevo", **BOUNCE) == 404
    assert only().state == "sent"

    assert tell(client, **BOUNCE) == 200
    assert tell(client, **BOUNCE) == 200
    assert only().state == "bounced"
    assert "550 5.1.1 No such user" in only().error
    assert tell(client, **{**BOUNCE, "MessageID": "of another"}) == 200


def test_a_doubt_ends_when_the_provider_tells_that_it_arrived(
    provider: Provider, db: None, client: Any
) -> None:
    post(LETTER, Kind.REPORT, "k")
    Mail.objects.update(state="doubt")
    event = {
        "RecordType": "Delivery",
        "MessageID": "pm-1",
        "Recipient": "ann@example.com",
        "DeliveredAt": "2026-11-22T10:00:00Z",
        "Metadata": {"comptoir": only().message_id},
    }
    assert tell(client, **event) == 200
    assert (only().state, only().content) == ("sent", None)


def test_without_a_secret_nothing_is_heard(provider: Provider, settings: Any, db: None, client: Any) -> None:
    settings.ANYMAIL = {**settings.ANYMAIL, "WEBHOOK_SECRET": ""}
    assert tell(client, **BOUNCE) == 404
