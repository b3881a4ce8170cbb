"""The morning digest: when it is due, what it says, how it looks, how it is stopped."""

import re
from datetime import UTC, date, datetime, time, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from comptoir.check.notifications.actions import choose
from comptoir.check.notifications.models import Wish
from comptoir.check.notifications.queries import Hours, digest_is_due, hours_of
from comptoir.check.notifications.stopping import stop_address
from comptoir.check.notifications.telling import is_due, tell
from comptoir.core import clock
from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Scope, access_company
from comptoir.core.jobs.api import run_pending
from comptoir.core.jobs.scheduler import Scheduler
from comptoir.core.mail.models import Mail
from comptoir.decide.targets.tests.conftest import FIRST, LAST, load, sold

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
"""Seven in Paris: the hour of the digest."""
PAGE = "/c/boutique/notifications/"


def want(reader: Any, **hours: Any) -> Scope:
    own = access_company(reader, "boutique")
    with clock.frozen(NOW - timedelta(days=3)):
        choose(own, reader, Hours(**hours), {"boutique": (True, False)})
    return own


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hours", "after", "is_it"),
    [
        ({}, timedelta(minutes=-1), False),
        ({}, timedelta(0), True),
        ({}, timedelta(hours=9), True),
        ({"hour": time(7, 30)}, timedelta(minutes=29), False),
        ({"hour": time(7, 30)}, timedelta(minutes=30), True),
        ({"quiet_from": time(20), "quiet_to": time(8)}, timedelta(minutes=59), False),
        ({"quiet_from": time(20), "quiet_to": time(8)}, timedelta(hours=1), True),
        ({"paused_until": date(2026, 11, 22)}, timedelta(hours=3), False),
        ({"paused_until": date(2026, 11, 21)}, timedelta(hours=3), True),
    ],
)
def test_it_is_due_by_the_clock_of_the_company(
    company: Any, reader: Any, hours: dict[str, Any], after: timedelta, is_it: bool
) -> None:
    own = want(reader, **hours)
    assert digest_is_due(Wish.objects.get(), own, NOW + after) is is_it


@pytest.mark.django_db
def test_who_asks_in_the_afternoon_has_the_first_one_the_next_morning(company: Any, reader: Any) -> None:
    own = access_company(reader, "boutique")
    with clock.frozen(NOW + timedelta(hours=8)):
        choose(own, reader, Hours(), {"boutique": (True, True)})
    wish = Wish.objects.get()
    assert not digest_is_due(wish, own, NOW + timedelta(hours=9))
    assert digest_is_due(wish, own, NOW + timedelta(days=1))
    assert Entry.objects.get(verb="notifications.chosen").details == {"digest": True, "alarms": True}


class Checked(HTMLParser):
    """What a mail program would stumble over, or load from elsewhere."""

    VOID = {"meta", "br", "img"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.links: list[str] = []
        self.faults: list[str] = []
        self.meta: dict[str, str] = {}
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> stays open" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.seen.add(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        if tag in {"script", "table", "link", "style", "iframe", "form", "object"}:
            self.faults.append(f"<{tag}>")
        if any(name.startswith("on") for name in given):
            self.faults.append(f"<{tag}> acts")
        if tag == "img" and (not (given.get("src") or "").startswith("cid:") or "alt" not in given):
            self.faults.append(f"<img> {given}")
        if tag == "a":
            self.links.append(given["href"] or "")
        if tag == "meta" and given.get("name"):
            self.meta[given["name"] or ""] = given["content"] or ""
        if "url(" in (given.get("style") or ""):
            self.faults.append("a picture in a style")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_after_an_outage_it_comes_once_and_says_what_the_page_says(
    scope: Any, company: Any, reader: Any, settings: Any
) -> None:
    """Five days without a worker: one digest, of today."""
    load(scope, [sold(FIRST + timedelta(days=n), 90 + n % 7) for n in range((LAST - FIRST).days + 1)])
    company.name = "Boutique <b>& fils"
    company.save()
    want(reader)
    for minutes in (0, 15, 30, 600):
        with clock.frozen(NOW + timedelta(minutes=minutes)):
            Scheduler().look()
            run_pending()

    row = Mail.objects.get()
    assert (row.kind, row.state, row.unique_key) == (
        "digest",
        "sent",
        f"digest:{company.pk}:{reader.pk}:2026-11-22",
    )
    with clock.frozen(NOW + timedelta(days=1)):
        assert is_due(scope, clock.now())
        assert tell(scope, clock.now()) == {"digests": 1, "alarms": 0}
        assert tell(scope, clock.now()) == {"digests": 0, "alarms": 0}
    content = Mail.objects.first().content
    text, html = content["text"], content["html"]

    assert "Net sales (excl. tax)" in text
    assert "Boutique <b>& fils" in text
    assert "The month against its target" in text
    checked = Checked(html)
    assert checked.faults == []
    assert checked.meta["color-scheme"] == "light dark"
    assert "background-color:#ffffff" in html
    assert "Boutique &lt;b&gt;&amp; fils" in html
    assert checked.links
    assert {link[:29] for link in checked.links} == {"https://comptoir.example.com/"}
    figures = re.findall(r"€[\d,.]+", text)
    assert figures
    assert all(figure in html for figure in figures)
    stop = stop_address(Wish.objects.get())
    assert content["headers"] == {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }

    reader.language, settings.PUBLIC_ADDRESS = "fr", ""
    reader.save()
    with clock.frozen(NOW + timedelta(days=2)):
        tell(scope, clock.now())
    content = Mail.objects.first().content
    assert "Le mois face à son objectif" in content["text"]
    assert Checked(content["html"]).links == []
    assert content["headers"] == {}, "no address, no link"


@pytest.mark.django_db
def test_one_click_stops_it_without_signing_in(company: Any, reader: Any) -> None:
    want(reader)
    path = stop_address(Wish.objects.get()).removeprefix("https://comptoir.example.com")
    client = Client(enforce_csrf_checks=True)
    assert "Stop the morning digest of Boutique?" in client.get(path).content.decode()
    assert Wish.objects.get().digest_since is not None, "looking stops nothing"
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Wish.objects.get().digest_since is None
    assert client.post(f"{path[:-3]}xx/").status_code == 404


@pytest.mark.django_db
def test_the_page_keeps_what_a_person_chooses(company: Any, reader: Any, client: Any) -> None:
    client.force_login(reader)
    asked = {"hour": "06:45", "quiet_from": "20:00", "quiet_to": "06:30", "alarms": "boutique"}
    assert client.post(PAGE, asked).status_code == 302
    assert hours_of(reader.pk) == Hours(time(6, 45), time(20), time(6, 30), None)
    wish = Wish.objects.get()
    assert (wish.digest_since, wish.alarms_since is not None) == (None, True)
    page = client.get(PAGE).content.decode()
    assert 'value="06:45"' in page
    assert re.search(r'name="alarms" value="boutique" checked', page)
    assert client.post(PAGE, {**asked, "quiet_to": ""}).status_code == 422
    assert hours_of(reader.pk).quiet_to == time(6, 30)


@pytest.mark.django_db
def test_one_can_be_tried_where_mail_leaves(company: Any, reader: Any, client: Any, settings: Any) -> None:
    client.force_login(reader)
    assert client.post(f"{PAGE}try/").status_code == 302
    run_pending()
    assert Mail.objects.count() == 0, "nothing is loaded"
    settings.MAIL_URL = ""
    assert client.post(f"{PAGE}try/").status_code == 409
