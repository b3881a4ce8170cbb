"""Followed positions: each search counts once a day, those without a position in the shares alone."""

from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import ask, figures

ASKED = "top_3_share,top_10_share,tracked_position"
ROWS = [
    {"day": day, "term": term, "position": position, "engine": "google.fr"}
    for day, term, position in (
        ("2026-01-05", "lavande", 3),
        ("2026-01-05", "savon", 10),
        ("2026-01-05", "eau", 11),
        ("2026-01-05", "miel", None),
        ("2026-01-12", "lavande", 1),
        ("2026-01-12", "savon", None),
    )
]


def test_shares_are_of_all_that_is_followed_and_the_mean_of_what_is_found():
    facts = MemoryFacts(search_position=ROWS)
    assert figures(ask(facts, ASKED, "2026-01-05")) == [("2026-01-05", "0.250000", "0.500000", "8.000000")]
    assert figures(ask(facts, ASKED, "2026-01-05/2026-01-12", grain="day"))[-1] == (
        "2026-01-12",
        "0.500000",
        "0.500000",
        "1.000000",
    )
    assert figures(ask(facts, ASKED, "2026-01-05/2026-01-12")) == [
        ("2026-01-05", "0.333333", "0.500000", "6.250000")
    ]


def test_by_search():
    found = ask(
        MemoryFacts(search_position=ROWS), "tracked_position", "2026-01-05/2026-01-12", by="search_term"
    )
    assert figures(found) == [
        ("2026-01-05", "eau", "11.000000"),
        ("2026-01-05", "lavande", "2.000000"),
        ("2026-01-05", "miel", None),
        ("2026-01-05", "savon", "10.000000"),
    ]


def test_of_two_trackers_one_is_read_unless_they_are_asked_apart():
    other = [{**row, "source": "semrush", "position": 50} for row in ROWS if row["day"] == "2026-01-05"]
    facts = MemoryFacts(search_position=[*ROWS, *other])
    assert figures(ask(facts, "top_3_share", "2026-01-05"))[0][1] == "0.250000"
    assert figures(ask(facts, "top_3_share", "2026-01-05", by="source")) == [
        ("2026-01-05", "rank_tracker", "0.250000"),
        ("2026-01-05", "semrush", "0.000000"),
    ]
