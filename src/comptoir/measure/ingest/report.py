"""What an import says of itself."""

from dataclasses import asdict, dataclass
from typing import Any, Self

from comptoir.measure.ingest.models import ImportRun


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

    @classmethod
    def of(cls, run: ImportRun) -> Self:
        return cls(
            number=run.number,
            file=run.file_name,
            mapping=run.mapping_name,
            rows_read=run.rows_read,
            rows_loaded=run.rows_loaded,
            rows_unchanged=run.rows_unchanged,
            rows_rejected=run.rows_rejected,
            rows_repeated=run.rows_repeated,
            snapshot=run.snapshot,
        )

    def to_json(self) -> dict[str, Any]:
        return asdict(self)
