"""The door of imports."""

from comptoir.measure.ingest.actions import erase_customer, import_file
from comptoir.measure.ingest.corrections import corrections_csv, rows_to_correct
from comptoir.measure.ingest.exports import import_any, import_export
from comptoir.measure.ingest.mappings import find_mapping
from comptoir.measure.ingest.queries import Rejected, import_run, imports, is_imported, rejected_rows
from comptoir.measure.ingest.report import ImportReport
from comptoir.measure.ingest.runs import Watch

__all__ = [
    "ImportReport",
    "Rejected",
    "Watch",
    "corrections_csv",
    "erase_customer",
    "find_mapping",
    "import_any",
    "import_export",
    "import_file",
    "import_run",
    "imports",
    "is_imported",
    "rejected_rows",
    "rows_to_correct",
]
