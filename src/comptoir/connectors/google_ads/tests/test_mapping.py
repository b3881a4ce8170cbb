"""What the interface tells becomes the facts that the report of the same days becomes; money to the cent."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import ibis
import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from comptoir.connectors.google.api import BusyError
from comptoir.connectors.google_ads import channels, words
from comptoir.connectors.google_ads.exports import LAYOUTS
from comptoir.connectors.google_ads.mapping import campaigns
from comptoir.connectors.google_ads.refusals import Asking, Fault, meaning
from comptoir.connectors.source import PermanentError, ReadContext
from comptoir.connectors.tests.door import read, written

NAMES = (
    *(
        "Marque - Maison Lavande",
        "FR_Brand_Exact",
        "MARQUE2026",
        "Hors marque - Savons",
        "FR|Hors-Marque|Savons",
    ),
    *(
        "Search_non-brand",
        "NonBrand DE",
        "Marque - concurrents",
        "Générique",
        "Marques vendues",
        "Remarquable",
    ),
    *(
        "Savons",
        "PMax - Toute la gamme",
        "Shopping hors marque",
        "YouTube - Marque",
        "Noël",
        "Display - Reciblage",
    ),
    *("[FR] Génération de la demande", "été², Ⅷ", "", "  ", "_", "Sans la marque", "GDN/é\u0301te\u0301"),
)
KINDS = (
    "SEARCH",
    "PERFORMANCE_MAX",
    "DEMAND_GEN",
    "VIDEO",
    "DISPLAY",
    "SHOPPING",
    "App",
    "HOTEL",
    "SMART",
    "",
)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


def context(**settings: str) -> ReadContext:
    return ReadContext("google_ads", "EUR", "Europe/Paris", date(2026, 11, 22), settings)


def told(**fields: Any) -> dict[str, Any]:
    return {
        "campaign_id": "11",
        "campaign": "Hors marque - Savons",
        "kind": "SEARCH",
        "cost_micros": 12_340_000,
        "impressions": 900,
        "clicks": 40,
        "conversions": "2.5",
        "value": "120.0",
        **fields,
    }


def record(*rows: dict[str, Any], currency: str = "EUR") -> dict[str, Any]:
    return {
        "customer": "1234567890",
        "name": "Maison Savon",
        "day": "2026-11-20",
        "currency": currency,
        "rows": list(rows),
    }


def test_the_interface_and_the_report_of_the_same_days_agree(tmp_path: Path) -> None:
    rows = [
        told(),
        told(
            campaign_id="12",
            campaign="PMax",
            kind="PERFORMANCE_MAX",
            cost_micros=1_204_500_000,
            conversions="0.0",
        ),
        told(campaign_id="13", campaign="Marque", cost_micros=0),
        told(campaign_id="14", campaign="Téléchargements", kind="MULTI_CHANNEL"),
    ]
    kinds = {"SEARCH": "Search", "PERFORMANCE_MAX": "Performance Max", "MULTI_CHANNEL": "App"}
    lines = ["Day,Campaign,Campaign ID,Campaign type,Customer ID,Currency code,Cost,Impr.,Clicks,Conversions"]
    for row in rows:
        cost = Decimal(row["cost_micros"]) / 1_000_000
        figures = f"{cost:.2f},{row['impressions']},{row['clicks']},{row['conversions']}"
        named = f"{row['campaign']},{row['campaign_id']},{kinds[row['kind']]}"
        lines.append(f"2026-11-20,{named},123-456-7890,GBP,{figures}")
    exported = read(written(tmp_path, "\n".join(lines) + "\n"), LAYOUTS)
    assert exported.rejects == []
    found = campaigns([record(*rows, currency="GBP")], context())
    asked = found.tables["ad_spend"]
    names = ("123-456-7890", "Maison Savon", "")
    assert found.units == {"ad_spend": {(name, date(2026, 11, 20)) for name in names}}
    assert asked == [
        {name: value for name, value in row.items() if name in asked[0]}
        for row in sorted(exported.facts, key=lambda row: row["campaign_id"])
    ]


def test_one_row_and_columns_of_a_file_are_told_alike() -> None:
    pairs = [(name, kind) for name in NAMES for kind in KINDS]
    table = ibis.memtable(
        {"name": [name for name, _kind in pairs], "kind": [kind for _name, kind in pairs]},
        schema={"name": "string", "kind": "string"},
    )
    of_file = table.mutate(channel=channels.traffic_channel(table.name, table.kind))
    of_file = of_file.mutate(brand=channels.is_brand(of_file.name, of_file.channel))
    expected = {
        (row["name"], row["kind"]): (row["channel"], row["brand"]) for row in of_file.to_pyarrow().to_pylist()
    }
    found = {}
    for name, kind in pairs:
        channel = words.traffic_channel(name, kind)
        found[name, kind] = (channel, words.is_brand(name, channel))
    assert found == expected
    assert len({channel for channel, _brand in found.values()}) == 6


@given(
    micros=st.integers(0, 10**15),
    conversions=st.floats(0, 10**6),
    value=st.floats(0, 10**9),
    rate=st.sampled_from(["0", "5.5", "5,5", "10", "20", "20 %"]),
)
def test_money_adds_up(micros: int, conversions: float, value: float, rate: str) -> None:
    row = told(cost_micros=micros, conversions=repr(conversions), value=repr(value))
    [fact] = campaigns([record(row)], context(value_tax=rate)).tables["ad_spend"]
    assert abs(fact["spend_amount"] * 10**6 - micros) <= 50
    assert fact["credited_amount"] + fact["credited_tax"] == Decimal(repr(value)).quantize(Decimal("0.0001"))
    share = Decimal(rate.removesuffix(" %").replace(",", ".")) / 100
    assert abs(fact["credited_amount"] * share - fact["credited_tax"]) <= Decimal("0.0002")
    assert abs(float(fact["credited_orders"]) - conversions) <= 0.0005 + conversions * 1e-15


def test_values_of_which_nobody_says_the_tax_are_not_read() -> None:
    [fact] = campaigns([record(told())], context()).tables["ad_spend"]
    assert "credited_amount" not in fact


@pytest.mark.parametrize("rate", ["TTC", "-1", "100", "nan"])
def test_a_rate_that_is_none(rate: str) -> None:
    with pytest.raises(PermanentError, match="rate of VAT"):
        campaigns([], context(value_tax=rate))


def test_a_negative_cost_is_listed() -> None:
    rows = campaigns([record(told(cost_micros=-1), told(campaign_id="12"))], context())
    assert [(one.unit, one.reason) for one in rows.refused] == [("2026-11-20", "negative_cost")]
    assert [row["campaign_id"] for row in rows.tables["ad_spend"]] == ["12"]


ASKING = Asking("123-456-7890", "comptoir@project.example", "")


@pytest.mark.parametrize(
    ("state", "code", "kind", "sentence"),
    [
        (
            "PERMISSION_DENIED",
            "CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION",
            PermanentError,
            "ask for Explorer access",
        ),
        ("PERMISSION_DENIED", "DEVELOPER_TOKEN_NOT_APPROVED", PermanentError, "ask for Explorer access"),
        ("PERMISSION_DENIED", "CUSTOMER_NOT_ENABLED", PermanentError, "123-456-7890 is not open"),
        (
            "PERMISSION_DENIED",
            "USER_PERMISSION_DENIED",
            PermanentError,
            "add comptoir@project.example as read only",
        ),
        ("UNAUTHENTICATED", "OAUTH_TOKEN_REVOKED", PermanentError, "make a new one"),
        ("UNAUTHENTICATED", "", PermanentError, "make a new one"),
        ("INVALID_ARGUMENT", "UNSUPPORTED_VERSION", PermanentError, "Update Comptoir"),
        ("INVALID_ARGUMENT", "PROHIBITED_SEGMENT", PermanentError, "said so"),
        ("RESOURCE_EXHAUSTED", "RESOURCE_TEMPORARILY_EXHAUSTED", BusyError, "asks again"),
        ("INTERNAL", "TRANSIENT_ERROR", BusyError, "asks again"),
        ("UNAVAILABLE", "", BusyError, "asks again"),
    ],
)
def test_refusals_say_what_to_do(state: str, code: str, kind: type, sentence: str) -> None:
    faults = [Fault(code, "said so")] if code else []
    said = meaning(ASKING, state, faults, "said so")
    assert type(said) is kind
    assert sentence in str(said)


def test_google_says_when_to_come_back() -> None:
    faults = [Fault("RESOURCE_EXHAUSTED", "", 12.0), Fault("RESOURCE_EXHAUSTED", "", None)]
    said = meaning(ASKING, "RESOURCE_EXHAUSTED", faults, "")
    assert isinstance(said, BusyError)
    assert said.wait == 12.0
