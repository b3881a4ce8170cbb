"""Records of an interface on their way into the facts, in instalments: each is seen whole, with the cursor that
follows from it. Heavy: not for start-up."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.connectors.source import Rows
from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Scope
from comptoir.measure.doubles.api import settle
from comptoir.measure.ingest.customers import Reference, assign_keys
from comptoir.measure.ingest.models import ImportRun, ImportState
from comptoir.measure.ingest.records import Placing
from comptoir.measure.ingest.rejects import keep_refused
from comptoir.measure.ingest.report import ImportReport
from comptoir.measure.ingest.runs import Counts
from comptoir.measure.warehouse.api import current_snapshot, writer


@dataclass
class Intake:
    """What one run of a connection brings."""

    scope: Scope
    run: ImportRun
    source: str
    counts: Counts = field(default_factory=Counts)
    _listed: int = 0

    def take(self, rows: Rows, follows: Callable[[], None]) -> None:
        """Bring the facts in line with these rows. `follows` is done in the same transaction: both or neither."""
        keys = _keys(self.scope, self.source, rows)
        with writer(self.scope) as batch:
            stored = Placing(batch, self.source, rows, keys)
            changed, unchanged = stored.documents()
            fresh = stored.others()
            if not changed:
                unchanged = max(rows.read - _refused_whole(rows) - fresh, 0)
            settle(self.scope, batch)
            with transaction.atomic():
                self._reject(rows)
                self.counts.read += rows.read
                self.counts.unchanged += unchanged
                if changed or fresh:
                    batch.commit(
                        _("Import %(number)s: %(file)s")
                        % {"number": self.run.number, "file": self.run.file_name},
                        {"records": rows.read, "rejected": len(rows.refused)},
                    )
                self._note()
                follows()

    def done(self) -> ImportReport:
        """Close the run."""
        with transaction.atomic():
            self.run.state, self.run.finished_at = ImportState.DONE, clock.now()
            self._note()
            record(
                self.scope,
                "import.done",
                f"import:{self.run.number}",
                loaded=self.run.rows_loaded,
                rejected=self.run.rows_rejected,
            )
        return ImportReport.of(self.run)

    def _note(self) -> None:
        run, counts = self.run, self.counts
        run.rows_read, run.rows_rejected = counts.read, counts.rejected
        run.rows_loaded, run.rows_unchanged = max(counts.loaded, 0), counts.unchanged
        snapshot = current_snapshot(self.scope)
        run.snapshot = snapshot.number if snapshot else None
        run.save()

    def _reject(self, rows: Rows) -> None:
        keep_refused(self.run, rows.refused, self._listed + 1)
        self._listed += len(rows.refused)
        self.counts.rejected += _refused_whole(rows)


def _refused_whole(rows: Rows) -> int:
    """Records of which nothing became a fact; one that lost a line only is loaded."""
    orders = {row["order_id"] for row in rows.tables.get("order", ())}
    return len({refused.unit for refused in rows.refused} - orders)


def _keys(scope: Scope, source: str, rows: Rows) -> dict[str, int]:
    people = [
        Reference(source, person.reference, person.email, person.name) for person in rows.people.values()
    ]
    return {reference: key for (_source, reference), key in assign_keys(scope, people).items()}
