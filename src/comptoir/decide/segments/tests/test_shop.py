"""Segments of a small shop, counted by hand."""

from datetime import date
from decimal import Decimal

import pytest

from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Role, access_company
from comptoir.core.consent.api import Ground, Origin, Purpose, say
from comptoir.core.errors import ConflictError, ForbiddenError, InputError
from comptoir.decide.segments.api import (
    add_segment,
    audience_of,
    condition,
    delete_segment,
    edit_segment,
    export,
    figures_of,
    members,
    overlap_of,
    restore_segment,
    saved,
    segment,
    sentence,
    undo_edit,
)
from comptoir.decide.segments.engine.audience import LeftOut, hashed
from comptoir.decide.segments.sheet import Sheet
from comptoir.decide.segments.tests.conftest import LAST

pytestmark = pytest.mark.django_db

EVERY = {
    ("orders", "least", "6"): {5, 6, 7},
    ("orders", "most", "2"): {0, 1},
    ("recency", "least", "100"): {5, 6, 7},
    ("recency", "most", "20"): {0, 1},
    ("sales", "least", "70"): {6, 7},
    ("sales", "most", "10"): {0},
    ("first_month", "least", "2026-10"): {0, 1},
    ("first_month", "most", "2026-01"): {6, 7},
    ("country", "is", "BE"): {2},
    ("country", "is_not", "BE"): {0, 1, 3, 4, 5, 6, 7},
    ("sales_channel", "is", "amazon"): {5},
    ("category", "is", "soaps"): {0, 1},
    ("category", "is_not", "soaps"): {2, 3, 4, 5, 6, 7},
    ("product", "is", "CANDLE"): {2, 3, 4, 5, 6, 7},
    ("returned", "least", "25"): {3},
    ("returned", "most", "24"): {0, 1, 2, 4, 5, 6, 7},
    ("consent", "is", "email"): {1, 2, 7},
    ("consent", "is_not", "email"): {0, 3, 4, 5, 6},
}


def agreed(scope, email, day=date(2026, 1, 1), purpose=Purpose.EMAIL, *, is_given=True):
    say(scope, email, Origin("box", Ground.CONSENT, day, purpose, is_given))


@pytest.fixture
def consents(scope, shop):
    agreed(scope, "c1@x.fr")
    agreed(scope, "c2@x.fr")
    agreed(scope, "c3@x.fr")
    agreed(scope, "c3@x.fr", date(2026, 2, 1), is_given=False)
    agreed(scope, "c1@x.fr", purpose=Purpose.ADS)


def places(keys, found):
    return {keys.index(key) for key in found}


def test_each_condition_finds_whom_it_should(scope, shop, keys, consents):
    sheet = Sheet(scope, LAST)
    for words, wanted in EVERY.items():
        inside = sheet.book.key[sheet.members((condition(*words),))]
        assert places(keys, inside.tolist()) == wanted, words


@pytest.mark.slow
def test_as_of_an_evening_nothing_later_is_known(scope, shop, keys):
    one = add_segment(scope, "Two orders", [condition("orders", "least", "2")])
    # c1 ordered for the second time on 1 November, c3 four times from 24 June to 22 September.
    assert places(keys, members(scope, one.id, date(2026, 10, 31))) == {2, 3, 4, 5, 6, 7}
    assert places(keys, members(scope, "two ORDERS", LAST)) == {1, 2, 3, 4, 5, 6, 7}
    assert members(scope, one.id, date(2025, 1, 1)) == []


@pytest.mark.slow
def test_figures_and_overlap(scope, shop):
    many = add_segment(scope, "Many", [condition("orders", "least", "5")])
    soap = add_segment(
        scope, "Soap", [condition("category", "is", "soaps"), condition("orders", "least", "7", "or")]
    )
    found, _soaps = figures_of(scope, LAST, [many, soap])
    assert (found.customers, found.of_all, found.orders, found.sales) == (4, 8, 26, Decimal(260))
    assert (found.share, found.each, found.median_days) == (Decimal("0.5"), Decimal(65), 100)
    assert found.buyers_soon is None  # eight customers tell no model
    both = overlap_of(scope, LAST, [many, soap])
    assert both.shared == ((4, 2), (2, 4))
    assert both.share(0, 1) == Decimal("0.5")


