"""(a) Import of the Online Retail CSV against bare DuckDB reading the same file into month-partitioned Parquet."""

import tempfile
from dataclasses import dataclass
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
PEER = "bare DuckDB, CSV to month-partitioned Parquet"


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

    @property
    def figures(self) -> float:
        """Sums prepared for the pages once the facts are in and seen: the next question would make them."""
        return self.began[5] - self.began[4]


@dataclass(frozen=True)
class Import:
    """Seconds of one import into an empty company, part by part, and of the same file again."""

    facts: float
    customer_keys: float
    figures: float
    again: float


def run() -> list[Measure]:
    if not FILE.exists():
        return []
    bare, ours = [], []
    # One round of each beforehand: start-up and the file cache are not what is measured.
    for _ in range(ROUNDS + 1):
        bare.append(_bare())
        ours.append(_comptoir())
    peer_seconds, rounds = median(bare[1:]), ours[1:]
    return [
        Measure(
            "import of Online Retail, 1,067,370 rows (.csv.gz): facts loaded and visible",
            median([one.facts for one in rounds]),
            PEER,
            peer_seconds,
            target=2.5,
            note=f"customer keys and prepared figures apart; peak memory {peak_memory():.0f} MB",
        ),
        Measure("the same import: customer keys", median([one.customer_keys for one in rounds])),
        Measure("the same import: figures prepared", median([one.figures for one in rounds])),
        Measure(
            "the same file again (nothing changes)", median([one.again for one in rounds]), PEER, peer_seconds
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


def _comptoir() -> Import:
    scope = fresh_company("bench-import", currency="GBP", timezone="Europe/London")
    steps = Steps()
    begun = perf_counter()
    import_file(scope, FILE, preset("online_retail"), watch=steps)
    whole = perf_counter() - begun
    begun = perf_counter()
    import_file(scope, FILE, preset("online_retail"))
    again = perf_counter() - begun
    facts = whole - steps.customer_keys - steps.figures
    return Import(facts, steps.customer_keys, steps.figures, again)
