"""Search Console's tables against what happened, in both languages, one by one and in their zip."""

import zipfile
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.files.exports.staging import Told
from comptoir.connectors.search_console.exports import LAYOUTS, USELESS
from comptoir.connectors.tests.door import Read, read, written
from comptoir.connectors.tests.worlds import exported, lived
from comptoir.simulator.exports.writing import Language

OCTOBER = Told(account="https://www.example.com/", first_day=date(2025, 10, 1), last_day=date(2025, 10, 31))
BOTH = pytest.mark.parametrize("language", ["fr", "en"])


def truth(by: str, first: date, last: date) -> dict[Any, tuple[int, int, float]]:
    """Clicks, impressions, position times impressions."""
    sums: dict[Any, list[float]] = defaultdict(lambda: [0, 0, 0.0])
    for row in lived().searches.to_pylist():
        if first <= row["day"] <= last:
            one = sums[row[by]]
            one[0] += row["clicks"]
            one[1] += row["impressions"]
            one[2] += row["position"] * row["impressions"]
    return {key: (int(clicks), int(shown), position) for key, (clicks, shown, position) in sums.items()}


def agree(facts: dict[Any, dict[str, Any]], expected: dict[Any, tuple[int, int, float]]) -> None:
    assert facts.keys() == expected.keys()
    for key, (clicks, impressions, position_sum) in expected.items():
        fact = facts[key]
        assert (fact["clicks"], fact["impressions"]) == (clicks, impressions)
        # The file rounds the mean position to hundredths.
        assert float(fact["position_sum"]) == pytest.approx(position_sum, abs=0.0051 * impressions + 0.001)


def of_month(folder: Path, language: Language, month: str = "2025-10") -> list[Path]:
    return [
        path for path in exported(folder, "search_console", language=language) if path.parent.name == month
    ]


@BOTH
def test_days(tmp_path: Path, language: Language) -> None:
    days: dict[Any, dict[str, Any]] = {}
    for path in exported(tmp_path, "search_console", language=language):
        if path.name == "Dates.csv":
            found = read(path, LAYOUTS, USELESS)
            assert (found.layouts, found.rejects) == (["search_console_days"], [])
            days |= {row["day"]: row for row in found.facts}
    agree(days, truth("day", date(2025, 9, 15), date(2025, 11, 9)))
    assert {(row["source"], row["part"], row["property_id"]) for row in days.values()} == {
        ("search_console", "", "")
    }


@BOTH
def test_searches_and_pages_hold_for_the_period_that_a_person_says(
    tmp_path: Path, language: Language
) -> None:
    for path in of_month(tmp_path, language):
        if path.name == "Dates.csv":
            continue
        kind = "page" if path.name == "Pages.csv" else "query"
        found = read(path, LAYOUTS, USELESS, OCTOBER)
        assert (found.layouts, found.rejects) == ([f"search_console_{kind}"], [])
        assert {(row["first_day"], row["day"], row["term_kind"], row["month"]) for row in found.facts} == {
            (date(2025, 10, 1), date(2025, 10, 31), kind, "2025-10")
        }
        assert {row["property_id"] for row in found.facts} == {OCTOBER.account}
        expected = truth(kind, date(2025, 10, 1), date(2025, 10, 31))
        best = sorted(expected.items(), key=lambda item: (-item[1][0], -item[1][1]))[:1_000]
        if len(expected) <= 1_000:
            agree({row["term"]: row for row in found.facts}, dict(best))
        assert len(found.facts) == len(best)


@BOTH
def test_in_the_zip_the_days_tell_the_period(tmp_path: Path, language: Language) -> None:
    country = "Pays,Clics" if language == "fr" else "Country,Clicks"
    bundle = tmp_path / "example.com-Performance-on-Search.zip"
    with zipfile.ZipFile(bundle, "w") as archive:
        for path in of_month(tmp_path, language):
            archive.write(path, path.name)
        archive.writestr("Countries.csv", f"{country},Impressions,CTR,Position\nFrance,10,100,10%,4.2\n")
        archive.writestr("Filters.csv", "Filter,Value\nSearch type,Web\n")
    found = read(bundle, LAYOUTS, USELESS)
    assert sorted(found.layouts) == ["search_console_days", "search_console_page", "search_console_query"]
    assert found.useless == ["search_console_countries"]
    terms = [row for row in found.facts if "term" in row]
    assert {(row["first_day"], row["day"]) for row in terms} == {(date(2025, 10, 1), date(2025, 10, 31))}


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Pays,Clics", "search_console_countries"),
        ("Appareil,Clics", "search_console_devices"),
        ("Device,Clicks", "search_console_devices"),
        ("Search Appearance,Clicks", "search_console_appearance"),
    ],
)
def test_a_table_without_days_says_what_to_import_in_its_place(
    tmp_path: Path, header: str, name: str
) -> None:
    path = written(tmp_path, f"{header},Impressions,CTR,Position\nx,10,100,10%,4.2\n")
    found = read(path, LAYOUTS, USELESS)
    assert (found.facts, found.useless) == ([], [name])
    assert all(one.reason and one.advice for one in USELESS)


def test_what_cannot_be_read_is_listed_and_the_rest_is_there(tmp_path: Path) -> None:
    text = (
        "Date,Clics,Impressions,CTR,Position\n2025-10-01,12,100,12%,3.5\n2025-10-02,beaucoup,9,1%,4\n"
        "2025-13-01,1,9,1%,4\n2025-10-03,1,,1%,4\n2025-10-04,-1,5,1%,4\n"
    )
    found = read(written(tmp_path, text), LAYOUTS)
    assert [(row["day"], row["clicks"], row["position_sum"]) for row in found.facts] == [
        (date(2025, 10, 1), 12, Decimal("350.000"))
    ]
    assert found.rejects == [
        (3, "Clics", "bad_number"),
        (4, "Date", "bad_date"),
        (5, "Impressions", "missing_value"),
        (6, "", "not_lawful"),
    ]


DAYS = st.dates(date(2019, 1, 1), date(2029, 12, 31))
FIGURES = st.tuples(
    st.integers(0, 10**7), st.integers(0, 10**9), st.decimals(Decimal(1), Decimal(200), places=2)
)


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(
    days=st.dictionaries(DAYS, FIGURES, min_size=1, max_size=12),
    is_french=st.booleans(),
    separator=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_a_rendered_file_reads_back(
    tmp_path_factory: pytest.TempPathFactory,
    days: dict[date, tuple[int, int, Decimal]],
    is_french: bool,
    separator: str,
    encoding: str,
    end: str,
) -> None:
    header = ["Date", "Clics" if is_french else "Clicks", "Impressions", "CTR", "Position"]
    rows = [
        [day.isoformat(), str(clicks), str(shown), "1.6%", str(position)]
        for day, (clicks, shown, position) in days.items()
    ]
    text = end.join(separator.join(cells) for cells in [header, *rows]) + end
    found: Read = read(written(tmp_path_factory.mktemp("s"), text, encoding=encoding), LAYOUTS, USELESS)
    assert found.rejects == []
    read_back = {row["day"]: (row["clicks"], row["impressions"], row["position_sum"]) for row in found.facts}
    assert read_back == {
        day: (clicks, shown, position * shown) for day, (clicks, shown, position) in days.items()
    }