@pytest.mark.slow
def test_a_kept_figure_follows_a_new_consent(scope, shop, consents):
    one = add_segment(scope, "Letter", [condition("consent", "is", "email")])
    assert [found.customers for found in figures_of(scope, LAST, [one])] == [3]
    agreed(scope, "c4@x.fr")
    assert [found.customers for found in figures_of(scope, LAST, [one])] == [4]


def test_a_model_that_has_no_answer_says_so(scope, shop):
    with pytest.raises(InputError, match="too few customers"):
        Sheet(scope, LAST).members((condition("chance", "least", "50"),))


def test_only_those_who_agreed_go_out_and_the_trail_names_no_one(scope, shop, consents):
    one = add_segment(scope, "Everybody", [condition("orders", "least", "1")])
    found = audience_of(scope, one, Purpose.EMAIL, LAST)
    assert found.addresses == ("c1@x.fr", "c2@x.fr")
    assert found.left_out == {
        LeftOut.NO_ADDRESS: 1,
        LeftOut.NEVER: 3,
        LeftOut.WITHDRAWN: 1,
        LeftOut.TWICE: 1,
    }
    out = export(scope, one, Purpose.ADS, is_hashed=True, at=LAST)
    assert out.addresses == (hashed("c1@x.fr"),)
    noted = Entry.objects.filter(verb="segment.exported").get()
    assert noted.details["addresses"] == 1
    assert noted.details["left_out"] == {"no_address": 1, "never": 5, "twice": 1}
    assert "x.fr" not in str(noted.details)


def test_addresses_are_for_those_who_may_see_personal_data(scope, company, make_member):
    one = add_segment(scope, "Everybody", [condition("orders", "least", "1")])
    viewer = access_company(make_member(company, Role.CONTRIBUTOR), company.slug)
    for ask in (
        lambda: audience_of(viewer, one, Purpose.EMAIL, LAST),
        lambda: export(viewer, one, Purpose.EMAIL, is_hashed=True, at=LAST),
    ):
        with pytest.raises(ForbiddenError):
            ask()


def test_a_change_and_a_removal_are_undone_and_noted(scope):
    one = add_segment(scope, "Many", [condition("orders", "least", "5")])
    edit_segment(scope, one.id, "Some", [condition("orders", "least", "2")])
    assert segment(scope, one.id).name == "Some"
    back = undo_edit(scope, one.id)
    assert (back.name, back.conditions) == (one.name, one.conditions)
    with pytest.raises(ConflictError, match="no change"):
        undo_edit(scope, one.id)
    delete_segment(scope, one.id)
    assert saved(scope) == []
    assert restore_segment(scope, one.id).conditions == one.conditions
    verbs = Entry.objects.filter(target=f"segment:{one.id}").values_list("verb", flat=True)
    assert list(verbs)[::-1] == [
        *("segment.added", "segment.edited", "segment.edited"),
        *("segment.deleted", "segment.restored"),
    ]


def test_two_segments_have_two_names(scope):
    conditions = [condition("orders", "least", "5")]
    first = add_segment(scope, "Many", conditions)
    with pytest.raises(ConflictError, match="already"):
        add_segment(scope, "many", conditions)
    delete_segment(scope, first.id)
    add_segment(scope, "many", conditions)
    with pytest.raises(ConflictError, match="already"):
        restore_segment(scope, first.id)


def test_what_cannot_be_meant_is_refused():
    for words in (
        ("shoe_size", "is", "42"),
        ("orders", "is", "2"),
        ("orders", "least", "2.5"),
        ("orders", "least", "-1"),
        ("returned", "least", "101"),
        ("first_month", "least", "2026-13"),
        ("segment", "is", "kings"),
        ("product", "is", " "),
        ("sales", "least", "NaN"),
    ):
        with pytest.raises(InputError):
            condition(*words)


def test_a_definition_is_said_in_a_sentence():
    conditions = [
        condition("segment", "is", "loyal"),
        condition("sales", "least", "1 200,50", "or"),
        condition("country", "is_not", "BE"),
    ]
    assert conditions[1].value == "1200.5"
    said = sentence(conditions, "EUR", "en")
    assert said == (
        "(Segment by recency and frequency is « Loyal customers » or Sales ordered, excl. tax: at least €1,201)"
        " and Country no order « BE »"
    )
