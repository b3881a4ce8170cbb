"""The whole way: facts, a draft at its hour, an approval, and what lies in the mailbox; by Debian's own server, too."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from comptoir.check.reports import api as reports
from comptoir.check.reports.models import StoredReport
from comptoir.check.sending.api import Choices, plan
from comptoir.check.sending.models import Delivery
from comptoir.check.sending.tests.test_killed import MODULE, moves
from comptoir.check.sending.ticking import look
from comptoir.core import clock
from comptoir.core.companies.api import operator_scope
from comptoir.core.jobs.api import run_pending
from comptoir.core.jobs.models import Job
from comptoir.core.jobs.tests.killing import worker
from comptoir.core.mail.tests.server import Mailbox
from comptoir.core.mail.tests.test_postfix import POSTFIX, server
from comptoir.decide.targets.tests.conftest import FIRST, LAST, load, sold

__all__ = ["server"]
pytestmark = pytest.mark.slow
SEVEN, NINE = datetime(2026, 11, 23, 6, tzinfo=UTC), datetime(2026, 11, 23, 8, tzinfo=UTC)
OUTSIDE = "boss@holding.example"


class Page(HTMLParser):
    """What a mail program would fetch or follow, and what stands in place of pictures."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sources: list[str] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.add(tag)
        if tag == "img":
            self.sources.append(told.get("src") or "")
            self.texts.append(told.get("alt") or "")
        if "href" in told:
            self.links.append(told["href"] or "")


def check_mail(message: Any, address: str) -> None:
    assert message.get_content_type() in {"multipart/mixed", "multipart/alternative", "multipart/related"}
    html = message.get_body(("html",)).get_content()
    page = Page(html)
    pictures = [part for part in message.walk() if part.get_content_type() == "image/png"]
    assert {one["Content-ID"] for one in pictures} == {
        f"<{src.removeprefix('cid:')}>" for src in page.sources
    }
    assert all(src.startswith("cid:") for src in page.sources), "nothing is fetched"
    assert all(part.get_content().startswith(b"\x89PNG") for part in pictures)
    assert all(page.texts), "each picture says in words what it shows"
    assert all(link.startswith(f"{address}/") for link in page.links)
    assert page.links, "the way out, at least"
    assert not page.tags & {"script", "link", "iframe", "form", "object"}
    assert "url(" not in html
    words = message.get_body(("plain",)).get_content()
    assert page.links[-1] in words
    assert len(words) > 200


def test_from_facts_to_the_mailbox(company: Any, make_member: Any, mailbox: Mailbox) -> None:
    """Orders stop on Saturday: the draft says so, to who approves and to who reads."""
    scope = operator_scope(company.slug)
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    load(scope, [sold(day, 90 + 5 * day.weekday()) for day in days])
    owner = make_member(company)
    with clock.frozen(SEVEN - timedelta(days=2)):
        plan(scope, "weekly", Choices("fr", others=(OUTSIDE,), files=("pdf", "xlsx"), shares=True))
    with clock.frozen(SEVEN):
        assert look(SEVEN)["drafts"] == 1
        run_pending()
        run_pending()
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}, Job.objects.values_list("error")
    row = StoredReport.objects.get()
    assert (row.first_day, row.last_day, row.state) == (date(2026, 11, 16), date(2026, 11, 22), "draft")
    [asked] = mailbox.messages
    assert asked["To"] == owner.email
    assert f"/reports/{row.pk}/" in asked.as_string()
    assert "pas à jour" in asked.get_body(("plain",)).get_content()  # type: ignore[union-attr]

    with clock.frozen(NINE):
        reports.approve(scope, row.pk)
        assert look(NINE)["sendings"] == 1
        run_pending()
        run_pending()
    message = mailbox.messages[-1]
    assert message["To"] == OUTSIDE
    check_mail(message, "https://comptoir.example.com")
    assert "https://comptoir.example.com/g/" in message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Les commandes sont chargées" in message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    names = [part.get_filename() for part in message.iter_attachments() if part.get_filename()]
    assert {"boutique-weekly-2026-11-22.pdf", "boutique-weekly-2026-11-22.xlsx"} <= set(names)
    assert Delivery.objects.count() == 1


@pytest.mark.skipif(not POSTFIX.exists(), reason="Postfix is not installed: tools/install-postfix")
@pytest.mark.skipif(os.geteuid() != 0, reason="Postfix starts as root only")
def test_postfix_delivers_each_report_once(
    server: Iterator[tuple[int, Path]], tmp_path: Path, socket_enabled: None
) -> None:
    port, box = server  # type: ignore[misc]
    due = 12
    environment = {
        **os.environ,
        "COMPTOIR_HOME": str(tmp_path),
        "DATABASE_URL": "",
        "COMPTOIR_MAIL_URL": f"smtp://127.0.0.1:{port}",
        "COMPTOIR_ADDRESS": "https://comptoir.example.com",
    }
    subprocess.run([sys.executable, "-m", MODULE, "fill", str(due)], env=environment, check=True)
    with worker(MODULE, environment):
        until = time.monotonic() + 90
        while moves(tmp_path) != (due, due):
            assert time.monotonic() < until, moves(tmp_path)
            time.sleep(0.1)
    until = time.monotonic() + 30
    found: list[Any] = []
    while time.monotonic() < until and len(found) < due:
        time.sleep(0.2)
        text = box.read_bytes() if box.exists() else b""
        found = re.split(rb"^From [^\n]*\n", text, flags=re.MULTILINE)[1:]
    messages = [message_from_bytes(one, policy=policy.default) for one in found]
    assert sorted(str(one["To"]) for one in messages) == sorted(f"p{n}@example.com" for n in range(due))
    for one in messages:
        check_mail(one, "https://comptoir.example.com")
