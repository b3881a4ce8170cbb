"""GA4's tables against what it saw, in both languages; other tables; what they cannot tell."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors import registry
from comptoir.connectors.files.api import Told
from comptoir.connectors.ga4.exports import LAYOUTS, USELESS
from comptoir.connectors.tests.door import Read, read, written
from comptoir.connectors.tests.worlds import exported, lived
from comptoir.simulator.exports.writing import Language

CHANNELS = {
    "seo": "organic_search",
    "sea": "paid_search",
    "sea_brand": "paid_search",
    "sea_generic": "paid_search",
    "shopping": "paid_shopping",
    "social": "organic_social",
    "paid_social": "paid_social",
    "email": "email",
    "affiliation": "affiliates",
    "direct": "direct",
}
DEVICES = {"mobile": "phone", "desktop": "desktop", "tablet": "tablet"}
SEEN = ("sessions", "carts", "checkouts", "purchases")


def summed(rows: list[tuple[Any, dict[str, int]]]) -> dict[Any, Counter[str]]:
    sums: dict[Any, Counter[str]] = {}
    for key, counts in rows:
        sums.setdefault(key, Counter()).update(counts)
    return sums


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_day_of_every_channel_and_device_is_as_it_was_seen(tmp_path: Path, language: Language) -> None:
    found = Read()
    for path in exported(tmp_path, "ga4", language=language):
        one = read(path, registry.LAYOUTS, registry.USELESS, Told(account="G-1"))
        assert (one.layouts, one.useless, one.rejects) == (["ga4_days"], ["ga4_sessions_of_period"], [])
        found.facts += one.facts
    truth = [
        (
            (row["day"], CHANNELS[row["channel"]], DEVICES[row["device"]]),
            {name: row[f"seen_{name}"] for name in SEEN} | {"cents": row["seen_revenue"]},
        )
        for row in lived().sessions.to_pylist()
    ]
    facts = [
        (
            (row["day"], row["traffic_channel"], row["device"]),
            {name: row[name] for name in SEEN} | {"cents": int(row["revenue_amount"] * 100)},
        )
        for row in found.facts
    ]
    assert dict(facts) == summed(truth)
    assert summed([(key[0].month, one) for key, one in facts]) == summed(
        [(key[0].month, one) for key, one in truth]
    )
    assert {(row["source"], row["property_id"], row["currency"]) for row in found.facts} == {
        ("ga4", "G-1", "EUR")
    }


@pytest.mark.parametrize(
    ("group", "channel"),
    [
        ("Recherche naturelle", "organic_search"),
        ("Organic Shopping", "organic_search"),
        ("Recherche payante", "paid_search"),
        ("Cross-network", "paid_shopping"),
        ("Réseaux sociaux payants", "paid_social"),
        ("RÉSEAUX SOCIAUX ORGANIQUES", "organic_social"),
        ("E-mail", "email"),
        ("Affiliates", "affiliates"),
        ("Accès direct", "direct"),
        ("Referral", "referral"),
        ("AI Assistant", "referral"),
        ("Display", "display"),
        ("Paid Video", "video"),
        ("Unassigned", "other"),
        ("Influence", "other"),
        ("", None),
    ],
)
def test_channel_groups(tmp_path: Path, group: str, channel: str | None) -> None:
    header = "Date,Session primary channel group (Default Channel Group),Sessions"
    (row,) = read(written(tmp_path, f"{header}\n20260901,{group},7\n"), LAYOUTS, USELESS).facts
    assert (row["traffic_channel"], row["sessions"], row["revenue_amount"], row["currency"]) == (
        channel,
        7,
        None,
        None,
    )


def test_sources_and_campaigns_with_a_row_of_sums(tmp_path: Path) -> None:
    text = (
        "# Free form\n# Start date: 20260901\n# End date: 20260930\n"
        "Date,Session source / medium,Session campaign,Country,Device category,Sessions,Active users,Purchase revenue,"
        "Total revenue\n,,,,,12,9,10.50,11\n20260901,google / cpc,Spring,France,smart tv,7,6,10.50,11\n"
        "20260901,news/letter / email,(not set),(not set),mobile,4,3,0,0\n20260901,(direct) / (none),,,,1,1,,\n"
        "20260931,(direct) / (none),,,,1,1,,\n20260902,(direct) / (none),,,,,1,,\n"
    )
    found = read(written(tmp_path, text), LAYOUTS, USELESS)
    names = ("traffic_source", "campaign", "country", "device", "sessions", "visitors", "revenue_amount")
    assert sorted((tuple(row[name] for name in names) for row in found.facts), key=lambda row: -row[4]) == [
        ("google", "Spring", "France", "other", 7, 6, Decimal("10.5")),
        ("news/letter", None, None, "phone", 4, 3, Decimal(0)),
        ("(direct)", None, None, None, 1, 1, None),
    ]
    assert "source_medium=google / cpc|campaign=Spring|device=smart tv|country=France" in {
        row["part"] for row in found.facts
    }
    assert found.rejects == [(9, "Date", "bad_date"), (10, "Sessions", "missing_value")]


def test_dimensions_that_are_not_read_are_added(tmp_path: Path) -> None:
    text = "Date;Navigateur;Sessions;Vues\n20260901;Chrome;1234;9\n20260901;Safari;1;2\nTotal;;1235;11\n"
    (row,) = read(written(tmp_path, text, encoding="cp1252"), LAYOUTS).facts
    assert (row["part"], row["sessions"], row["page_views"], row["carts"]) == ("", 1235, 11, None)


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        (
            "Groupe de canaux principal de la session (Groupe de canaux par défaut),Sessions",
            "sessions_of_period",
        ),
        ("Session source / medium,Sessions,Engaged sessions", "sessions_of_period"),
        ("Landing page,Sessions,Active users", "sessions_of_period"),
        ("Page path and screen class,Views,Active users", "pages"),
        ("Nom de l’événement,Nombre d’événements,Utilisateurs", "events"),
        ("Nth day,Active users", "days_counted"),
    ],
)
def test_tables_without_days_say_what_to_export(tmp_path: Path, headers: str, name: str) -> None:
    path = written(tmp_path, f"# GA4\n{headers}\n{','.join('1' for _ in headers.split(','))}\n")
    found = read(path, LAYOUTS, USELESS)
    assert (found.layouts, found.useless) == ([], [f"ga4_{name}"])
    assert all(one.reason and one.advice for one in USELESS)


COUNT = st.integers(0, 10**9)
FRENCH = (
    "Date",
    "Groupe de canaux par défaut de la session",
    "Sessions",
    "Achats d’e-commerce",
    "Revenus issus des achats",
)
ENGLISH = ("Date", "Session default channel group", "Sessions", "Ecommerce purchases", "Purchase revenue")


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(
    rows=st.dictionaries(
        st.tuples(
            st.dates(date(2020, 1, 1), date(2029, 12, 31)), st.sampled_from(["Direct", "Email", "a|b=c"])
        ),
        st.tuples(COUNT, COUNT, st.decimals(0, 10**7, places=2)),
        min_size=1,
        max_size=12,
    ),
    is_french=st.booleans(),
    separator=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    before=st.sampled_from(["", "# ---\n# GA4\n# ---\n", "# GA4\n\n"]),
)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    rows: dict[tuple[date, str], tuple[int, int, Decimal]],
    is_french: bool,
    separator: str,
    encoding: str,
    before: str,
) -> None:
    lines = [separator.join(FRENCH if is_french else ENGLISH)]
    lines += [
        separator.join([f"{day:%Y%m%d}", group, *(str(value) for value in values)])
        for (day, group), values in rows.items()
    ]
    text = before + "\n".join(lines) + "\n"
    found = read(written(tmp_path_factory.mktemp("ga4"), text, encoding=encoding), LAYOUTS, USELESS)
    assert found.rejects == []
    assert {
        (row["day"], row["part"].removeprefix("channel=").replace("||", "|")): (
            row["sessions"],
            row["purchases"],
            row["revenue_amount"],
        )
        for row in found.facts
    } == rows
