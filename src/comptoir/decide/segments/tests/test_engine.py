"""Conditions, overlaps and audiences against worked values and the laws of logic."""

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from comptoir.decide.segments.engine.audience import LeftOut, Person, Word, audience, hashed, years_later
from comptoir.decide.segments.engine.conditions import Condition, Join, Test, groups
from comptoir.decide.segments.engine.membership import members, shared

SIZE = 8
ANSWERS = {name: np.array([bool(n >> place & 1) for n in range(SIZE)]) for place, name in enumerate("abc")}
"""Every combination of three answers, once."""


def is_(name, join=Join.AND):
    return Condition(name, Test.IS, "", join)


def is_not(name, join=Join.AND):
    return Condition(name, Test.IS_NOT, "", join)


def found(*conditions):
    return members(conditions, lambda one: ANSWERS[one.field], SIZE)


def test_or_binds_closer_than_and():
    a, b, c = ANSWERS.values()
    assert (found(is_("a"), is_("b", Join.OR), is_("c")) == ((a | b) & c)).all()
    assert (found(is_("a"), is_("b"), is_("c", Join.OR)) == (a & (b | c))).all()
    assert [len(group) for group in groups([is_("a"), is_("b", Join.OR), is_("c")])] == [2, 1]


def test_no_condition_holds_of_everybody():
    assert found().all()


CONDITIONS = st.lists(
    st.builds(
        Condition,
        st.sampled_from("abc"),
        st.sampled_from([Test.IS, Test.IS_NOT]),
        st.just(""),
        st.sampled_from(Join),
    ),
    min_size=1,
    max_size=6,
)


@given(CONDITIONS)
def test_each_customer_is_told_as_plain_logic_tells_it(conditions):
    inside = found(*conditions)
    for n in range(SIZE):
        said = [
            any(bool(ANSWERS[one.field][n]) != (one.test is Test.IS_NOT) for one in group)
            for group in groups(conditions)
        ]
        assert bool(inside[n]) == all(said)


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=3, unique=True))
def test_one_of_them_is_the_contrary_of_none_of_them(names):
    """De Morgan."""
    one_of = found(*(is_(name, Join.OR) for name in names))
    none_of = found(*(is_not(name) for name in names))
    assert (one_of == ~none_of).all()


@given(st.lists(st.lists(st.booleans(), min_size=5, max_size=5), min_size=1, max_size=6))
def test_what_two_share_is_counted_both_ways(rows):
    masks = [np.array(row) for row in rows]
    both = shared(masks)
    for i, one in enumerate(masks):
        for j, other in enumerate(masks):
            assert both[i, j] == (one & other).sum()
    assert (both == both.T).all()


AT = date(2026, 11, 22)
LATE, EARLY = date(2026, 1, 1), date(2020, 1, 1)


def test_only_those_who_agreed_are_in_the_file_and_the_others_are_counted():
    people = [
        Person("b@x.fr", LATE),
        Person("a@x.fr", LATE),
        Person("a@x.fr", EARLY),
        Person("", LATE),
        Person("never@x.fr", LATE),
        Person("gone@x.fr", LATE),
        Person("old@x.fr", EARLY),
        Person("asked@x.fr", EARLY),
    ]
    words = {
        "a@x.fr": Word(True, LATE),
        "b@x.fr": Word(True, EARLY),
        "gone@x.fr": Word(False, LATE),
        "old@x.fr": Word(True, EARLY),
        "asked@x.fr": Word(True, LATE),
    }
    got = audience(people, words, AT)
    assert got.addresses == ("a@x.fr", "asked@x.fr", "b@x.fr")
    assert got.left_out == {
        LeftOut.NO_ADDRESS: 1,
        LeftOut.NEVER: 1,
        LeftOut.WITHDRAWN: 1,
        LeftOut.SILENT: 1,
        LeftOut.TWICE: 1,
    }
    assert len(got.addresses) + got.out == len(people)


def test_three_years_to_the_day():
    word = {"a@x.fr": Word(True, date(2023, 11, 22))}
    assert audience([Person("a@x.fr", EARLY)], word, date(2026, 11, 21)).addresses
    assert not audience([Person("a@x.fr", EARLY)], word, AT).addresses
    assert years_later(date(2024, 2, 29)) == date(2027, 3, 1)


def test_platforms_compare_the_hash_of_the_address_in_lower_case():
    """The value that the platforms' own guides give for test@example.com."""
    known = "973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b"
    assert hashed(" Test@Example.com ") == known
