"""Lists of positions as trackers write them, in both languages."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.files.api import Told
from comptoir.connectors.rank_trackers.exports import LAYOUTS
from comptoir.connectors.registry import LAYOUTS as ALL
from comptoir.connectors.registry import USELESS
from comptoir.connectors.tests.door import Read, read, written
from comptoir.core import clock

LINK_ASSISTANT = (
    "Mot clé;Pos. Google.fr;Google.fr Différence;Classement de page(e);# de recherches;Visibilité;"
    "Différence de visibilité\n"
    "huile de lavande;4(1);+2;https://www.example.com/huile;12 100;24 %;0 %\n"
    "savon de marseille;Pas dans le top 100;-;;N/D;0 %;0 %\n"
    "eau florale;12;0;https://www.example.com/eau;90;1 %;0 %\n"
)
SEMRUSH = (
    "Keyword,Position,Previous position,Search Volume,Keyword Difficulty,CPC,URL,Traffic,Traffic (%),Traffic Cost,"
    "Competition,Number of Results,Trends,Timestamp,SERP Features by Keyword,Keyword Intents,Position Type\n"
    'lavender oil,3,4,2400,35,0.50,https://www.example.com/oil,120,60.00,9.10,0.9,1000,"[1,2]",2026-01-05,,,Organic\n'
    'lavender oil,41,40,2400,35,0.50,https://www.example.com/blog,1,1.00,0.10,0.9,1000,"[1,2]",2026-01-05,,,Organic\n'
    'lavender soap,101,90,720,20,0.40,https://www.example.com/soap,0,0.00,0.00,0.9,1000,"[1,2]",2026-01-05,,,Organic\n'
)


def positions(found: Read) -> list[tuple[Any, ...]]:
    return sorted(
        (row["day"], row["term"], row["engine"], row["position"], row["page"], row["volume"])
        for row in found.facts
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_link_assistant_in_french(tmp_path: Path, encoding: str) -> None:
    day = date(2026, 1, 5)
    found = read(written(tmp_path, LINK_ASSISTANT, encoding=encoding), ALL, USELESS, Told(last_day=day))
    assert (found.layouts, found.rejects) == (["rank_tracker_positions"], [])
    assert positions(found) == [
        (day, "eau florale", "google.fr", 12, "https://www.example.com/eau", 90),
        (day, "huile de lavande", "google.fr", 4, "https://www.example.com/huile", 12_100),
        (day, "savon de marseille", "google.fr", None, None, None),
    ]


def test_semrush_in_english_counts_a_keyword_once(tmp_path: Path) -> None:
    found = read(written(tmp_path, SEMRUSH), ALL, USELESS)
    day = date(2026, 1, 5)
    assert (found.layouts, found.rejects) == (["rank_tracker_positions"], [])
    assert positions(found) == [
        (day, "lavender oil", "", 3, "https://www.example.com/oil", 2400),
        (day, "lavender soap", "", 101, "https://www.example.com/soap", 720),
    ]


def test_places_and_devices_are_searches_of_their_own(tmp_path: Path) -> None:
    text = "Mot-clé,Position,Date,Appareil,Pays,Moteur\nlavande,2,05/01/2026,Mobile,FR,Google\n" + (
        "lavande,5,05/01/2026,Ordinateur,FR,Google\nlavande,9,05/01/2026,Ordinateur,BE,Bing\n"
    )
    found = read(written(tmp_path, text), LAYOUTS)
    assert sorted((row["device"], row["country"], row["engine"], row["position"]) for row in found.facts) == [
        ("desktop", "BE", "bing", 9),
        ("desktop", "FR", "google", 5),
        ("phone", "FR", "google", 2),
    ]


def test_without_a_day_the_list_is_of_the_day_of_the_import(tmp_path: Path) -> None:
    with clock.frozen(datetime(2026, 3, 2, 23, 30, tzinfo=UTC)):
        found = read(written(tmp_path, "Keyword,Rank\nlavender,1\n"), LAYOUTS)
    assert [(row["day"], row["position"]) for row in found.facts] == [(date(2026, 3, 3), 1)]


@pytest.mark.parametrize(
    "said", ["", "-", "0", ">100", "100+", "Non classé", "Not in top 100", "n/c", "Hors top 100", "Perdu"]
)
def test_what_is_followed_and_not_found_is_a_row_without_position(tmp_path: Path, said: str) -> None:
    found = read(written(tmp_path, f"Mot clé;Position;Date\nlavande;{said};05/01/2026\n"), LAYOUTS)
    assert found.rejects == []
    assert [row["position"] for row in found.facts] == [None]


@pytest.mark.parametrize("said", ["-3", "bonjour", "4 / 7", "2026-01-05"])
def test_what_is_no_position_is_refused(tmp_path: Path, said: str) -> None:
    found = read(written(tmp_path, f"Mot clé;Position;Date\nlavande;{said};05/01/2026\n"), LAYOUTS)
    assert (found.facts, [reason for _line, _column, reason in found.rejects]) == ([], ["bad_number"])


@pytest.mark.parametrize(
    "header",
    [
        "Requêtes les plus fréquentes,Clics,Impressions,CTR,Position",
        "Mot clé,Pos. moy.,Clics,Coût",
        "Keyword,Avg. position,Clicks,Cost",
    ],
)
def test_other_lists_of_searches_are_no_positions(tmp_path: Path, header: str) -> None:
    cells = ",".join(["lavande", *["1"] * header.count(",")])
    found = read(
        written(tmp_path, f"{header}\n{cells}\n"), ALL, USELESS, Told("", date(2026, 1, 1), date(2026, 1, 2))
    )
    assert "rank_tracker_positions" not in found.layouts


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(
    rows=st.dictionaries(
        st.text("abcdéè ôç-'’", min_size=1, max_size=12).map(str.strip).filter(bool),
        st.tuples(st.none() | st.integers(1, 100), st.none() | st.integers(0, 9_999_999)),
        min_size=1,
        max_size=8,
    ),
    is_french=st.booleans(),
)
def test_what_is_written_reads_back(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[str, tuple[int | None, int | None]], is_french: bool
) -> None:
    day = date(2026, 1, 31)
    if is_french:
        lines = ["Mot clé;Position;Volume de recherche;Date"]
        for term, (place, volume) in rows.items():
            told = "" if volume is None else f"{volume:,}".replace(",", "\u202f")
            lines.append(f"{term};{place or 'Non classé'};{told};{day:%d/%m/%Y}")
    else:
        lines = ["Keyword,Position,Search Volume,Date"]
        for term, (place, volume) in rows.items():
            told = "" if volume is None else f'"{volume:,}"'
            lines.append(f"{term},{place or '-'},{told},{day}")
    path = written(tmp_path_factory.mktemp("ranks"), "\n".join(lines) + "\n")
    found = read(path, LAYOUTS)
    assert found.rejects == []
    assert {row["term"]: (row["position"], row["volume"]) for row in found.facts} == rows
    assert {row["day"] for row in found.facts} == {day}
