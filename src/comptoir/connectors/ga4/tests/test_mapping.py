"""What the interface tells becomes the facts that the export of the same table becomes."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.files.api import Told
from comptoir.connectors.ga4.exports import LAYOUTS
from comptoir.connectors.ga4.mapping import FIGURES, sessions
from comptoir.connectors.ga4.refusals import meaning
from comptoir.connectors.google.api import BusyError
from comptoir.connectors.source import PermanentError, ReadContext
from comptoir.connectors.tests.door import read, written
from comptoir.entities.columns import TRAFFIC_CHANNELS

CONTEXT = ReadContext("ga4", "EUR", "Europe/Paris", date(2026, 11, 22))
HEADER = (
    "Date,Session default channel group,Device category,Country,Sessions,Views,Add to carts,Checkouts,"
    "Ecommerce purchases,Purchase revenue"
)
ROWS = [
    ("Paid Search", "desktop", "FR", "120", "400", "30", "12", "7", "512.35"),
    ("Cross-network", "mobile", "FR", "80", "200", "11", "4", "2", "99.9"),
    ("Unassigned", "smart tv", "(not set)", "3", "3", "0", "0", "0", "0"),
    ("A|B", "tablet", "BE", "1", "2", "0", "0", "0", "0"),
]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


def record(rows: list[tuple[str, ...]], day: str = "2026-11-20", currency: str = "EUR") -> dict[str, Any]:
    names = ("channel", "device", "country", *FIGURES)
    told = [dict(zip(names, row, strict=True)) for row in rows]
    return {"property": "123456789", "day": day, "currency": currency, "rows": told}


def test_the_interface_and_the_export_of_the_same_table_agree(tmp_path: Path) -> None:
    lines = [HEADER, *(",".join(("20261120", *row)) for row in ROWS)]
    exported = read(written(tmp_path, "\n".join(lines) + "\n"), LAYOUTS, told=Told(account="123456789"))
    asked = sessions([record(ROWS)], CONTEXT).tables["audience_day"]
    assert exported.rejects == []
    assert sorted(asked, key=lambda row: row["part"]) == [
        {name: value for name, value in row.items() if name in asked[0]}
        for row in sorted(exported.facts, key=lambda row: row["part"])
    ]


def test_a_day_without_sessions_is_a_day_all_the_same() -> None:
    rows = sessions([record([])], CONTEXT)
    day = date(2026, 11, 20)
    assert rows.units == {"audience_day": {("123456789", day), ("", day)}}
    assert rows.tables == {"audience_day": []}


def test_the_currency_is_the_propertys() -> None:
    [row, *_others] = sessions([record(ROWS, currency="USD")], CONTEXT).tables["audience_day"]
    assert (row["currency"], row["revenue_amount"]) == ("USD", Decimal("512.3500"))


COUNT = st.integers(0, 10**9)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(max_size=8),
            st.sampled_from(["desktop", "mobile", "tablet", "smart tv", ""]),
            st.sampled_from(["FR", "BE", "(not set)", ""]),
            COUNT,
            COUNT,
            COUNT,
            COUNT,
            COUNT,
            st.decimals(0, 10**8, places=6),
        ),
        max_size=6,
        unique_by=lambda row: row[:3],
    )
)
def test_nothing_is_lost_whatever_groups_are_called(rows: list[tuple[Any, ...]]) -> None:
    told = [tuple(str(value) for value in row) for row in rows]
    facts = sessions([record(told)], CONTEXT).tables["audience_day"]
    assert [row["purchases"] for row in facts] == [row[7] for row in rows]
    assert len({row["part"] for row in facts}) == len(rows)
    assert {row["traffic_channel"] for row in facts} <= {*TRAFFIC_CHANNELS, None}
    assert sum(row["revenue_amount"] for row in facts) == sum(
        (row[8].quantize(Decimal("0.0001")) for row in rows), Decimal(0)
    )


def refusal(state: str, reason: str | None = None) -> PermanentError | BusyError:
    error = SimpleNamespace(grpc_status_code=SimpleNamespace(name=state), message="said so", reason=reason)
    return meaning("123456789", "comptoir@project.example", error)


@pytest.mark.parametrize(
    ("state", "reason", "kind", "sentence"),
    [
        ("PERMISSION_DENIED", None, PermanentError, "Add comptoir@project.example in Google Analytics"),
        ("PERMISSION_DENIED", "SERVICE_DISABLED", PermanentError, "is not switched on"),
        ("UNAUTHENTICATED", None, PermanentError, "refuses the key"),
        ("INVALID_ARGUMENT", None, PermanentError, "said so"),
        ("RESOURCE_EXHAUSTED", None, BusyError, "used up for now"),
        ("UNAVAILABLE", None, BusyError, "does not answer now"),
    ],
)
def test_refusals_say_what_to_do(state: str, reason: str | None, kind: type, sentence: str) -> None:
    said = refusal(state, reason)
    assert type(said) is kind
    assert sentence in str(said)
