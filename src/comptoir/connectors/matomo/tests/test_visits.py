"""Visits as Matomo exports them: in both languages and its own, UTF-16 and UTF-8."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.files.api import Told
from comptoir.connectors.matomo.channels import CHANNELS
from comptoir.connectors.matomo.exports import LAYOUTS
from comptoir.connectors.matomo.exports import USELESS as OWN
from comptoir.connectors.registry import LAYOUTS as ALL
from comptoir.connectors.registry import USELESS
from comptoir.connectors.tests.door import read, written

RECORDED = (
    "Date,Unique visitors,Visits,Users,Actions,Maximum actions in one visit,Bounces,"
    "Total time spent by visitors (in seconds),New Visits,Conversions,Visits with Conversions,Revenue,"
    "Conversion Rate,Pageviews,Unique Pageviews,Bounce Rate,Actions per Visit\n"
    "2022-06-13,25,26,0,242,43,1,17222,13,0,0,0,0%,225,95,4%,9.3\n"
    "2022-06-14,7,8,0,12,4,1,722,3,0,0,0,0%,12,9,4%,1.5\n"
)
"""The columns that a Matomo of 2022 answered with, less those of performance."""
FRENCH = (
    "Date\tLibellé\tVisiteurs uniques\tVisites\tActions\n"
    "2026-01-05\tEntrées directes\t90\t1 100\t2 500\n"
    "2026-01-05\tMoteurs de recherche\t80\t100\t300\n"
    "2026-01-05\tCampagnes\t8\t10\t30\n"
    "2026-01-06\t\t\t\t\n"
    "2026-01-07\tRéseaux sociaux\t7\t9\t9\n"
)
OF_THE_INTERFACE = (
    "date,label,nb_uniq_visitors,nb_visits,nb_actions,goals_idgoal=ecommerceOrder_nb_conversions,"
    "goals_idgoal=ecommerceOrder_revenue,goals_idgoal=ecommerceOrder_revenue_tax,"
    "goals_idgoal=ecommerceOrder_revenue_shipping,metadata_referer_type\n"
    "2026-01-05,Direkte Zugriffe,90,100,250,2,126,20,6,1\n"
    "2026-01-05,Websites,1,2,3,,,,,3\n"
)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "utf-8-sig"])
def test_visits_over_time(tmp_path: Path, encoding: str) -> None:
    found = read(written(tmp_path, RECORDED, encoding=encoding), ALL, USELESS, Told("4"))
    assert (found.layouts, found.rejects, found.useless) == (["matomo_days"], [], [])
    assert sorted(
        (
            row["property_id"],
            row["day"],
            row["sessions"],
            row["visitors"],
            row["page_views"],
            row["purchases"],
        )
        for row in found.facts
    ) == [("4", date(2022, 6, 13), 26, 25, 225, None), ("4", date(2022, 6, 14), 8, 7, 12, None)]
    assert {(row["source"], row["traffic_channel"], row["currency"]) for row in found.facts} == {
        ("matomo", None, None)
    }


def test_channels_in_french_with_tabs(tmp_path: Path) -> None:
    found = read(written(tmp_path, FRENCH, encoding="utf-16"), ALL, USELESS)
    assert (found.layouts, found.rejects) == (["matomo_channels"], [])
    assert sorted((row["day"], row["traffic_channel"], row["sessions"]) for row in found.facts) == [
        (date(2026, 1, 5), "direct", 1100),
        (date(2026, 1, 5), "organic_search", 100),
        (date(2026, 1, 5), "other", 10),
        (date(2026, 1, 7), "organic_social", 9),
    ]


def test_orders_without_tax_and_shipping_and_channels_by_number(tmp_path: Path) -> None:
    found = read(written(tmp_path, OF_THE_INTERFACE), ALL, USELESS)
    assert (found.layouts, found.rejects) == (["matomo_channels"], [])
    told = [
        (row["traffic_channel"], row["purchases"], row["revenue_amount"], row["currency"])
        for row in found.facts
    ]
    assert sorted(told, key=str) == [("direct", 2, Decimal(100), "EUR"), ("referral", 0, None, None)]


def test_other_reports_are_no_channels(tmp_path: Path) -> None:
    found = read(written(tmp_path, "Date,Label,Visits,Actions\n2026-01-05,France,3,4\n"), ALL, USELESS)
    assert (found.facts, found.rejects) == ([], [(2, "", "unknown_channel")])


def test_weeks_and_months_are_no_days(tmp_path: Path) -> None:
    text = "Date,Visits,Actions\nFrom 2026-01-05 to 2026-01-11,3,4\n2026-01,5,6\n"
    found = read(written(tmp_path, text), ALL, USELESS)
    assert (found.facts, [reason for _line, _column, reason in found.rejects]) == ([], ["bad_date"] * 2)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Libellé,Visites,Actions", "matomo_without_day"),
        ("label,nb_visits,nb_actions", "matomo_without_day"),
        ("Date,Conversions,Visits with Conversions,Revenue", "matomo_orders"),
        ("date,nb_conversions,nb_visits_converted,revenue", "matomo_orders"),
    ],
)
def test_what_cannot_be_facts_is_known(tmp_path: Path, header: str, name: str) -> None:
    found = read(written(tmp_path, f"{header}\n{','.join(['1'] * (header.count(',') + 1))}\n"), ALL, USELESS)
    assert (found.layouts, found.useless) == ([], [name])


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(
    rows=st.dictionaries(
        st.tuples(st.integers(0, 40), st.sampled_from(sorted(CHANNELS))),
        st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)),
        min_size=1,
        max_size=10,
    ),
    language=st.sampled_from([0, 1]),
    encoding=st.sampled_from(["utf-16", "utf-8"]),
)
def test_what_is_written_reads_back(
    tmp_path_factory: pytest.TempPathFactory,
    rows: dict[tuple[int, str], tuple[int, int]],
    language: int,
    encoding: str,
) -> None:
    header = (("Date", "Channel type", "Visits", "Actions"), ("Date", "Type de canal", "Visites", "Actions"))[
        language
    ]
    sign = "\t" if encoding == "utf-16" else ","
    lines = [sign.join(header)]
    for (place, channel), counts in rows.items():
        day = date(2026, 3, 1) + timedelta(days=place)
        lines.append(sign.join([str(day), CHANNELS[channel][language].capitalize(), *map(str, counts)]))
    path = written(tmp_path_factory.mktemp("matomo"), "\n".join(lines), encoding=encoding)
    found = read(path, LAYOUTS, OWN)
    assert found.rejects == []
    assert {
        ((row["day"] - date(2026, 3, 1)).days, row["traffic_channel"]): row["sessions"] for row in found.facts
    } == {key: visits for key, (visits, _actions) in rows.items()}
