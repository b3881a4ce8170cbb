"""Files of the audience, the ads, the searches, the stock and the mails: what they hold adds up to the world's."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comptoir.simulator.dirt import Dirt
from comptoir.simulator.exports import write
from comptoir.simulator.exports.tests.worlds import made
from comptoir.simulator.exports.words import GA4_CHANNELS
from comptoir.simulator.exports.writing import TOOLS
from comptoir.simulator.world import SCHEMAS, World


def rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def number(text: str) -> float:
    """As a French reader reads it."""
    kept = text.replace("\u202f", "").replace("\u00a0", "").replace("€", "").replace("%", "")
    return float(kept.replace(",", "."))


def sums(items: Iterable[tuple[Any, float]]) -> dict[Any, float]:
    found: dict[Any, float] = defaultdict(float)
    for key, value in items:
        found[key] += value
    return {key: round(value, 2) for key, value in found.items()}


def of_platform(world: World, name: str) -> list[dict[str, Any]]:
    return [row for row in world.ads.to_pylist() if row["platform"] == name]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_ga4_has_two_tables_below_comments(small: World, tmp_path: Path, language: Any) -> None:
    paths = write(small, tmp_path, ["ga4"], Dirt.none(), language=language)
    french = language == "fr"
    channel = "Groupe de canaux par défaut de la session" if french else "Session default channel group"
    revenue = "Revenu total" if french else "Total revenue"
    by_day, totals = [], []
    for path in paths:
        raw = path.read_bytes().decode()
        assert raw.count("\n") == raw.count("\r\n")
        assert ("# Date de début : 2025" if french else "# Start date: 2025") in raw
        blocks = raw.replace("\r\n", "\n").split("\n\n")
        first, second = ("\n".join(line for line in one.split("\n") if line[:1] != "#") for one in blocks)
        totals += rows(first)
        by_day += rows(second)
    seen = small.sessions.to_pylist()
    assert sums(
        ((date.fromisoformat(row["Date"]), row[channel]), float(row["Sessions"])) for row in by_day
    ) == sums(((row["day"], GA4_CHANNELS[row["channel"]]), row["seen_sessions"]) for row in seen)
    assert sums((row[channel], float(row[revenue])) for row in totals) == sums(
        (GA4_CHANNELS[row["channel"]], row["seen_revenue"] / 100) for row in seen
    )


def test_search_console(small: World, tmp_path: Path) -> None:
    french = write(small, tmp_path / "fr", ["search_console"], Dirt.none())
    english = write(small, tmp_path / "en", ["search_console"], Dirt.none(), language="en")
    headers = {path.parent.name + path.name: path.read_text().splitlines()[0] for path in (*french, *english)}
    assert headers["2025-01Dates.csv"] == "Date,Clicks,Impressions,CTR,Position"
    assert headers["2025-01Requêtes.csv"] == "Requêtes les plus fréquentes,Clics,Impressions,CTR,Position"
    assert headers["2025-01Queries.csv"] == "Top queries,Clicks,Impressions,CTR,Position"
    read = [row for path in french if path.name == "Dates.csv" for row in rows(path.read_text())]
    searches = small.searches.to_pylist()
    assert sums((date.fromisoformat(row["Date"]), float(row["Clics"])) for row in read) == sums(
        (row["day"], row["clicks"]) for row in searches
    )
    day = [row for row in searches if row["day"] == small.first]
    clicks, shown = sum(row["clicks"] for row in day), sum(row["impressions"] for row in day)
    place = sum(row["position"] * row["impressions"] for row in day) / shown
    assert float(read[0]["CTR"].removesuffix("%")) == pytest.approx(100 * clicks / shown, abs=0.005)
    assert float(read[0]["Position"]) == pytest.approx(place, abs=0.005)
    queries = rows((tmp_path / "fr/search_console/2025-02/Requêtes.csv").read_text())
    assert sums((row["Requêtes les plus fréquentes"], float(row["Impressions"])) for row in queries) == sums(
        (row["query"], row["impressions"]) for row in searches if row["day"].month == 2
    )


def test_google_ads_in_french_numbers(small: World, tmp_path: Path) -> None:
    write(small, tmp_path, ["google_ads"], Dirt.none())
    folder, ads = tmp_path / "google_ads", of_platform(small, "google_ads")
    text = (folder / "campagnes-2025-02.csv").read_text()
    assert text.splitlines()[0] == (
        "Nom de la campagne,Nom du groupe de campagnes,État de la campagne,Coût,Coût (Comparaison),"
        "Conversions,Conversions (Comparaison),CPC moy.,CPC moy. (Comparaison)"
    )
    assert "\u202f" in text
    assert "\u00a0€" in text
    campaigns = rows(text)
    february = [row for row in ads if row["day"].month == 2]
    assert sums((row["Nom de la campagne"], number(row["Coût"])) for row in campaigns) == sums(
        (row["campaign"], row["cost"] / 100) for row in february
    )
    before = [row for row in ads if date(2025, 1, 4) <= row["day"] <= date(2025, 1, 31)]
    assert sums((row["Nom de la campagne"], number(row["Coût (Comparaison)"])) for row in campaigns) == sums(
        (row["campaign"], row["cost"] / 100) for row in before
    )
    report = (folder / "rapport-2025-02.csv").read_text().splitlines()
    assert report[1] == "1 février 2025 - 28 février 2025"
    *by_day, total = rows("\n".join(report[2:]))
    assert sums(((row["Jour"], row["Campagne"]), number(row["Coût"])) for row in by_day) == sums(
        ((str(row["day"]), row["campaign"]), row["cost"] / 100) for row in february
    )
    assert total["Jour"] == "Total : Compte"
    assert number(total["Conversions"]) == pytest.approx(sum(row["claimed_conversions"] for row in february))


def test_google_ads_in_english(small: World, tmp_path: Path) -> None:
    write(small, tmp_path, ["google_ads"], Dirt.none(), language="en")
    folder = tmp_path / "google_ads"
    february = [row for row in of_platform(small, "google_ads") if row["day"].month == 2]
    text = (folder / "campagnes-2025-02.csv").read_text()
    assert text.startswith("Campaign name,Campaign group name,Campaign status,Cost,Cost (Comparison),")
    spent = sums((row["Campaign name"], english(row["Cost"])) for row in rows(text))
    assert spent == sums((row["campaign"], row["cost"] / 100) for row in february)
    report = (folder / "rapport-2025-02.csv").read_text().splitlines()
    assert report[1] == '"February 1, 2025 - February 28, 2025"'
    *by_day, total = rows("\n".join(report[2:]))
    assert sums(((row["Day"], row["Campaign"]), english(row["Cost"])) for row in by_day) == sums(
        ((str(row["day"]), row["campaign"]), row["cost"] / 100) for row in february
    )
    assert total["Day"] == "Total: Account"
    assert rows((folder / "semaines.csv").read_text())[0]["Week"].startswith("Week of ")


def english(text: str) -> float:
    return float(text.replace(",", "").removeprefix("€"))


def test_google_ads_weeks(tmp_path: Path) -> None:
    world = made(days=400, per_day=1)
    write(world, tmp_path, ["google_ads"], Dirt.none(), cut="whole")
    weeks = rows((tmp_path / "google_ads/semaines.csv").read_text())
    assert weeks[1]["Semaine"] == "Semaine du 6 janv. 2025"
    clicks = {row["Semaine"]: number(row["Clics"]) for row in weeks}
    expected = sums(
        (date.fromordinal(row["day"].toordinal() - row["day"].weekday()), row["clicks"])
        for row in of_platform(world, "google_ads")
    )
    assert list(clicks.values()) == list(expected.values())
    compared = next(row for row in weeks if row["Semaine"] == "Semaine du 5 janv. 2026")
    assert compared["Semaine(Comparaison)"] == "Semaine du 6 janv. 2025"
    assert number(compared["Clics(Comparaison)"]) == clicks["Semaine du 6 janv. 2025"]


def test_meta_ads(small: World, tmp_path: Path) -> None:
    paths = write(small, tmp_path, ["meta_ads"], Dirt.none())
    read = [row for path in paths for row in rows(path.read_text())]
    assert all(row["Début des rapports"] == row["Fin des rapports"] for row in read)
    assert sums(
        ((row["Début des rapports"], row["Nom de la campagne"]), float(row["Montant dépensé (EUR)"]))
        for row in read
    ) == sums(
        ((str(row["day"]), row["campaign"]), row["cost"] / 100) for row in of_platform(small, "meta_ads")
    )


def test_stock_and_costs_as_a_french_back_office_writes_them(small: World, tmp_path: Path) -> None:
    paths = write(small, tmp_path, ["stock"], Dirt.none())
    levels = [row for path in paths[:-1] for row in rows(path.read_text("cp1252"), ";")]
    assert {
        (row["Date"], row["Référence"]): (int(row["Stock disponible"]), int(row["En commande fournisseur"]))
        for row in levels
    } == {
        (f"{row['day']:%d/%m/%Y}", row["sku"]): (row["on_hand"], row["on_order"])
        for row in small.stock.to_pylist()
    }
    costs = rows(paths[-1].read_text("cp1252"), ";")
    assert [
        (row["Référence"], row["Désignation"], number(row["Prix d'achat HT"]), number(row["Taux de TVA"]))
        for row in costs
    ] == [
        (row["sku"], row["name"], row["cost"] / 100, round(row["tax_rate"] * 100, 2))
        for row in small.products.to_pylist()
    ]


def test_mails(small: World, tmp_path: Path) -> None:
    (path,) = write(small, tmp_path, ["mails"], Dirt.none())
    read, sent = rows(path.read_text("utf-8-sig"), ";"), small.mails.to_pylist()
    assert [(row["Campagne"], row["Date d'envoi"], row["Segment"], int(row["Délivrés"])) for row in read] == [
        (row["campaign"], f"{row['day']:%d/%m/%Y}", row["segment"], row["delivered"]) for row in sent
    ]
    rate = 100 * sent[0]["clicked"] / sent[0]["delivered"]
    assert number(read[0]["Taux de clic"]) == pytest.approx(rate, abs=0.005)


def test_a_world_without_tools_gives_files_without_rows(small: World, tmp_path: Path) -> None:
    names = ("ads", "searches", "sessions", "mails", "stock")
    bare = replace(small, **{name: SCHEMAS[name].empty_table() for name in names})
    paths = write(bare, tmp_path, TOOLS)
    texts = {path.relative_to(tmp_path).as_posix(): path.read_bytes().decode("cp1252") for path in paths}
    assert texts["meta_ads/campagnes-2025-01.csv"].count("\n") == 1
    assert texts["stock/stock-2025-01.csv"].count("\n") == 1
    assert texts["stock/couts.csv"].count("\n") == 1 + len(small.products)
