"""Where the orders of a file came from: words of shops, tags, links, and the company's own rules."""

from datetime import date
from pathlib import Path
from typing import Any

from comptoir.connectors.channels.api import DEFAULTS, NAMES, ChannelRule, Channels, Words
from comptoir.connectors.files.api import guess_mapping, recognise, stage
from comptoir.connectors.files.tests.support import PARIS

HEADER = "order_id;date;sku;quantity;unit price"


def orders(
    tmp_path: Path, header: str, *cells: str, channels: Channels | None = None
) -> list[dict[str, Any]]:
    path = tmp_path / "orders.csv"
    lines = [f"{number};2026-03-{number:02};MUG;1;10,00;{cell}" for number, cell in enumerate(cells, start=1)]
    path.write_text("\n".join([f"{HEADER};{header}", *lines]), encoding="utf-8")
    mapping = guess_mapping(recognise(path))
    with stage(path, mapping, "EUR", PARIS, channels or Channels(defaults=DEFAULTS)) as staged:
        tables = {
            name: staged.tables[name].order_by("order_id").to_pyarrow().to_pylist()
            for name in ("order", "order_line")
        }
    lines_told = {row["order_id"]: row["traffic_channel"] for row in tables["order_line"]}
    assert lines_told == {row["order_id"]: row["traffic_channel"] for row in tables["order"]}
    return tables["order"]


def test_words_of_shops_are_channels_that_all_sources_share(tmp_path: Path) -> None:
    words = {
        "seo": "organic_search",
        "Référencement  naturel": "organic_search",
        "SEA marque": "paid_search_brand",
        "paid_shopping": "paid_shopping",
        " Newsletter ": "email",
        "Salon de Lyon": "Salon de Lyon",
        "utm": None,
        "": None,
    }
    found = orders(tmp_path, "levier", *words)
    assert [row["traffic_channel"] for row in found] == list(words.values())
    assert [row["traffic_said"] for row in found][:2] == ["seo", "Référencement naturel"]


def test_tags_links_and_click_numbers(tmp_path: Path) -> None:
    found = orders(
        tmp_path,
        "utm source;utm medium;utm campaign;referrer;landing page",
        "Google;CPC;Soldes;https://www.google.fr/search?q=secret;",
        ";;;https://lm.facebook.com/l.php;https://shop.example/p?fbclid=abc",
        ";;;;https://shop.example/?utm_source=brevo&utm_medium=e%2Dmail&utm_campaign=no%C3%ABl",
        ";;;https://shop.example/panier;https://shop.example/",
        ";;;blog.example;",
        ";;;;",
    )
    assert [tuple(row[name] for name in (*NAMES, "traffic_channel")) for row in found] == [
        ("Google", "CPC", "Soldes", "google.fr", None, None, "paid_search"),
        (None, None, None, "lm.facebook.com", "fbclid", None, "organic_social"),
        ("brevo", "e-mail", "noël", None, None, None, "email"),
        (None, None, None, None, None, None, None),
        (None, None, None, "blog.example", None, None, "referral"),
        (None, None, None, None, None, None, None),
    ]


def test_rules_of_the_company_hold_on_their_days(tmp_path: Path) -> None:
    rule = ChannelRule("affiliates", {"said": Words(("salon*",))}, date(2026, 3, 2), date(2026, 3, 3), id=1)
    found = orders(tmp_path, "levier", *["Salon de Lyon"] * 4, channels=Channels((rule,), DEFAULTS))
    assert [row["traffic_channel"] for row in found] == [
        "Salon de Lyon",
        "affiliates",
        "affiliates",
        "Salon de Lyon",
    ]
