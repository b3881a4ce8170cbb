"""The door of imports."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from comptoir.connectors.connections.api import Connection
from comptoir.core.companies.api import Permission, Scope
from comptoir.measure.ingest.actions import erase_customer, import_file
from comptoir.measure.ingest.alive import close_interrupted
from comptoir.measure.ingest.called import (
    customer_addresses,
    customer_references,
    customers_with_address,
)
from comptoir.measure.ingest.carrying import (
    bring_customers,
    carried_customers,
    carried_files,
    forget_customers,
)
from comptoir.measure.ingest.corrections import corrections_csv, rows_to_correct
from comptoir.measure.ingest.exports import import_any, import_export
from comptoir.measure.ingest.handing import hand_over
from comptoir.measure.ingest.listing import (
    Waiting,
    last_import,
    running_imports,
    unfinished_uploads,
    waiting_rejects,
)
from comptoir.measure.ingest.mappings import find_mapping
from comptoir.measure.ingest.models import ImportRun, ImportState
from comptoir.measure.ingest.queries import (
    Rejected,
    import_run,
    imports,
    is_imported,
    refused_orders,
    rejected_rows,
    told_until,
)
from comptoir.measure.ingest.report import ImportReport
from comptoir.measure.ingest.runs import Unwatched, Watch, followed, prepare_figures
from comptoir.measure.ingest.saved import remember
from comptoir.measure.ingest.undoing import undo_import

if TYPE_CHECKING:
    from comptoir.measure.ingest.intake import Intake


@contextmanager
def intake(scope: Scope, held: Connection, *, is_replay: bool = False) -> "Iterator[Intake]":
    """A run of a connection: `take` its rows, then `done`. What was taken stays when the block breaks off.

    `is_replay`: its kept answers are mapped again.
    """
    from comptoir.measure.ingest.intake import Intake  # noqa: PLC0415 - heavy library, kept out of start-up

    scope.require(Permission.IMPORT_DATA)
    close_interrupted(scope)
    told = {"file_name": held.name, "mapping_name": held.vendor, "connection": held, "is_replay": is_replay}
    with followed(scope, **told) as run:
        yield Intake(scope, run, held.source)


__all__ = [
    "ImportReport",
    "ImportRun",
    "ImportState",
    "Rejected",
    "Unwatched",
    "Waiting",
    "Watch",
    "bring_customers",
    "carried_customers",
    "carried_files",
    "corrections_csv",
    "customer_addresses",
    "customer_references",
    "customers_with_address",
    "erase_customer",
    "find_mapping",
    "forget_customers",
    "hand_over",
    "import_any",
    "import_export",
    "import_file",
    "import_run",
    "imports",
    "intake",
    "is_imported",
    "last_import",
    "prepare_figures",
    "refused_orders",
    "rejected_rows",
    "remember",
    "rows_to_correct",
    "running_imports",
    "told_until",
    "undo_import",
    "unfinished_uploads",
    "waiting_rejects",
]
