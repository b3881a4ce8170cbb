"""(a) Import of the Online Retail CSV against bare DuckDB reading the same file into month-partitioned Parquet."""

import tempfile
from pathlib import Path
from time import perf_counter

import duckdb

from bench.measure import Measure, fresh_company, median, peak_memory
from comptoir.connectors.files.api import preset
from comptoir.measure.ingest.api import import_file

FILE = (
    Path(__file__).resolve().parents[2] / "shared" / "data" / "online_retail_II" / "online_retail_II.csv.gz"
)
ROUNDS = 5


class Steps:
    """Looks on at an import and notes when each step began."""

    def __init__(self) -> None:
        self.began: dict[int, float] = {}

    def progress(self, done: int, total: int, message: str = "") -> None:
        self.began[done] = perf_counter()

    def check(self) -> None:
        pass

    @property
    def customer_keys(self) -> float:
        return self.began[2] - self.began[1]


def run() -> list[Measure]:
    if not FILE.exists():
        return []
    bare, ours, keys, again = [], [], [], []
    # One round of each beforehand: start-up and the file cache are not what is measured.
    for _ in range(ROUNDS + 1):
        bare.append(_bare())
        whole, of_keys, repeated = _comptoir()
        ours.append(whole - of_keys)
        keys.append(of_keys)
        again.append(repeated)
    bare, ours, keys, again = bare[1:], ours[1:], keys[1:], again[1:]
    return [
        Measure(
            "import of Online Retail, 1,067,370 rows (.csv.gz)",
            median(ours),
            "bare DuckDB, CSV to month-partitioned Parquet",
            median(bare),
            target=2.5,
            note=f"customer keys {median(keys) * 1000:.0f} ms apart; peak memory {peak_memory():.0f} MB",
        ),
        Measure(
            "the same file again (nothing changes)",
            median(again),
            "bare DuckDB, CSV to month-partitioned Parquet",
            median(bare),
        ),
    ]


def _bare() -> float:
    with tempfile.TemporaryDirectory() as folder:
        connection = duckdb.connect()
        connection.execute("SET memory_limit = '2GB'")
        begun = perf_counter()
        rows = connection.read_csv(str(FILE))
        rows.project("*, strftime(InvoiceDate, '%Y-%m') AS month").write_parquet(
            folder, partition_by=["month"], overwrite=True
        )
        elapsed = perf_counter() - begun
        connection.close()
    return elapsed


def _comptoir() -> tuple[float, float, float]:
    scope = fresh_company("bench-import", currency="GBP", timezone="Europe/London")
    steps = Steps()
    begun = perf_counter()
    import_file(scope, FILE, preset("online_retail"), watch=steps)
    first = perf_counter() - begun
    begun = perf_counter()
    import_file(scope, FILE, preset("online_retail"))
    second = perf_counter() - begun
    return first, steps.customer_keys, second
