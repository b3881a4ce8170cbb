"""(e) Files of every importer, three years of a shop or as many rows, each into an empty company: rows per second."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import perf_counter, process_time

import duckdb

from bench import files
from bench.measure import Measure, fresh_company, median, told
from comptoir.measure.ingest.api import import_any
from comptoir.simulator.api import load_scenario, simulate, write_exports

FIRST, LAST, SEED = date(2023, 11, 1), date(2026, 10, 31), 1
SHOPS = ("woocommerce", "prestashop", "shopify")
SIMULATED = {
    "WooCommerce, orders": "woocommerce/commandes-*.csv",
    "PrestaShop, orders": "prestashop/commandes-*.csv",
    "Shopify, orders": "shopify/orders_export-*.csv",
    "Shopify, items": "shopify/products_export.csv",
    "Amazon, orders": "amazon/commandes-*.txt",
    "Amazon, settlements": "amazon/versements-*.txt",
    "Mirakl, orders": "manomano/commandes-*.csv",
    "GA4, sessions by day": "ga4/acquisition-*.csv",
    "Google Ads, campaigns by day": "google_ads/rapport-*.csv",
    "Meta Ads, campaigns by day": "meta_ads/campagnes-*.csv",
    "Search Console, days": "search_console/*/Dates.csv",
    "stock by day": "stock/stock-*.csv",
    "costs of items": "stock/couts.csv",
    "e-mail campaigns": "mails/campagnes.csv",
    "parcels": "after_sales/expeditions-*.csv",
    "requests": "after_sales/demandes-*.csv",
    "reviews": "after_sales/avis-*.csv",
}
GENERATED: dict[str, tuple[Callable[[Path, int], Path], int]] = {
    "generic, lines of orders": (files.orders, 200_000),
    "Matomo, visits by day": (files.matomo, 5_000),
    "rank tracker, positions": (files.rank_tracker, 100_000),
    "European Central Bank, rates": (files.central_bank, 15_000),
    "market index": (files.market_index, 1_000),
    "events of the site": (files.site_events, 100_000),
    "GA4, events from BigQuery": (files.ga4_bigquery, 100_000),
    "web server, lines of its log": (files.combined_log, 200_000),
    "web server, lines in JSON": (files.json_log, 200_000),
}
ROUNDS = 3
PLAIN = "stock by day"
"""A file that holds one table from its first line; the others' titles and comments are no CSV."""
PEER = "bare DuckDB, the same rows to Parquet"


def run() -> list[Measure]:
    with tempfile.TemporaryDirectory(prefix="comptoir-bench-") as folder:
        return [told(_measure(name, path, rows)) for name, path, rows in _files(Path(folder))]


def _files(folder: Path) -> Iterator[tuple[str, Path, int]]:
    """Name, file and how many rows it has, where the report counts something else: a log's lines become days."""
    world, _truth = simulate(load_scenario("maison_lavande"), SEED, FIRST, LAST)
    write_exports(world, folder, cut="whole", is_clean=True)
    write_exports(world, folder, [*SHOPS, "marketplaces"], cut="whole", is_clean=True)
    for name, pattern in SIMULATED.items():
        yield name, next(folder.glob(pattern)), 0
    for name, (write, rows) in GENERATED.items():
        yield name, write(folder, rows), rows


def _measure(name: str, path: Path, rows: int) -> Measure:
    ours, busy = [], []
    for _ in range(ROUNDS + 1):
        scope = fresh_company("bench-exports", currency="EUR", timezone="Europe/Paris")
        begun, worked = perf_counter(), process_time()
        report = import_any(scope, path)
        ours.append(perf_counter() - begun)
        busy.append(process_time() - worked)
    # One round beforehand: start-up is not what is measured.
    seconds, rows = median(ours[1:]), rows or report.rows_read
    if report.rows_loaded != report.rows_read:
        raise AssertionError(f"{name}: {report.rows_loaded} of {report.rows_read} rows loaded")
    peer = _bare(path) if name == PLAIN else None
    # What others on the machine do changes the time, and hardly the work.
    worked = median(busy[1:])
    note = f"{rows / seconds:,.0f} rows/s, {rows / worked:,.0f} for a second of a core"
    return Measure(f"{name}, {rows:,} rows", seconds, PEER if peer else "", peer, note=note)


def _bare(path: Path) -> float:
    """DuckDB reads UTF-8 alone: the file is given to it so."""
    times = []
    for _ in range(ROUNDS + 1):
        with tempfile.TemporaryDirectory() as folder:
            plain = Path(folder) / "rows.csv"
            plain.write_text(path.read_text(encoding="windows-1252"), encoding="utf-8")
            connection = duckdb.connect()
            begun = perf_counter()
            connection.read_csv(str(plain)).write_parquet(str(Path(folder) / "rows.parquet"))
            times.append(perf_counter() - begun)
            connection.close()
    return median(times[1:])
