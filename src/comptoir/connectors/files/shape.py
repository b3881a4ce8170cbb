"""What a file is, before it is read."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileShape:
    path: Path
    kind: str
    compression: str = ""
    encoding: str = "utf-8"
    delimiter: str = ","
    headers: tuple[str, ...] = ()


def recognise(path: Path) -> FileShape:
    import csv
    import gzip

    if path.suffix == ".parquet":
        return FileShape(path, "parquet")
    op = gzip.open if path.suffix == ".gz" else open
    with op(path, "rt", encoding="utf-8-sig") as f:
        return FileShape(path, "csv", headers=tuple(next(csv.reader(f))))
