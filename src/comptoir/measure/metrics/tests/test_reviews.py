"""Reviews: how many, how good, how many answered of those that tell it."""

from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import ask, figures

ASKED = "review_count,average_rating,review_answer_rate"
FACTS = {
    "product": [{"source": "shop", "sku": "A", "category": "soaps"}],
    "review": [
        {"day": "2026-01-05", "sku": "A", "rating": 5, "is_answered": True},
        {"day": "2026-01-05", "sku": "A", "rating": 2, "is_answered": False},
        {"day": "2026-01-05", "rating": "4.5", "site": "google"},
        {"day": "2026-01-07", "sku": "B", "rating": 1},
    ],
}


def test_counts_means_and_answers():
    facts = MemoryFacts(**FACTS)
    assert figures(ask(facts, ASKED, "2026-01-05/2026-01-07")) == [("2026-01-05", 4, "3.125000", "0.500000")]
    assert figures(ask(facts, ASKED, "2026-01-05/2026-01-07", grain="day")) == [
        ("2026-01-05", 3, "3.833333", "0.500000"),
        ("2026-01-06", 0, None, None),
        ("2026-01-07", 1, "1.000000", None),
    ]


def test_by_item_category_and_site():
    facts = MemoryFacts(**FACTS)
    assert figures(ask(facts, "average_rating", by="product")) == [
        ("2026-01-05", "A", "3.500000"),
        ("2026-01-05", "B", "1.000000"),
        ("2026-01-05", None, "4.500000"),
    ]
    assert figures(ask(facts, "review_count", by="category")) == [
        ("2026-01-05", "soaps", 2),
        ("2026-01-05", None, 2),
    ]
    assert figures(ask(facts, "review_count", where=(("review_site", "google"),))) == [("2026-01-05", 1)]
