from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.utils import translation

from comptoir.core.calendar.api import (
    Draft,
    EventKind,
    add_event,
    delete_event,
    edit_event,
    event_named,
    events,
    restore_event,
    same_event,
)
from comptoir.core.calendar.models import CalendarEvent
from comptoir.core.calendar.public_holidays import public_holidays
from comptoir.core.companies.api import Role, Scope, access_company, operator_scope
from comptoir.core.companies.models import Company
from comptoir.core.errors import ForbiddenError, InputError, NotFoundError
from comptoir.core.periods import Period

pytestmark = pytest.mark.django_db


def period(start: str, end: str = "") -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end or start))


def promotion(name: str, start: str, end: str, kind: EventKind = EventKind.PROMOTION) -> Draft:
    days = period(start, end)
    return Draft(name, kind, days.start, days.end)


def names(scope: Scope, days: Period) -> list[str]:
    return [event.name for event in events(scope, days)]


def verbs() -> list[str]:
    return list(apps.get_model("core_audit", "Entry").objects.order_by("pk").values_list("verb", flat=True))


def test_computed_and_own_events_in_order(scope: Scope) -> None:
    add_event(scope, promotion("Ventes privées", "2026-11-16", "2026-11-22"))
    add_event(scope, promotion("Panne du paiement", "2026-11-27", "2026-11-27", EventKind.OUTAGE))
    with translation.override("en"):
        found = events(scope, period("2026-11-01", "2026-11-30"))
    assert [(e.name, e.is_incident, e.is_own) for e in found] == [
        ("All Saints' Day", False, False),
        ("Singles' Day", False, False),
        ("Armistice Day", False, False),
        ("Ventes privées", False, True),
        ("Black Friday", False, False),
        ("Panne du paiement", True, True),
        ("Cyber Monday", False, False),
    ]


def test_an_event_that_only_touches_the_period_is_there(scope: Scope) -> None:
    add_event(scope, promotion("Ventes privées", "2026-10-30", "2026-11-02"))
    assert "Ventes privées" in names(scope, period("2026-11-02", "2026-11-08"))
    assert "Ventes privées" not in names(scope, period("2026-11-03", "2026-11-08"))


def test_christmas_is_said_once(scope: Scope) -> None:
    assert len(names(scope, period("2026-12-25"))) == 1


def test_soldes_are_of_france_only(make_company: Callable[..., Company]) -> None:
    make_company("shop", country="GB")
    kinds = {event.kind for event in events(operator_scope("shop"), period("2026-01-01", "2026-12-31"))}
    assert EventKind.SOLDES not in kinds
    assert {EventKind.HOLIDAY, EventKind.KEY_EVENT} <= kinds


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("2027-01-06/2027-02-02", "2026-01-07/2026-02-03"),
        ("2027-11-26/2027-11-26", "2026-11-27/2026-11-27"),
        # 371 days: the aligned week of the year before would fall into the second markdown.
        ("2028-01-12/2028-01-18", "2027-01-06/2027-01-12"),
        ("2028-01-26/2028-02-01", "2027-01-20/2027-01-26"),
        # The month that holds the soldes: each day keeps its distance to their first day.
        ("2028-01-01/2028-01-31", "2026-12-26/2027-01-25"),
        ("2026-05-31/2026-05-31", "2025-05-25/2025-05-25"),
        # Easter Monday is found though it moves.
        ("2027-03-29/2027-03-29", "2026-04-06/2026-04-06"),
        ("2026-11-01/2026-11-30", "2025-11-02/2025-12-01"),
    ],
)
def test_same_event(scope: Scope, now: str, before: str) -> None:
    assert same_event(scope, period(*now.split("/"))) == (period(*now.split("/")), period(*before.split("/")))


def test_first_markdown_never_meets_the_second(scope: Scope) -> None:
    for year in range(2023, 2040):
        sales = event_named(scope, "soldes_winter", year)
        for offset in (0, 7, 14, 21):
            week = Period(
                date.fromordinal(sales.day_start.toordinal() + offset),
                date.fromordinal(sales.day_start.toordinal() + offset + 6),
            )
            pair = same_event(scope, week)
            assert pair is not None
            start_before = event_named(scope, "soldes_winter", year - 1).day_start
            assert (pair[1].start - start_before).days == offset


def test_own_promotion_is_matched_by_its_name_without_the_year(scope: Scope) -> None:
    add_event(scope, promotion("Braderie 2025", "2025-09-03", "2025-09-07"))
    add_event(scope, promotion("Braderie 2026", "2026-09-09", "2026-09-13"))
    assert same_event(scope, period("2026-09-09", "2026-09-13")) == (
        period("2026-09-09", "2026-09-13"),
        period("2025-09-03", "2025-09-07"),
    )


