"""Files of events, as teams write them: French, English, Parquet; whatever is told, nobody can be found again."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.registry import LAYOUTS as ALL
from comptoir.connectors.registry import USELESS
from comptoir.connectors.tests.door import Read, read, written
from comptoir.connectors.visits.exports import LAYOUTS
from comptoir.connectors.visits.words import EVENTS

ENGLISH = (
    "session_id,occurred_at,event_name,page,product_sku,order_id,source,medium,campaign,referrer,device,value,"
    "visitor_id,consent\n"
    "s1,2026-10-25T00:30:00Z,page_view,https://m.example/savons?gclid=Cj0K&mail=a@b.fr,,,,,,https://www.google.com/,mobile,,v1,yes\n"
    "s1,2026-10-25T00:31:00Z,view_item,https://m.example/savons/olive,SAV-01,,,,,https://m.example/savons,mobile,,v1,yes\n"
    "s1,2026-10-25T00:40:00Z,purchase,https://m.example/merci,,FR-1,,,,https://paypal.com/,mobile,49.90,v1,yes\n"
    "s2,2026-10-25T22:59:59Z,page_view,https://m.example/,,,newsletter,email,noel,,desktop,,v2,no\n"
    "s2,2026-10-25T23:00:00Z,purchase,https://m.example/merci,,FR-2,,,,,desktop,10,v2,no\n"
)
FRENCH = (
    "Session;Date et heure;Événement;Page;Référence;Numéro de commande;Source;Support;Campagne;Appareil;Valeur;"
    "Visiteur;Consentement\n"
    "s1;25/10/2026 02:30:00;Page vue;/savons;;;google;cpc;noel;Mobile;;v1;oui\n"
    "s1;25/10/2026 02:31:00;Fiche produit;/savons/olive;SAV-01;;;;;Mobile;;v1;oui\n"
    "s1;25/10/2026 02:40:00;Achat;/merci;;FR-1;;;;Mobile;49,90;v1;oui\n"
)


def instant(microseconds: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)


def by_time(found: Read) -> list[dict[str, object]]:
    return sorted(found.facts, key=lambda row: row["happened_at"])


def test_english(tmp_path: Path) -> None:
    found = read(written(tmp_path, ENGLISH), ALL, USELESS)
    assert (found.layouts, found.rejects) == (["site_events"], [])
    rows = by_time(found)
    assert [(row["name"], row["page"], row["sku"], row["order_id"]) for row in rows] == [
        ("page_view", "/savons", None, None),
        ("view_item", "/savons/olive", "SAV-01", None),
        ("purchase", "/merci", None, "FR-1"),
        ("page_view", "/", None, None),
        ("purchase", "/merci", None, None),
    ]
    # The second one happened at midnight in Paris, after the clocks had changed.
    assert [row["day"] for row in rows[2:]] == [date(2026, 10, 25), date(2026, 10, 25), date(2026, 10, 26)]
    assert [row["traffic_channel"] for row in rows] == ["paid_search", None, None, "email", None]
    assert [row["referrer"] for row in rows] == ["google.com", None, None, None, None]
    assert [(row["value_amount"], row["currency"]) for row in rows[2:3]] == [(Decimal("49.9"), "EUR")]
    assert {row["device"] for row in rows} == {"phone", "desktop"}
    assert [row["consent_basis"] for row in rows] == ["consent"] * 3 + ["exempt"] * 2
    assert [row["visitor_id"] is None for row in rows] == [False] * 3 + [True] * 2
    assert not {"v1", "v2", "s1", "s2"} & {str(value) for row in rows for value in row.values()}


def test_french_by_the_clock_of_the_company(tmp_path: Path) -> None:
    found = read(written(tmp_path, FRENCH, encoding="windows-1252"), ALL, USELESS)
    assert (found.layouts, found.rejects) == (["site_events"], [])
    rows = by_time(found)
    assert [row["name"] for row in rows] == ["page_view", "view_item", "purchase"]
    assert rows[0]["traffic_channel"] == "paid_search"
    assert rows[2]["value_amount"] == Decimal("49.9")
    assert {row["day"] for row in rows} == {date(2026, 10, 25)}


def test_parquet(tmp_path: Path) -> None:
    at = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    table = pa.table(
        {
            "session_id": ["s1", "s1"],
            "timestamp": [at, at + timedelta(minutes=1)],
            "event": ["page_view", "order"],
        }
    )
    pq.write_table(table, tmp_path / "events.parquet")
    found = read(tmp_path / "events.parquet", ALL, USELESS)
    assert (found.layouts, found.rejects) == (["site_events"], [])
    assert [(row["name"], row["happened_at"]) for row in by_time(found)] == [
        ("page_view", at),
        ("purchase", at + timedelta(minutes=1)),
    ]
    assert {row["consent_basis"] for row in found.facts} == {"exempt"}


def test_rows_that_cannot_be_are_listed(tmp_path: Path) -> None:
    text = (
        "session_id,occurred_at,event_name,consent\n"
        "s1,2026-10-25 10:00:00,scroll,yes\n"
        "s1,2026-13-25 10:00:00,page_view,yes\n"
        ",2026-10-25 10:00:00,page_view,yes\n"
        "s1,2026-10-25 10:00:00,page_view,perhaps\n"
        "s1,2026-10-25 10:00:00,page_view,\n"
    )
    found = read(written(tmp_path, text), ALL, USELESS)
    assert found.rejects == [
        (2, "", "unknown_event"),
        (3, "occurred_at", "bad_date"),
        (4, "session_id", "missing_value"),
        (5, "", "unknown_consent"),
    ]
    assert [row["consent_basis"] for row in found.facts] == ["exempt"]


def test_the_same_thing_done_twice_is_two_events_and_the_same_file_again_none(tmp_path: Path) -> None:
    row = "s1,1792888200,add_to_cart,SAV-01\n"
    path = written(tmp_path, "session_id,timestamp,event,sku\n" + row * 2)
    once, again = (read(path, LAYOUTS) for _time in range(2))
    assert len({one["event_id"] for one in once.facts}) == 2
    assert {one["event_id"] for one in once.facts} == {one["event_id"] for one in again.facts}


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 5),
            st.integers(1_577_836_800_000_000, 1_861_920_000_000_000).map(instant),
            st.sampled_from([(name, word) for name, words in EVENTS.items() for word in words]),
            st.booleans(),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_what_is_written_reads_back(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[int, datetime, tuple[str, str], bool]],
) -> None:
    lines = ["session_id,occurred_at,event_name,visitor_id,consent"]
    for session, at, (_name, word), agreed in rows:
        lines.append(f"s{session},{at.isoformat()},{word},v{session},{'oui' if agreed else 'non'}")
    found = read(written(tmp_path_factory.mktemp("events"), "\n".join(lines)), LAYOUTS)
    assert found.rejects == []
    told = sorted((row["happened_at"], row["name"], row["visitor_id"] is not None) for row in found.facts)
    assert told == sorted((at, name, agreed) for _s, at, (name, _w), agreed in rows)
