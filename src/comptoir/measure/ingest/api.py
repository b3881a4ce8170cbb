"""The door of imports."""

from comptoir.measure.ingest.actions import Watch, erase_customer, import_file
from comptoir.measure.ingest.corrections import corrections_csv, rows_to_correct
from comptoir.measure.ingest.mappings import find_mapping
from comptoir.measure.ingest.queries import Rejected, import_run, imports, is_imported, rejected_rows
from comptoir.measure.ingest.report import ImportReport

__all__ = [
    "ImportReport",
    "Rejected",
    "Watch",
    "corrections_csv",
    "erase_customer",
    "find_mapping",
    "import_file",
    "import_run",
    "imports",
    "is_imported",
    "rejected_rows",
    "rows_to_correct",
]
