"""Names and types of campaigns to the traffic that they buy."""

from pathlib import Path

import ibis
import pytest

from comptoir.connectors.google_ads.channels import is_brand, traffic_channel
from comptoir.connectors.google_ads.exports import LAYOUTS, USELESS
from comptoir.connectors.tests.door import read, written


@pytest.mark.parametrize(
    ("name", "kind", "channel", "brand"),
    [
        ("Marque - Maison Lavande", None, "paid_search_brand", True),
        ("FR_Brand_Exact", None, "paid_search_brand", True),
        ("MARQUE2026", "Réseau de Recherche", "paid_search_brand", True),
        ("Hors marque - Savons", None, "paid_search", False),
        ("FR|Hors-Marque|Savons", "Search", "paid_search", False),
        ("Search_non-brand", None, "paid_search", False),
        ("NonBrand DE", None, "paid_search", False),
        ("Marque - concurrents", None, "paid_search", False),
        ("Générique", None, "paid_search", False),
        ("Marques vendues", None, "paid_search", None),
        ("Remarquable", None, "paid_search", None),
        ("Savons", "Intelligente", "paid_search", None),
        ("PMax - Toute la gamme", None, "paid_shopping", None),
        ("Performance Max", "Performance Max", "paid_shopping", None),
        ("Shopping hors marque", None, "paid_shopping", False),
        ("Shopping marque", "Shopping", "paid_shopping", True),
        ("Marque", "Shopping", "paid_shopping", True),
        ("YouTube - Marque", None, "video", False),
        ("Noël", "Vidéo", "video", False),
        ("Display - Reciblage", None, "display", False),
        ("Noël", "Génération de la demande", "display", False),
        ("Search display shelves", "Search", "paid_search", None),
        ("Shopping bags", "Recherche", "paid_search", None),
        ("Téléchargements", "Application", "other", False),
    ],
)
def test_channel_and_brand(name: str, kind: str | None, channel: str, brand: bool | None) -> None:
    table = ibis.memtable({"name": [name], "kind": [kind]}, schema={"name": "string", "kind": "string"})
    told = table.mutate(channel=traffic_channel(table.name, table.kind))
    row = told.mutate(brand=is_brand(told.name, told.channel)).to_pyarrow().to_pylist()[0]
    assert (row["channel"], row["brand"]) == (channel, brand)


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        (
            "Mot clé pour le Réseau de Recherche,Type de correspondance,Coût,Coût (Comparaison),Clics",
            "keywords",
        ),
        ("Search keyword,Match type,Campaign,Cost,Clicks", "keywords"),
        ("Rechercher,Coût,Clics,Impressions,Conversions", "search_terms"),
        ("Search term,Match type,Campaign,Cost", "search_terms"),
        ("Mot,Coût,Clics,Impressions,Conversions,Principales requêtes contenant ce mot", "words"),
        ("Jour,Heure de début,Impressions,Impressions (Comparaison)", "hours"),
        ("Semaine,Semaine(Comparaison),Clics,Clics(Comparaison),Coût,Coût(Comparaison)", "weeks"),
        ("Campaign,Campaign status,Currency code,Cost,Impr.,Clicks", "campaigns_of_period"),
    ],
)
def test_what_is_no_day_of_a_campaign(tmp_path: Path, headers: str, name: str) -> None:
    cells = ",".join("x" for _ in headers.split(","))
    found = read(written(tmp_path, f"{headers}\n{cells}\n"), LAYOUTS, USELESS)
    assert (found.layouts, found.useless) == ([], [f"google_ads_{name}"])
    assert all(one.reason and one.advice for one in USELESS)
