"""Consents kept, withdrawn, taken out and back; and a person who was erased."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from comptoir.core import clock
from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Role, access_company
from comptoir.core.consent.api import (
    Ground,
    Origin,
    Purpose,
    forget,
    put_back,
    say,
    standing,
    take_file,
    take_out,
)
from comptoir.core.consent.models import Contact
from comptoir.core.errors import ForbiddenError, InputError

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _now():
    with clock.frozen(datetime(2026, 11, 22, 9, tzinfo=UTC)), translation.override("en"):
        yield


def origin(day=date(2025, 1, 1), *, purpose=Purpose.EMAIL, ground=Ground.CONSENT, is_given=True):
    return Origin("box of the order form, version 3", ground, day, purpose, is_given)


def given(scope, at=TODAY, purpose=Purpose.EMAIL):
    return {address for address, word in standing(scope, purpose, at).items() if word.is_given}


def test_the_last_word_counts_and_of_one_day_the_withdrawal(scope):
    take_file(scope, b"email\na@x.fr\nb@x.fr\n", "list.csv", origin())
    say(scope, "A@x.fr", origin(date(2025, 6, 1), is_given=False))
    say(scope, "b@x.fr", origin(date(2025, 1, 1), is_given=False))
    assert given(scope) == set()
    assert given(scope, date(2025, 5, 31)) == {"a@x.fr"}
    say(scope, "a@x.fr", origin(date(2025, 7, 1)))
    assert given(scope) == {"a@x.fr"}
    assert given(scope, purpose=Purpose.ADS) == set()


def test_the_same_file_again_adds_nothing(scope):
    file = b"email\na@x.fr\nb@x.fr\n"
    first, second = (take_file(scope, file, "list.csv", origin()) for _time in range(2))
    assert (first.given, first.known) == (2, 0)
    assert (second.given, second.known, second.number) == (0, 2, None)


def test_what_was_taken_in_can_be_taken_out_and_put_back(scope):
    number = take_file(scope, b"email\na@x.fr\n", "list.csv", origin()).number
    take_out(scope, number)
    assert given(scope) == set()
    put_back(scope, number)
    assert given(scope) == {"a@x.fr"}
    verbs = list(Entry.objects.filter(company_id=scope.company_id).values_list("verb", flat=True))
    assert verbs[:3] == ["consent.put_back", "consent.taken_out", "consent.collected"]
    assert "a@x.fr" not in str(list(Entry.objects.values_list("details", "target")))


def test_audiences_of_advertising_take_a_consent_of_their_own(scope):
    with pytest.raises(InputError, match="cannot rest"):
        say(scope, "a@x.fr", origin(purpose=Purpose.ADS, ground=Ground.CUSTOMER))
    say(scope, "a@x.fr", origin(purpose=Purpose.ADS, ground=Ground.CUSTOMER, is_given=False))


def test_without_a_proof_or_before_its_day_nothing_is_kept(scope):
    with pytest.raises(InputError, match="prove nothing"):
        say(scope, "a@x.fr", Origin(" ", Ground.CONSENT, TODAY, Purpose.EMAIL))
    with pytest.raises(InputError, match="not come"):
        say(scope, "a@x.fr", origin(date(2026, 12, 1)))


def test_whoever_was_erased_comes_back_only_by_a_later_word(scope):
    say(scope, "a@x.fr", origin())
    forget(scope.company_id, ["A@x.fr"], date(2026, 3, 1))
    assert not Contact.objects.filter(email="a@x.fr").exists()
    again = take_file(scope, b"email\na@x.fr\n", "old.csv", origin())
    assert (again.given, again.erased) == (0, 1)
    assert not Contact.objects.filter(email="a@x.fr").exists()
    say(scope, "a@x.fr", origin(date(2026, 3, 2)))
    assert given(scope) == {"a@x.fr"}


def test_nothing_crosses_companies(scope, make_company, make_member):
    other = make_company("other")
    theirs = access_company(make_member(other, Role.OWNER), "other")
    say(theirs, "a@x.fr", origin())
    assert given(scope) == set()
    assert given(theirs) == {"a@x.fr"}


def test_contributors_take_in_no_personal_data(company, make_member):
    scope = access_company(make_member(company, Role.CONTRIBUTOR), company.slug)
    with pytest.raises(ForbiddenError):
        say(scope, "a@x.fr", origin())
