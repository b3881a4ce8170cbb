"""The truth of a world as files beside its exports: read by tests and benches alone."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from comptoir.simulator.truth import Truth
from comptoir.simulator.world import World


def write(world: World, truth: Truth, folder: Path) -> list[Path]:
    """`facts/` holds what happened (orders, lines, refunds to the cent, …), `effects/` why."""
    return [
        *_written(world.tables, folder / "facts"),
        *_written(truth.tables, folder / "effects"),
    ]


def _written(tables: dict[str, pa.Table], folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, table in tables.items():
        path = folder / f"{name}.parquet"
        pq.write_table(table, path, compression="zstd")
        paths.append(path)
    return paths
