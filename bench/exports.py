"""(e) Three years of a shop's exports of its tools, each imported into an empty company: rows per second."""

import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

import duckdb

from bench.measure import Measure, fresh_company, median, peak_memory
from comptoir.measure.ingest.api import import_any
from comptoir.simulator.api import load_scenario, simulate, write_exports

FIRST, LAST, SEED = date(2023, 11, 1), date(2026, 10, 31), 1
FILES = {
    "GA4, sessions by day": ("ga4", "acquisition-*.csv"),
    "Google Ads, campaigns by day": ("google_ads", "rapport-*.csv"),
    "Meta Ads, campaigns by day": ("meta_ads", "campagnes-*.csv"),
    "Search Console, days": ("search_console", "*/Dates.csv"),
    "stock by day": ("stock", "stock-*.csv"),
    "e-mail campaigns": ("mails", "campagnes.csv"),
}
ROUNDS = 3
PEER = "bare DuckDB, the same rows to Parquet"


def run() -> list[Measure]:
    with tempfile.TemporaryDirectory(prefix="comptoir-bench-") as folder:
        world, _truth = simulate(load_scenario("maison_lavande"), SEED, FIRST, LAST)
        layouts = sorted({layout for layout, _pattern in FILES.values()})
        write_exports(world, Path(folder), layouts, cut="whole", is_clean=True)
        return [
            _measure(name, next((Path(folder) / layout).glob(pattern)))
            for name, (layout, pattern) in FILES.items()
        ]


def _measure(name: str, path: Path) -> Measure:
    ours = []
    for _ in range(ROUNDS + 1):
        scope = fresh_company("bench-exports", currency="EUR", timezone="Europe/Paris")
        begun = perf_counter()
        report = import_any(scope, path)
        ours.append(perf_counter() - begun)
    # One round beforehand: start-up is not what is measured.
    seconds, rows = median(ours[1:]), report.rows_loaded
    peer = _bare(path) if path.parent.name == "stock" else None
    note = f"{rows / seconds:,.0f} rows/s; peak memory {peak_memory():.0f} MB"
    return Measure(f"{name}, {rows:,} rows", seconds, PEER if peer else "", peer, note=note)


def _bare(path: Path) -> float:
    """Of a file that holds one table from its first line; the others' titles and comments are no CSV. DuckDB reads
    UTF-8 alone: the file is given to it so."""
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
