"""Clicks of the brand: the searches of a period shared out over its days, by words that may change afterwards."""

from unicodedata import normalize

import duckdb
import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.measure.choices.api import Choices, pattern, plain
from comptoir.measure.metrics.brand import plain_text
from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import ask, figures

D1, D2, D3 = "2026-01-05", "2026-01-06", "2026-02-01"
LAVANDE = Choices(("Maison Lavande",))


def day(on, clicks, **more):
    return {"day": on, "clicks": clicks, **more}


def term(words, clicks, first="2026-01-01", last="2026-01-31", **more):
    return {"first_day": first, "day": last, "term": words, "clicks": clicks, **more}


JANUARY = (day(D1, 100), day(D2, 300))


def facts(choices=LAVANDE, terms=(), days=JANUARY):
    return MemoryFacts(choices=choices, search_day=list(days), search_term=list(terms))


TERMS = (
    term("Maison-Lavandé avis", 40),
    term("maisonlavande", 60),
    term("savon de marseille", 100),
    term("maison lavandes", 10),
    term("/savons", 400, term_kind="page"),
)


def test_each_day_has_the_share_of_its_period():
    """100 of the 400 clicks of January are of the brand: a quarter of each day"""
    asked = "seo_clicks,brand_clicks,non_brand_clicks"
    assert figures(ask(facts(terms=TERMS), asked, grain="day")) == [
        (D1, 100, 25, 75),
        (D2, 300, 75, 225),
    ]


def test_other_words_decide_the_past_anew():
    assert figures(ask(facts(terms=TERMS), "brand_clicks")) == [(D1, 100)]
    said = Choices(("savon",))
    assert figures(ask(facts(said, TERMS), "brand_clicks")) == [(D1, 100)]
    both = Choices(("savon", "maison lavande", "maison lavandes"))
    assert figures(ask(facts(both, TERMS), "brand_clicks,non_brand_clicks")) == [(D1, 210, 190)]


def test_the_shortest_period_that_holds_the_day_counts():
    """a day's own searches before those of its month; a day without any stays unknown, and is told"""
    terms = (*TERMS, term("maison lavande", 10, D1, D1))
    days = (day(D1, 100), day(D2, 300), day(D3, 50))
    found = ask(facts(terms=terms, days=days), "brand_clicks", grain="day")
    assert [row for row in figures(found) if row[1] is not None] == [(D1, 10), (D2, 75)]
    whole = ask(facts(terms=terms, days=days), "brand_clicks,non_brand_clicks")
    assert figures(whole) == [(D1, 85, 315)]
    assert "partial" in [note.code for note in whole.notes]


def test_sites_and_tools_are_apart():
    terms = (term("maison lavande", 50), term("maison lavande", 20, property_id="b"))
    days = (day(D1, 100), day(D1, 40, property_id="b"))
    assert figures(ask(facts(terms=terms, days=days), "brand_clicks")) == [(D1, 70)]


def test_without_words_or_searches_it_says_what_to_do():
    silent = ask(facts(Choices(()), TERMS), "brand_clicks,seo_clicks")
    assert "words of the brand" in str(silent.unavailable["brand_clicks"])
    unsearched = ask(facts(), "non_brand_clicks,seo_clicks")
    assert "Search Console" in str(unsearched.unavailable["non_brand_clicks"])


@pytest.mark.parametrize(
    ("words", "is_brand"),
    [
        ("maison lavande", True),
        ("MAISON  LAVANDE", True),
        ("maison-lavande.fr", True),
        ("avis maisonlavande", True),
        ("l'avis de Maïson Lavandé", True),
        ("\uff4daison lavande", True),
        ("maison de la lavande", False),
        ("lavande maison", False),
        ("maisons lavande", False),
        ("lamaison lavande", False),
    ],
)
def test_what_is_the_brand(words, is_brand):
    found = ask(facts(terms=(term(words, 400),)), "brand_clicks")
    assert figures(found) == [(D1, 400 if is_brand else 0)]


def test_signs_of_patterns_are_letters_of_words_alone():
    assert pattern(["c++", "C"]) == pattern(["c"])
    assert pattern(["...", " "]) == ""


LETTERS = [
    chr(code)
    for code in (*range(0x20, 0x180), *range(0xFF01, 0xFF5F))
    if chr(code) != "\u0130" and (code > 0x180 or normalize("NFKC", chr(code)) == normalize("NFC", chr(code)))
]
"""Without ligatures, superscripts and the Turkish I: nobody searches with them."""
LATIN = st.text(st.sampled_from(LETTERS), max_size=20)
CONNECTION = ibis.duckdb.from_connection(duckdb.connect())


@settings(max_examples=60, deadline=None)
@given(LATIN)
def test_searches_are_folded_as_words_are(text):
    """What the engine makes of a search is what the page makes of a word, but for signs that are no letters."""
    engine = CONNECTION.execute(plain_text(ibis.literal(text)))
    assert [sign for sign in engine if sign.isalpha()] == [sign for sign in plain(text) if sign.isalpha()]
