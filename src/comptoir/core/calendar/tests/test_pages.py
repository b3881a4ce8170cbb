from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from comptoir.core.calendar.api import Draft, Event, EventKind, add_event
from comptoir.core.calendar.export import as_icalendar
from comptoir.core.calendar.models import CalendarEvent
from comptoir.core.calendar.pages import months_of
from comptoir.core.companies.api import Role, Scope
from comptoir.core.companies.models import Company

pytestmark = [pytest.mark.django_db, pytest.mark.urls("comptoir.core.calendar.tests.site")]

PAGE = "/c/boutique/calendar/"
FORM = {
    "name": "Braderie",
    "kind": "promotion",
    "day_start": "2026-09-09",
    "day_end": "2026-09-13",
    "note": "",
}


@pytest.fixture
def sign_in(company: Company, make_member: Callable[..., Any]) -> Callable[[Role], Client]:
    def make(role: Role) -> Client:
        client = Client()
        user = make_member(company, role)
        user.language = "en"
        user.save()
        client.force_login(user)
        return client

    return make


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def braderie(scope: Scope) -> int:
    draft = Draft("Braderie", EventKind.PROMOTION, date(2026, 9, 9), date(2026, 9, 13))
    event = add_event(scope, draft)
    assert event.id is not None
    return event.id


def test_the_year_shows_computed_and_own_events(scope: Scope, sign_in: Any) -> None:
    braderie(scope)
    page = text(sign_in(Role.VIEWER).get(PAGE, {"year": "2026"}))
    for words in ("Winter sales", "Black Friday", "Easter Monday", "Braderie"):
        assert words in page
    assert "Add an event" not in page
    assert '<section class="card calendar-month"' in page
    assert page.count("calendar-month") == 12


def test_htmx_gets_the_year_alone(sign_in: Any) -> None:
    fragment = text(sign_in(Role.VIEWER).get(PAGE, {"year": "2027"}, headers={"HX-Request": "true"}))
    assert fragment.startswith('<div id="year">')
    assert "<html" not in fragment
    assert "2027" in fragment


@pytest.mark.parametrize("year", ["abc", "1", "99999999", "²"])
def test_an_impossible_year_is_refused(sign_in: Any, year: str) -> None:
    assert sign_in(Role.VIEWER).get(PAGE, {"year": year}).status_code == 400


def test_add_edit_delete_and_undo(sign_in: Any) -> None:
    client = sign_in(Role.CONTRIBUTOR)
    page = client.post(f"{PAGE}add/", FORM, follow=True)
    assert page.redirect_chain == [(f"{PAGE}?year=2026", 302)]
    assert "« Braderie » is in the calendar." in text(page)
    row = CalendarEvent.objects.get()
    assert (row.day_end, row.created_by) == (date(2026, 9, 13), page.wsgi_request.user)

    edited = FORM | {"name": "Grande braderie", "day_end": ""}
    client.post(f"{PAGE}{row.pk}/", edited)
    row.refresh_from_db()
    assert (row.name, row.day_end) == ("Grande braderie", date(2026, 9, 9))

    page = client.post(f"{PAGE}{row.pk}/delete/", follow=True)
    assert "« Grande braderie » is deleted." in text(page)
    assert f'action="{PAGE}{row.pk}/restore/"' in text(page)
    assert client.get(f"{PAGE}{row.pk}/").status_code == 404

    client.post(f"{PAGE}{row.pk}/restore/")
    assert client.get(f"{PAGE}{row.pk}/").status_code == 200


def test_a_form_that_breaks_a_rule_says_so_and_keeps_what_was_typed(sign_in: Any) -> None:
    page = sign_in(Role.CONTRIBUTOR).post(f"{PAGE}add/", FORM | {"name": "Soldes d'été", "kind": "soldes"})
    assert page.status_code == 422
    assert "legal weeks" in text(page)
    assert "Soldes d&#x27;été" in text(page)
    assert not CalendarEvent.objects.exists()


def test_a_viewer_changes_nothing(scope: Scope, sign_in: Any) -> None:
    event, client = braderie(scope), sign_in(Role.VIEWER)
    assert client.post(f"{PAGE}add/", FORM).status_code == 403
    for address in (f"{PAGE}{event}/", f"{PAGE}{event}/delete/", f"{PAGE}{event}/restore/"):
        assert client.post(address, FORM | {"name": "x"}).status_code == 403
    assert [(row.name, row.deleted_at) for row in CalendarEvent.objects.all()] == [("Braderie", None)]


def test_a_stranger_finds_nothing(scope: Scope, make_member: Callable[..., Any]) -> None:
    event, client = braderie(scope), Client()
    client.force_login(make_member(None, email="stranger@nowhere.example"))
    for address in (PAGE, f"{PAGE}add/", f"{PAGE}{event}/", f"{PAGE}export/csv/"):
        assert client.get(address).status_code == 404
    assert client.post(f"{PAGE}{event}/delete/").status_code == 404
    assert CalendarEvent.objects.get().deleted_at is None


def test_export_to_csv_excel_and_icalendar(scope: Scope, sign_in: Any) -> None:
    braderie(scope)
    client = sign_in(Role.VIEWER)
    table = client.get(f"{PAGE}export/csv/", {"year": "2026"})
    assert "Braderie" in table.content.decode("utf-8-sig")
    assert "2026.csv" in table.headers["Content-Disposition"]
    assert client.get(f"{PAGE}export/xlsx/", {"year": "2026"}).content.startswith(b"PK")
    lines = client.get(f"{PAGE}export/ics/", {"year": "2026"}).content.decode().split("\r\n")
    start = lines.index("SUMMARY:Braderie")
    assert lines[start - 2 : start] == ["DTSTART;VALUE=DATE:20260909", "DTEND;VALUE=DATE:20260914"]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") > 15
    assert client.get(f"{PAGE}export/pdf/").status_code == 400


def test_icalendar_escapes_and_folds() -> None:
    day = date(2026, 9, 9)
    event = Event(day, day, "Prix, remise; « été » " + "é" * 60, EventKind.OTHER, "", "a\r\nb\\c", id=7)
    body = as_icalendar([event], "boutique", datetime(2026, 1, 1, tzinfo=UTC))
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    unfolded = body.decode().replace("\r\n ", "")
    assert "SUMMARY:Prix\\, remise\\; « été » " + "é" * 60 in unfolded
    assert "DESCRIPTION:a\\nb\\\\c" in unfolded
    assert "UID:7@boutique.comptoir" in unfolded


def test_weeks_start_on_the_day_of_the_company_and_incidents_mark_their_day() -> None:
    day = date(2026, 11, 27)
    events = [
        Event(day, day, "Black Friday", EventKind.KEY_EVENT, "black_friday"),
        Event(day, day, "Panne", EventKind.OUTAGE, id=1),
    ]
    monday, sunday = (months_of(2026, events, start)[10] for start in (1, 7))
    assert monday.weeks[0][0].day == date(2026, 10, 26)
    assert sunday.weeks[0][0].day == date(2026, 11, 1)
    marks = {each.day: each.mark for week in monday.weeks for each in week if each.mark}
    assert marks == {day: "outage"}
