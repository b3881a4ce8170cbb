"""The report of campaigns by day against what happened, and what its rows may hold besides."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors import registry
from comptoir.connectors.files.api import Told
from comptoir.connectors.google_ads.exports import LAYOUTS, USELESS
from comptoir.connectors.tests.door import Read, read, written
from comptoir.connectors.tests.worlds import exported, lived
from comptoir.simulator.exports.writing import Language

KINDS = {
    "brand": ("paid_search_brand", True),
    "non_brand": ("paid_search", False),
    "shopping": ("paid_shopping", None),
}
"""Kind of the simulator -> traffic channel and is_brand."""
ENGLISH = """Campaign report
"September 1, 2026 - September 2, 2026"
Day,Campaign,Campaign type,Ad group,Customer ID,Currency code,Cost,Impr.,Clicks,Conversions,Conv. value
2026-09-01,Spring,Search,Soaps,123-456-7890,GBP,"1,204.50","48,210","1,930",96.00,"9,120.00"
2026-09-01,Spring,Search,Candles,123-456-7890,GBP,10.00,100,10,1.50,50.00
2026-09-02,Launch film,Video, --,123-456-7890,GBP,0.00,100,10,--,50.00
Total: Account, --, --, --, --, --,"1,214.50","48,410","1,950",97.50,"9,220.00"
Total: Campaigns, --, --, --, --, --,"1,214.50","48,410","1,950",97.50,"9,220.00"
"""


def figures(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["impressions"], row["clicks"], row["spend_amount"], row["credited_orders"]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_day_of_every_campaign_is_as_it_was(tmp_path: Path, language: Language) -> None:
    found = Read()
    for path in exported(tmp_path, "google_ads", language=language):
        if path.name.startswith("rapport-"):
            one = read(path, registry.LAYOUTS, registry.USELESS, Told(account="lavande"))
            assert (one.layouts, one.rejects) == (["google_ads_days"], [])
            found.facts += one.facts
    truth = [row for row in lived().ads.to_pylist() if row["platform"] == "google_ads"]
    assert {(row["day"], row["campaign_id"]): figures(row) for row in found.facts} == {
        (row["day"], row["campaign"]): (
            row["impressions"],
            row["clicks"],
            Decimal(row["cost"]) / 100,
            Decimal(str(row["claimed_conversions"])),
        )
        for row in truth
    }
    kinds = {row["campaign"]: KINDS[row["kind"]] for row in truth}
    told = {row["campaign_name"]: (row["traffic_channel"], row["is_brand"]) for row in found.facts}
    assert told == kinds
    assert {
        (row["source"], row["account_id"], row["currency"], row["ad_group_id"]) for row in found.facts
    } == {("google_ads", "lavande", "EUR", "")}
    assert by_month(found.facts, "spend_amount") == {
        month: Decimal(cents) / 100 for month, cents in by_month(truth, "cost").items()
    }


def by_month(rows: list[dict[str, Any]], name: str) -> dict[str, Any]:
    sums: dict[str, Any] = defaultdict(int)
    for row in rows:
        sums[f"{row['day']:%Y-%m}"] += row[name]
    return dict(sums)


def test_periods_and_weeks_say_what_to_export_in_their_place(tmp_path: Path) -> None:
    for path in exported(tmp_path, "google_ads"):
        if not path.name.startswith("rapport-"):
            name = "google_ads_weeks" if path.name == "semaines.csv" else "google_ads_campaigns_of_period"
            found = read(path, LAYOUTS, USELESS)
            assert (found.layouts, found.useless) == ([], [name])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_english_report_of_ad_groups(tmp_path: Path, encoding: str) -> None:
    found = read(written(tmp_path, ENGLISH, encoding=encoding), LAYOUTS)
    assert found.rejects == []
    facts = {(row["ad_group_id"], row["traffic_channel"], *figures(row)) for row in found.facts}
    assert facts == {
        ("Soaps", "paid_search", 48_210, 1_930, Decimal("1204.5"), Decimal(96)),
        ("Candles", "paid_search", 100, 10, Decimal(10), Decimal("1.5")),
        ("", "video", 100, 10, Decimal(0), None),
    }
    assert {(row["account_id"], row["currency"]) for row in found.facts} == {("123-456-7890", "GBP")}


def test_a_day_without_its_cost_is_listed(tmp_path: Path) -> None:
    found = read(written(tmp_path, ENGLISH.replace("GBP,0.00", "GBP,--")), LAYOUTS)
    assert found.rejects == [(6, "Cost", "missing_value")]


def test_devices_of_a_campaign_are_added(tmp_path: Path) -> None:
    text = "Jour;Campagne;Appareil;Coût;Impr.;Clics\n" + "".join(
        f"01/09/2026;Savons;{device};{cost};1 200;{clicks}\n"
        for device, cost, clicks in (("Mobiles", "1 234,56 €", 30), ("Ordinateurs", "0,44 €", 12))
    )
    (row,) = read(written(tmp_path, text, encoding="cp1252"), LAYOUTS).facts
    assert figures(row) == (2_400, 42, Decimal(1235), None)
    assert (row["day"], row["currency"]) == (date(2026, 9, 1), "EUR")


def test_keywords_and_what_cannot_be_are_refused(tmp_path: Path) -> None:
    text = (
        "Jour,Campagne,Mot clé,Coût,Impr.,Clics\n2026-09-01,Savons,savon,1,10,1\n2026-09-01,Savons,--,-1,10,1\n"
        "2026-09-01,Savons,--,1,-10,1\n2026-09-31,Savons,--,1,10,1\n,Savons,--,1,10,1\n"
    )
    found = read(written(tmp_path, text), LAYOUTS)
    assert found.facts == []
    assert found.rejects == [
        (2, "", "part_of_campaign"),
        (3, "", "negative_cost"),
        (4, "", "not_lawful"),
        (5, "Jour", "bad_date"),
        (6, "Jour", "missing_value"),
    ]


ROWS = st.dictionaries(
    st.tuples(
        st.dates(date(2015, 1, 1), date(2029, 12, 31)), st.sampled_from(["Marque", "Hors marque", "PMax é"])
    ),
    st.tuples(
        st.decimals(0, 10**7, places=2),
        st.integers(0, 10**9),
        st.integers(0, 10**8),
        st.decimals(0, 10**6, places=2),
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(
    rows=ROWS,
    is_french=st.booleans(),
    separator=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    rows: Any,
    is_french: bool,
    separator: str,
    encoding: str,
    end: str,
) -> None:
    def amount(value: Decimal | int) -> str:
        text = f"{value:,}"
        return text.replace(",", "\u00a0").replace(".", ",") if is_french else text

    header = (
        "Jour,Campagne,Coût,Impr.,Clics,Conversions"
        if is_french
        else "Day,Campaign,Cost,Impr.,Clicks,Conversions"
    )
    lines = [separator.join(header.split(","))]
    for (day, campaign), values in rows.items():
        lines.append(separator.join([f"{day}", campaign, *(f'"{amount(value)}"' for value in values)]))
    path = written(tmp_path_factory.mktemp("ads"), end.join(lines) + end, encoding=encoding)
    found = read(path, LAYOUTS)
    assert found.rejects == []
    names = ("spend_amount", "impressions", "clicks", "credited_orders")
    read_back = {
        (row["day"], row["campaign_name"]): tuple(row[name] for name in names) for row in found.facts
    }
    assert read_back == rows
