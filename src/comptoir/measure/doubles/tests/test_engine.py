"""Numbers, and when what two sources have in common is the same. The engine and its expressions agree."""

from datetime import date
from decimal import Decimal

import duckdb
import ibis
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.measure.doubles import matching
from comptoir.measure.doubles.engine import (
    Evidence,
    Judgement,
    Known,
    Reason,
    Sayings,
    Verdict,
    amounts_agree,
    common_channel,
    decided,
    judged,
    keys,
    ranked,
)

NUMBERS = st.dictionaries(
    st.text(st.sampled_from("#ABaé 0123-/."), min_size=1, max_size=7),
    st.sampled_from(["site", "amazon"]),
    max_size=12,
)


def evidence(**said: int) -> Evidence:
    plain = {"orders": 100, "other_orders": 100, "numbers": 100, "near": 100, "weighed": 100}
    return Evidence(**plain | {"alike": 100, "agreeing": 100} | said)


def test_what_tools_write_around_a_number_does_not_count() -> None:
    assert keys({"#1001": "site", " 1 002": "site", "1003": "site"}) == {
        "#1001": "1001",
        " 1 002": "1002",
        "1003": "1003",
    }
    assert keys({"WEB-0007": "site", "web-8": "site"}) == {"WEB-0007": "7", "web-8": "8"}
    assert keys({"402-1234567-7654321": "amazon"}) == {"402-1234567-7654321": "402-1234567-7654321"}


def test_letters_that_few_numbers_share_are_part_of_them() -> None:
    assert keys({"FR1": "site", "DE1": "site"}) == {"FR1": "fr1", "DE1": "de1"}
    # Nine of ten begin so: the tenth does not hide it.
    numbers = {f"FR{n}": "site" for n in range(10, 19)} | {"99": "site"}
    assert keys(numbers)["FR10"] == "10"


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(NUMBERS)
def test_two_orders_of_a_source_never_share_a_key(numbers: dict[str, str]) -> None:
    found = keys(numbers)
    assert found.keys() <= numbers.keys()
    assert len(set(found.values())) == len(found)
    assert "" not in found.values()


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(NUMBERS, NUMBERS)
def test_the_expression_finds_the_same_keys(one: dict[str, str], other: dict[str, str]) -> None:
    told = [(source, *row) for source, numbers in (("a", one), ("b", other)) for row in numbers.items()]
    zeros = [Decimal("0.0000")] * len(told)
    orders = pa.table(
        {
            "source": pa.array([row[0] for row in told], pa.string()),
            "order_id": pa.array([row[1] for row in told], pa.string()),
            "sales_channel": pa.array([row[2] for row in told], pa.string()),
            "channel_order_id": pa.nulls(len(told), pa.string()),
            "day": pa.array([date(2026, 1, 5)] * len(told), pa.date32()),
            "month": pa.array(["2026-01"] * len(told), pa.string()),
            "status": pa.array(["sold"] * len(told), pa.string()),
            "currency": pa.array(["EUR"] * len(told), pa.string()),
            "gross_amount": pa.array(zeros, pa.decimal128(18, 4)),
            "discount_amount": pa.array(zeros, pa.decimal128(18, 4)),
        }
    )
    connection = ibis.duckdb.from_connection(duckdb.connect())
    space = matching.Workspace(connection)
    found = space.rows(matching.keyed(connection.create_table("orders", orders), space))
    assert {(row["source"], row["order_id"]): row["key"] for row in found} == {
        (source, number): key
        for source, numbers in (("a", one), ("b", other))
        for number, key in keys(numbers).items()
    }


@pytest.mark.parametrize(
    ("found", "verdict", "reason"),
    [
        (evidence(), "same", "agree"),
        (evidence(near=85, alike=85, agreeing=80), "same", "agree"),
        (evidence(near=85, alike=85, agreeing=79), "unsure", "mixed"),
        (evidence(numbers=3, near=3, weighed=3, alike=3, agreeing=3, orders=6), "same", "agree"),
        (
            evidence(numbers=3, near=3, weighed=3, alike=3, agreeing=3, orders=7, other_orders=9),
            "unsure",
            "share",
        ),
        (evidence(numbers=2, near=2, weighed=2, alike=2, agreeing=2, orders=2), "unsure", "few"),
        (evidence(near=3, alike=10, agreeing=0), "different", "collide"),
        (evidence(near=100, alike=5, agreeing=5), "unsure", "amounts"),
        (evidence(near=0, alike=100, agreeing=0), "unsure", "days"),
        (evidence(weighed=0, alike=0, agreeing=0), "unsure", "amounts"),
    ],
)
def test_only_what_agrees_for_most_is_the_same(found: Evidence, verdict: str, reason: str) -> None:
    assert judged(found) == Judgement(Verdict(verdict), Reason(reason))


def test_what_a_person_says_stands_above_the_figures() -> None:
    pair = ("export", "site", "shop", "site")
    said = Sayings({}, {("site", "export", "shop"): Verdict.DIFFERENT})
    assert decided("site", pair, evidence(), said) == Judgement(Verdict.DIFFERENT, Reason.SAID)
    assert decided("amazon", pair, evidence(), said).verdict is Verdict.SAME


def test_amounts_agree_to_a_hundredth_and_nothing_agrees_with_nothing() -> None:
    assert amounts_agree(Decimal("100.00"), Decimal("101.00"))
    assert not amounts_agree(Decimal("100.00"), Decimal("101.02"))
    assert amounts_agree(Decimal("1.00"), Decimal("1.05"))
    assert not amounts_agree(Decimal(0), Decimal(0))


def test_the_master_is_the_one_named_then_an_interface_then_the_one_with_older_orders() -> None:
    sources = [
        Known("ledger", date(2020, 1, 1), False),
        Known("shop", date(2026, 1, 1), True),
        Known("export", date(2019, 1, 1), False),
    ]
    assert ranked(sources) == ["shop", "export", "ledger"]
    assert ranked(sources, "ledger") == ["ledger", "shop", "export"]


def test_the_name_of_a_marketplace_wins_over_the_own_site() -> None:
    assert common_channel(["site", "amazon.fr"]) == "amazon.fr"
    assert common_channel(["site", "site"]) == "site"
    assert common_channel(["fnac", "amazon"]) == "amazon"
