"""Since when a person has not looked."""

from datetime import UTC, date, datetime

import pytest

from comptoir.core import clock
from comptoir.core.companies.api import Role, access_company
from comptoir.decide.review.visits import last_visit, note_visit

pytestmark = pytest.mark.django_db


def on(day):
    return clock.frozen(datetime(2026, 11, day, 8, tzinfo=UTC))


@pytest.fixture
def person(company, make_member):
    return make_member(company, Role.VIEWER)


def test_reloading_the_page_does_not_make_the_new_old(scope, person):
    mine = access_company(person, scope.slug)
    with on(16):
        assert note_visit(mine) is None
        assert note_visit(mine) is None
    with on(18):
        assert [note_visit(mine), note_visit(mine), last_visit(mine)] == [date(2026, 11, 16)] * 3
    with on(21):
        assert note_visit(mine) == date(2026, 11, 18)


def test_each_person_has_visits_of_their_own_and_a_machine_none(scope, person):
    mine = access_company(person, scope.slug)
    with on(16):
        note_visit(mine)
    with on(18):
        assert note_visit(scope) is None
        assert last_visit(scope) is None
        assert note_visit(mine) == date(2026, 11, 16)
