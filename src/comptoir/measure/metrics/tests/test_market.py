"""The market beside one's own sales: its growth, and never a mean of several markets."""

from comptoir.measure.metrics.profile import read_profile
from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import ask, figures

SALES = {
    "order": [{"order_id": day, "day": day, "has_product": True} for day in ("2025-03-05", "2026-03-05")],
    "order_line": [
        {"order_id": "2025-03-05", "day": "2025-03-05", "gross_amount": 100},
        {"order_id": "2026-03-05", "day": "2026-03-05", "gross_amount": 120},
    ],
}
INDEX = [
    {"day": "2025-03-01", "index_value": 100},
    {"day": "2026-03-01", "index_value": "104.5"},
    {"day": "2026-04-01", "index_value": 99},
]


def test_growth_beside_the_growth_of_the_market():
    facts = MemoryFacts(**SALES, market_index=INDEX)
    found = ask(facts, "net_sales,market_index", "2026-03-01/2026-03-31", grain="month", compare="year")
    (row,) = found.rows
    assert (row.values["net_sales"], row.compared["net_sales"]) == (120, 100)
    assert (row.values["market_index"], row.compared["market_index"]) == (104.5, 100)


def test_the_index_of_a_month_speaks_of_all_its_days():
    facts = MemoryFacts(market_index=INDEX)
    found = ask(facts, "market_index", "2026-03-01/2026-04-30", grain="month")
    assert figures(found) == [("2026-03-01", "104.500000"), ("2026-04-01", "99.000000")]
    assert [note.code for note in found.notes] == []


def test_several_indices_are_asked_apart():
    other = [{**row, "market": "Panel", "index_value": 50} for row in INDEX]
    facts = MemoryFacts(market_index=[*INDEX, *other])
    found = ask(facts, "market_index", "2026-03-01/2026-03-31")
    assert "Panel, iCE 100" in str(found.unavailable["market_index"])
    split = ask(facts, "market_index", "2026-03-01/2026-03-31", by="market")
    assert figures(split) == [("2026-03-01", "Panel", "50.000000"), ("2026-03-01", "iCE 100", "104.500000")]
    alone = ask(facts, "market_index", "2026-03-01/2026-03-31", where=(("market", "Panel"),))
    assert figures(alone) == [("2026-03-01", "50.000000")]


def test_a_remembered_profile_knows_its_indices():
    profile = read_profile(MemoryFacts(market_index=INDEX))
    said = profile.to_json()
    assert type(profile).from_json(said) == profile
    del said["markets"]
    assert type(profile).from_json(said).markets == ()
