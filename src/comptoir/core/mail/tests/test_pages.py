"""The journal of a company: what it shows, finds, exports, and a second try."""

import csv
import io
from typing import Any

import pytest

from comptoir.core.audit.models import Entry
from comptoir.core.companies.models import Company
from comptoir.core.jobs.api import run_pending
from comptoir.core.mail.api import Kind, Letter, post
from comptoir.core.mail.models import Mail
from comptoir.core.mail.tests.server import Mailbox

PAGE = "/c/boutique/mails/"


@pytest.fixture
def journal(company: Company, owner: Any, client: Any) -> Any:
    """Three mails of the company, one of another."""
    for key, kind in (("ann", Kind.REPORT), ("bob", Kind.DIGEST), ("eve", Kind.ALARM)):
        post(Letter(f"{key}@example.com", f"For {key}", "text"), kind, key, company_id=company.pk)
    other = Company.objects.create(slug="other", name="Other")
    post(Letter("zoe@example.com", "For zoe", "text"), Kind.REPORT, "zoe", company_id=other.pk)
    Mail.objects.filter(unique_key="ann").update(state="doubt", error="cut off")
    Mail.objects.filter(unique_key="bob").update(state="sent", content=None)
    client.force_login(owner)
    return client


def lines(answer: Any) -> list[str]:
    """The recipients of an export."""
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    return [row[head.index("Recipient")] for row in rows]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["eve", "bob", "ann"]),
        ("?state=doubt", ["ann"]),
        ("?kind=digest", ["bob"]),
        ("?to=EVE", ["eve"]),
        ("?start=2999-01-01", []),
        ("?state=nonsense", ["eve", "bob", "ann"]),
        ("?sort=to", ["ann", "bob", "eve"]),
    ],
)
def test_the_page_and_the_export_find_the_same(journal: Any, query: str, found: list[str]) -> None:
    text = journal.get(PAGE + query).content.decode()
    table = text[text.index("<tbody>") : text.index("</tbody>")]
    places = [table.find(f"{name}@example.com") for name in found]
    assert places == sorted(places)
    assert -1 not in places
    assert {name for name in ("ann", "bob", "eve", "zoe") if f"{name}@" in table} == set(found)
    assert lines(journal.get(f"{PAGE}export/csv/{query}")) == [f"{name}@example.com" for name in found]


def test_a_doubt_goes_again_when_a_person_says_so(journal: Any, mailbox: Mailbox) -> None:
    row = Mail.objects.get(unique_key="ann")
    before = row.message_id
    assert journal.post(f"{PAGE}{row.pk}/again/").status_code == 302
    run_pending()

    row.refresh_from_db()
    assert row.state == "sent"
    assert [str(one["Message-ID"]) for one in mailbox.messages if one["To"] == "ann@example.com"] == [before]
    entry = Entry.objects.get(verb="mail.sent_again")
    assert entry.details == {"kind": "report", "state": "doubt"}
    assert "ann" not in entry.target


def test_what_has_left_does_not_leave_twice(journal: Any) -> None:
    row = Mail.objects.get(unique_key="bob")
    assert journal.post(f"{PAGE}{row.pk}/again/").status_code == 409
    assert journal.post(f"{PAGE}{Mail.objects.get(unique_key='zoe').pk}/again/").status_code == 404


def test_an_empty_journal_says_what_comes_here(company: Company, owner: Any, client: Any) -> None:
    client.force_login(owner)
    assert "No mail was sent yet" in client.get(PAGE).content.decode()
