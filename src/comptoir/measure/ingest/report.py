"""What an import says of itself."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Counts are rows of the file: read = loaded + unchanged + rejected + repeated."""

    number: int
    file: str
    mapping: str
    rows_read: int
    rows_loaded: int
    rows_unchanged: int
    rows_rejected: int
    rows_repeated: int
    snapshot: int | None

    def to_json(self) -> dict[str, Any]:
        return asdict(self)