def test_no_event_or_no_twin_is_none(scope: Scope) -> None:
    assert same_event(scope, period("2026-10-05", "2026-10-11")) is None
    add_event(scope, promotion("Anniversaire", "2026-10-05", "2026-10-11"))
    assert same_event(scope, period("2026-10-05", "2026-10-11")) is None
    add_event(scope, promotion("Panne", "2025-03-03", "2025-03-03", EventKind.OUTAGE))
    add_event(scope, promotion("Panne", "2026-03-03", "2026-03-03", EventKind.OUTAGE))
    assert same_event(scope, period("2026-03-03")) is None


def test_event_named_by_code_or_name(scope: Scope) -> None:
    add_event(scope, promotion("Ventes privées", "2026-11-16", "2026-11-22"))
    assert event_named(scope, "black-friday", 2026).day_start == date(2026, 11, 27)
    assert event_named(scope, "ventes privées", 2026).day_end == date(2026, 11, 22)
    with pytest.raises(NotFoundError):
        event_named(scope, "Black Thursday", 2026)


def test_edit_delete_and_undo(scope: Scope) -> None:
    event = add_event(scope, promotion("Braderie", "2026-09-09", "2026-09-13"))
    assert event.id is not None
    edit_event(scope, event.id, promotion("Grande braderie", "2026-09-09", "2026-09-14"))
    september = period("2026-09-08", "2026-09-30")
    assert names(scope, september) == ["Grande braderie"]
    delete_event(scope, event.id)
    assert names(scope, september) == []
    with pytest.raises(NotFoundError):
        delete_event(scope, event.id)
    restore_event(scope, event.id)
    assert names(scope, september) == ["Grande braderie"]
    assert verbs() == ["event.added", "event.edited", "event.deleted", "event.restored"]
    entry = apps.get_model("core_audit", "Entry").objects.get(verb="event.edited")
    assert entry.details["before"]["day_end"] == "2026-09-13"
    assert entry.details["after"]["day_end"] == "2026-09-14"


def test_an_edit_that_changes_nothing_leaves_no_entry(scope: Scope) -> None:
    draft = promotion("Braderie", "2026-09-09", "2026-09-13")
    event = add_event(scope, draft)
    assert event.id is not None
    edit_event(scope, event.id, draft)
    assert verbs() == ["event.added"]


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (promotion("  ", "2026-09-09", "2026-09-09"), "no name"),
        (Draft("x", EventKind.OTHER, date(2026, 9, 9), date(2026, 9, 8)), "before it starts"),
        (promotion("x", "2026-01-01", "2027-01-02"), "longer than a year"),
        (promotion("Soldes", "2026-09-09", "2026-09-13", EventKind.SOLDES), "legal weeks"),
        (promotion("Soldes", "2026-01-06", "2026-01-13", EventKind.SOLDES), "legal weeks"),
    ],
)
def test_what_cannot_be_added(scope: Scope, draft: Draft, sentence: str) -> None:
    with translation.override("en"), pytest.raises(InputError, match=sentence):
        add_event(scope, draft)
    assert not CalendarEvent.objects.exists()


def test_the_word_soldes_is_free_inside_the_legal_weeks(scope: Scope) -> None:
    add_event(scope, promotion("Deuxième démarque", "2026-01-21", "2026-01-27", EventKind.SOLDES))
    assert CalendarEvent.objects.count() == 1


def test_a_viewer_changes_nothing(scope: Scope, company: Company, make_member: Callable[..., Any]) -> None:
    draft = promotion("Braderie", "2026-09-09", "2026-09-13")
    event = add_event(scope, draft)
    assert event.id is not None
    viewer = access_company(make_member(company, Role.VIEWER), company.slug)
    for act in (
        lambda: add_event(viewer, draft),
        lambda: edit_event(viewer, event.id or 0, promotion("x", "2026-09-09", "2026-09-13")),
        lambda: delete_event(viewer, event.id or 0),
        lambda: restore_event(viewer, event.id or 0),
    ):
        with pytest.raises(ForbiddenError):
            act()
    assert [row.name for row in CalendarEvent.objects.filter(deleted_at=None)] == ["Braderie"]


def test_another_company_sees_and_touches_nothing(scope: Scope, make_company: Callable[..., Company]) -> None:
    make_company("other")
    stranger = operator_scope("other")
    event = add_event(scope, promotion("Braderie", "2026-09-09", "2026-09-13"))
    assert event.id is not None
    assert "Braderie" not in names(stranger, period("2026-09-09", "2026-09-13"))
    for act in (delete_event, restore_event):
        with pytest.raises(NotFoundError):
            act(stranger, event.id)
    assert names(scope, period("2026-09-09")) == ["Braderie"]


def test_names_of_holidays_have_the_apostrophes_of_french_pages() -> None:
    names = {one.name for one in public_holidays("FR", 2027, "fr")}
    assert "Jour de l’an" in names
    assert not [name for name in names if "'" in name]
