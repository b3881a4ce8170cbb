"""Files of tools that no simulated shop writes, seeded and of any length: only their form and size matter."""

import json
import random
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

SEED = 7
FIRST = date(2023, 11, 1)
PARIS = ZoneInfo("Europe/Paris")
AGENTS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:146.0) Gecko/20100101 Firefox/146.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
)
REFERRERS = ("-", "https://www.google.com/", "https://boutique.example/", "https://blog.example/avis")
CHANNELS = ("Entrées directes", "Moteurs de recherche", "Campagnes", "Réseaux sociaux", "Sites Web")
CURRENCIES = (
    "USD",
    "JPY",
    "GBP",
    "CHF",
    "SEK",
    "NOK",
    "DKK",
    "PLN",
    "CZK",
    "HUF",
    "RON",
    "BGN",
    "CAD",
    "AUD",
    "CNY",
)


def combined_log(folder: Path, rows: int) -> Path:
    def line(at: datetime, draw: random.Random) -> str:
        visitor = f"192.0.2.{draw.randrange(250)}"
        target = f"/produit/{draw.randrange(2_000)}"
        when = at.strftime("%d/%b/%Y:%H:%M:%S %z")
        said = f'"{draw.choice(REFERRERS)}" "{draw.choice(AGENTS)}"'
        return f'{visitor} - - [{when}] "GET {target} HTTP/1.1" 200 512 {said}\n'

    return _log(folder / "access.log", rows, line)


def json_log(folder: Path, rows: int) -> Path:
    def line(at: datetime, draw: random.Random) -> str:
        said = {
            "time_iso8601": at.isoformat(),
            "remote_addr": f"192.0.2.{draw.randrange(250)}",
            "request": f"GET /produit/{draw.randrange(2_000)} HTTP/2.0",
            "status": "200",
            "http_referer": draw.choice(REFERRERS),
            "http_user_agent": draw.choice(AGENTS),
        }
        return json.dumps(said) + "\n"

    return _log(folder / "access.json.log", rows, line)


def matomo(folder: Path, rows: int) -> Path:
    head = "Date\tLibellé\tVisiteurs uniques\tVisites\tActions\n"
    draw = random.Random(SEED)
    lines = (
        f"{day}\t{channel}\t{draw.randrange(90)}\t{draw.randrange(100, 900)}\t{draw.randrange(900, 3_000)}\n"
        for day in _days(rows // len(CHANNELS))
        for channel in CHANNELS
    )
    return _written(folder / "canaux.tsv", head, lines)


def central_bank(folder: Path, rows: int) -> Path:
    head = f"Date,{','.join(CURRENCIES)},\n"
    draw = random.Random(SEED)
    lines = (
        f"{day},{','.join(f'{draw.uniform(0.5, 200):.4f}' for _ in CURRENCIES)},\n"
        for day in _days(rows // len(CURRENCIES))
    )
    return _written(folder / "eurofxref-hist.csv", head, lines)


def rank_tracker(folder: Path, rows: int) -> Path:
    head = "Mot clé;Position;Date;URL positionnée;Volume de recherche;Moteur;Appareil;Pays\n"
    draw, terms = random.Random(SEED), 500
    lines = (
        f"mot clé {term};{draw.randrange(1, 100)};{day:%d/%m/%Y};https://boutique.example/p/{term};"
        f"{draw.randrange(10_000)};Google;Mobile;France\n"
        for day in _days(rows // terms)
        for term in range(terms)
    )
    return _written(folder / "positions.csv", head, lines)


def market_index(folder: Path, rows: int) -> Path:
    draw = random.Random(SEED)
    lines = (
        f"{day:%d/%m/%Y};e-commerce;{draw.uniform(80, 140):.1f}\n".replace(".", ",") for day in _days(rows)
    )
    return _written(folder / "indice.csv", "Date;Indice;Valeur\n", lines)


def orders(folder: Path, rows: int) -> Path:
    """As the generic mapping reads them: two lines an order."""
    draw = random.Random(SEED)
    head = "order_id,customer_id,ordered_at,sku,quantity,unit_price,currency\n"
    lines = (
        f"A{at // 2},C{draw.randrange(rows // 6)},{FIRST + timedelta(days=at * 1_000 // rows)},"
        f"S{draw.randrange(2_000)},{draw.randrange(1, 4)},{draw.uniform(5, 90):.2f},EUR\n"
        for at in range(rows)
    )
    return _written(folder / "orders.csv", head, lines)


def site_events(folder: Path, rows: int) -> Path:
    """Five events a visit, of visitors who agreed."""
    head = "session_id,occurred_at,event_name,page,product_sku,source,medium,device,visitor_id,consent\n"

    def line(at: datetime, draw: random.Random, place: int) -> str:
        name = "view_item" if place % 5 else "page_view"
        sku, visit = f"S{draw.randrange(2_000)}", place // 5
        return (
            f"s{visit},{at.isoformat()},{name},https://boutique.example/p/{sku},{sku},google,cpc,mobile,"
            f"v{visit % 9_000},yes\n"
        )

    return _written(folder / "events.csv", head, _events(rows, line))


def ga4_bigquery(folder: Path, rows: int) -> Path:
    def line(at: datetime, draw: random.Random, place: int) -> str:
        said = {
            "event_date": f"{at:%Y%m%d}",
            "event_timestamp": str(int(at.timestamp() * 1_000_000)),
            "event_name": "view_item" if place % 5 else "page_view",
            "event_params": [
                {"key": "ga_session_id", "value": {"int_value": str(place // 5)}},
                {
                    "key": "page_location",
                    "value": {"string_value": f"https://boutique.example/p/{place % 2_000}"},
                },
            ],
            "user_pseudo_id": f"{draw.randrange(9_000)}.1",
            "privacy_info": {"analytics_storage": "Yes"},
            "device": {"category": "mobile"},
            "geo": {"country": "France"},
            "items": [{"item_id": f"S{draw.randrange(2_000)}"}] if place % 5 else [],
        }
        return json.dumps(said) + "\n"

    return _written(folder / "events.json", "", _events(rows, line))


def _events(rows: int, line: Callable[[datetime, random.Random, int], str]) -> Iterator[str]:
    draw, begun = random.Random(SEED), datetime(2026, 10, 1, tzinfo=PARIS)
    return (line(begun + timedelta(seconds=20 * place), draw, place) for place in range(rows))


def _log(path: Path, rows: int, line: Callable[[datetime, random.Random], str]) -> Path:
    """A month of requests; the first and the last second belong to it, so that its days are whole."""
    draw = random.Random(SEED)
    begun = datetime(2026, 10, 1, tzinfo=PARIS)
    seconds = 31 * 86_400 - 3_700  # October has an hour more
    lines = (line(begun + timedelta(seconds=seconds * at // (rows - 1)), draw) for at in range(rows))
    return _written(path, "", lines)


def _days(count: int) -> Iterator[date]:
    return (FIRST + timedelta(days=ahead) for ahead in range(count))


def _written(path: Path, head: str, lines: Iterator[str]) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.write(head)
        file.writelines(lines)
    return path
