"""GA4's export to BigQuery, as its schema is documented: JSON lines and Parquet."""

import gzip
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.connectors.ga4.events import Told, events, knows
from comptoir.connectors.ga4.exports import LAYOUTS, USELESS
from comptoir.connectors.tests.door import Read, read, written
from comptoir.core.errors import InputError

AT = 1792884600_000_000
"""2026-10-24 23:30 by UTC: in Paris it is the 25th."""
VISITOR = "1234567890.1792884000"


def event(name: str, seconds: int = 0, **rest: Any) -> dict[str, Any]:
    params = {
        "ga_session_id": 1792884600,
        "page_location": "https://m.example/savons?q=1",
        **rest.pop("params", {}),
    }
    return {
        "event_date": "20261025",
        "event_timestamp": str(AT + seconds * 1_000_000),
        "event_name": name,
        "event_params": [{"key": key, "value": valued(value)} for key, value in params.items()],
        "user_id": "jeanne@example.org",
        "user_pseudo_id": VISITOR,
        "privacy_info": {"analytics_storage": "Yes", "ads_storage": "No", "uses_transient_token": "No"},
        "device": {"category": "mobile"},
        "geo": {"country": "France"},
        "items": [],
        **rest,
    }


def valued(value: object) -> dict[str, Any]:
    """As BigQuery writes them in JSON: integers as texts."""
    match value:
        case int():
            return {"int_value": str(value)}
        case float():
            return {"double_value": value}
        case _:
            return {"string_value": value}


CAMPAIGN = {"cross_channel_campaign": {"source": "google", "medium": "cpc", "campaign_name": "noel"}}
DAY = (
    event("session_start", params={"page_referrer": "https://www.google.com/"}),
    event(
        "page_view",
        0,
        params={"page_location": "https://m.example/savons?gclid=Cj0K", "entrances": 1},
        session_traffic_source_last_click=CAMPAIGN,
    ),
    event("scroll", 3),
    event(
        "view_item",
        9,
        params={"page_referrer": "https://m.example/savons"},
        items=[{"item_id": "SAV-01", "quantity": "1"}, {"item_id": "SAV-02"}],
    ),
    event(
        "purchase",
        60,
        params={"value": 49.9, "tax": 8, "currency": "EUR"},
        ecommerce={"transaction_id": "FR-1"},
        items=[{"item_id": "SAV-01", "quantity": "2"}],
    ),
    {
        **event("page_view", 90),
        "user_pseudo_id": None,
        "event_params": [],
        "privacy_info": {"analytics_storage": "No"},
    },
)


def lines(told: tuple[dict[str, Any], ...] = DAY) -> str:
    return "\n".join(json.dumps(one) for one in told) + "\n"


def check(found: Read) -> None:
    assert (found.layouts, found.rejects) == (["ga4_bigquery"], [])
    rows = sorted(found.facts, key=lambda row: (row["happened_at"], row["name"], row["sku"] or ""))
    assert [(row["name"], row["sku"], row["order_id"]) for row in rows] == [
        ("page_view", None, None),
        ("session_start", None, None),
        ("view_item", "SAV-01", None),
        ("view_item", "SAV-02", None),
        ("purchase", None, "FR-1"),
        ("page_view", None, None),
    ]
    assert [row["traffic_channel"] for row in rows] == ["paid_search", "organic_search", *[None] * 4]
    assert {row["source"] for row in rows} == {"ga4"}
    assert (rows[0]["happened_at"], rows[0]["day"]) == (
        datetime(2026, 10, 24, 23, 30, tzinfo=UTC),
        date(2026, 10, 25),
    )
    assert (rows[4]["value_amount"], rows[4]["value_tax"], rows[4]["currency"]) == (Decimal("49.9"), 8, "EUR")
    assert len({row["session_id"] for row in rows[:5]}) == len({row["visitor_id"] for row in rows[:5]}) == 1
    assert (rows[5]["session_id"], rows[5]["visitor_id"], rows[5]["consent_basis"]) == (None, None, "exempt")
    assert {row["device"] for row in rows} == {"phone"}
    text = str(rows)
    assert not any(personal in text for personal in (VISITOR, "1234567890", "jeanne", "Cj0K"))


def test_json_lines(tmp_path: Path) -> None:
    check(read(written(tmp_path, lines(), "events_20261025.json"), LAYOUTS, USELESS))


def test_packed(tmp_path: Path) -> None:
    path = tmp_path / "events_20261025.json.gz"
    path.write_bytes(gzip.compress(lines().encode()))
    check(read(path, LAYOUTS, USELESS))


def test_parquet(tmp_path: Path) -> None:
    told = [{**one, "event_timestamp": int(one["event_timestamp"])} for one in DAY]
    every = {name for one in told for name in one}
    table = pa.Table.from_pylist([{name: one.get(name) for name in sorted(every)} for one in told])
    pq.write_table(table, tmp_path / "events.parquet")
    check(read(tmp_path / "events.parquet", LAYOUTS, USELESS))


def test_the_same_day_again_is_the_same_events(tmp_path: Path) -> None:
    path = written(tmp_path, lines() * 2)
    ids = {row["event_id"] for row in read(path, LAYOUTS).facts}
    assert len(ids) == 6


def test_a_line_that_is_cut_is_listed(tmp_path: Path) -> None:
    found = read(written(tmp_path, lines(DAY[:2]) + '{"event_name": "page_view", "event_ti\n'), LAYOUTS)
    assert (len(found.facts), found.rejects) == (2, [(3, "", "not_an_event")])


def test_a_file_without_any_event_that_is_read(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read(written(tmp_path, lines((event("scroll"),))), LAYOUTS)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=8), inner, max_size=2),
    max_leaves=6,
)


@given(
    st.dictionaries(
        st.sampled_from(
            (
                *("event_params", "items", "user_pseudo_id", "privacy_info", "device", "geo", "ecommerce"),
                *("collected_traffic_source", "session_traffic_source_last_click", "event_timestamp"),
            )
        ),
        ANYTHING,
    )
)
def test_whatever_stands_in_a_line_it_is_an_event_or_listed(rest: dict[str, Any]) -> None:
    line = json.dumps({**DAY[3], **rest})
    assert knows([line])
    for one in events([line], "ga4"):
        assert one == 1 or (isinstance(one, Told) and one.name == "view_item" and len(one.event_id) == 24)
