"""Ads Manager's exports against what happened, in both languages, at each level."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors import registry
from comptoir.connectors.files.api import Told
from comptoir.connectors.meta_ads.exports import LAYOUTS, USELESS
from comptoir.connectors.tests.door import Read, read, written
from comptoir.connectors.tests.worlds import exported, lived
from comptoir.simulator.exports.writing import Language

RULES = {"fr": "7 jours après un clic ou 1 jour après une vue", "en": "7-day click or 1-day view"}
ADS = (
    "Reporting starts,Reporting ends,Campaign name,Ad set name,Ad name,Ad ID,Account ID,Country,Impressions,"
    "Link clicks,Amount spent (USD),Purchases\n"
    "2026-09-01,2026-09-01,,,,,,,300,3,3.50,1\n"
    "2026-09-01,2026-09-01,Spring,Women,Film,11,77,FR,100,,1.25,\n"
    "2026-09-01,2026-09-01,Spring,Women,Film,11,77,BE,200,3,2.25,1\n"
)


def figures(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["impressions"], row["clicks"], row["spend_amount"], row["credited_orders"]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_day_of_every_campaign_is_as_it_was(tmp_path: Path, language: Language) -> None:
    found = Read()
    for path in exported(tmp_path, "meta_ads", language=language):
        one = read(path, registry.LAYOUTS, registry.USELESS, Told(account="lavande"))
        assert (one.layouts, one.rejects) == (["meta_ads_campaign_days"], [])
        found.facts += one.facts
    truth = [row for row in lived().ads.to_pylist() if row["platform"] == "meta_ads"]
    assert {(row["day"], row["campaign_id"]): figures(row) for row in found.facts} == {
        (row["day"], row["campaign"]): (
            row["impressions"],
            row["clicks"],
            Decimal(row["cost"]) / 100,
            Decimal(str(row["claimed_conversions"])),
        )
        for row in truth
    }
    for month in ("2025-09", "2025-10", "2025-11"):
        assert sum(row["spend_amount"] for row in found.facts if row["month"] == month) == sum(
            Decimal(row["cost"]) / 100 for row in truth if f"{row['day']:%Y-%m}" == month
        )
    told = (
        "source",
        "account_id",
        "traffic_channel",
        "is_brand",
        "currency",
        "credited_by",
        "credited_amount",
    )
    assert {tuple(row[name] for name in told) for row in found.facts} == {
        ("meta_ads", "lavande", "paid_social", False, "EUR", RULES[language], None)
    }


def test_ads_are_told_by_their_ids_and_the_summary_is_passed_over(tmp_path: Path) -> None:
    found = read(written(tmp_path, ADS), LAYOUTS, USELESS)
    assert (found.layouts, found.rejects) == (["meta_ads_ad_days"], [])
    keys = ("account_id", "campaign_id", "ad_group_id", "ad_id", "country", "currency")
    assert {(*(row[key] for key in keys), *figures(row)) for row in found.facts} == {
        ("77", "Spring", "Women", "11", "FR", "USD", 100, 0, Decimal("1.25"), None),
        ("77", "Spring", "Women", "11", "BE", "USD", 200, 3, Decimal("2.25"), Decimal(1)),
    }


def test_ad_sets_by_a_column_of_days(tmp_path: Path) -> None:
    text = (
        "Nom de l’ensemble de publicités;Jour;Début des rapports;Fin des rapports;Âge;Impressions;Clics sur un lien;"
        "Montant dépensé (EUR)\nFemmes;2026-09-01;2026-09-01;2026-09-30;18-24;10;1;1.10\n"
        "Femmes;2026-09-01;2026-09-01;2026-09-30;25-34;20;2;2.20\n"
    )
    found = read(written(tmp_path, text, encoding="cp1252"), LAYOUTS)
    assert (found.layouts, found.rejects) == (["meta_ads_ad_set_days"], [])
    (row,) = found.facts
    assert (row["day"], row["ad_group_id"], *figures(row)) == (
        date(2026, 9, 1),
        "Femmes",
        30,
        3,
        Decimal("3.30"),
        None,
    )


def test_longer_periods_and_what_cannot_be_are_refused(tmp_path: Path) -> None:
    text = (
        "Début des rapports,Fin des rapports,Nom de la campagne,Impressions,Clics sur un lien,Montant dépensé (EUR)\n"
        "2026-09-01,2026-09-30,Savons,10,1,1.10\n2026-09-01,2026-09-02,Savons,10,1,1.10\n"
        "2026-09-03,2026-09-03,Savons,10,1,-1\n2026-09-04,2026-09-04,Savons,,1,1\n"
        "2026-09-05,2026-09-05,Savons,10,1,1.10\n"
    )
    found = read(written(tmp_path, text), LAYOUTS)
    assert [row["day"] for row in found.facts] == [date(2026, 9, 5)]
    assert found.rejects == [
        (2, "", "several_days"),
        (3, "", "several_days"),
        (4, "", "negative_cost"),
        (5, "Impressions", "missing_value"),
    ]


@pytest.mark.parametrize("lacking", ["Campaign name", "Link clicks", "Impressions", "Amount spent (EUR)"])
def test_a_table_that_lacks_a_column_says_so(tmp_path: Path, lacking: str) -> None:
    headers = [
        "Reporting starts",
        "Reporting ends",
        "Campaign name",
        "Link clicks",
        "Impressions",
        "Amount spent (EUR)",
    ]
    headers.remove(lacking)
    path = written(tmp_path, f"{','.join(headers)}\n{','.join('1' for _ in headers)}\n")
    found = read(path, LAYOUTS, USELESS)
    assert (found.layouts, found.useless) == ([], ["meta_ads_incomplete"])


FRENCH = ("Début des rapports", "Fin des rapports", "Nom de la campagne", "Impressions", "Clics sur un lien")
ENGLISH = ("Reporting starts", "Reporting ends", "Campaign name", "Impressions", "Link clicks")
FIGURES = st.tuples(st.integers(0, 10**9), st.integers(0, 10**8), st.decimals(0, 10**7, places=2))


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(
    rows=st.dictionaries(st.dates(date(2015, 1, 1), date(2029, 12, 31)), FIGURES, min_size=1, max_size=12),
    is_french=st.booleans(),
    currency=st.sampled_from(["EUR", "GBP", "CHF"]),
    separator=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    rows: dict[date, tuple[int, int, Decimal]],
    is_french: bool,
    currency: str,
    separator: str,
    encoding: str,
) -> None:
    spent = f"Montant dépensé ({currency})" if is_french else f"Amount spent ({currency})"
    lines = [separator.join((*(FRENCH if is_french else ENGLISH), spent))]
    lines += [
        separator.join([f"{day}", f"{day}", "Été", *(str(value) for value in values)])
        for day, values in rows.items()
    ]
    found = read(written(tmp_path_factory.mktemp("ads"), "\r\n".join(lines), encoding=encoding), LAYOUTS)
    assert found.rejects == []
    assert {row["currency"] for row in found.facts} == {currency}
    assert {
        row["day"]: (row["impressions"], row["clicks"], row["spend_amount"]) for row in found.facts
    } == rows
