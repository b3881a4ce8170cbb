"""The verbs of import: load a file, erase a customer."""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from comptoir.connectors.files.api import Mapping, marks, recognise, stage
from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import CancelledError, ComptoirError, InputError, NotFoundError
from comptoir.measure.ingest.alive import close_interrupted, held
from comptoir.measure.ingest.customers import fingerprint
from comptoir.measure.ingest.models import Customer, ErasedCustomer, ImportRun, ImportState
from comptoir.measure.ingest.rejects import keep_rejects
from comptoir.measure.ingest.report import ImportReport
from comptoir.measure.ingest.uploads import forget_uploads, keep_for_corrections
from comptoir.measure.metrics.api import build_rollups, forget_rollups
from comptoir.measure.warehouse.api import Snapshot, current_snapshot, writer

if TYPE_CHECKING:
    from comptoir.connectors.files.api import Staged

logger = logging.getLogger(__name__)


class Watch(Protocol):
    """Who looks on: a job, a terminal. `check` may raise CancelledError."""

    def progress(self, done: int, total: int, message: str = "") -> None: ...

    def check(self) -> None: ...


class Unwatched:
    """Nobody looks on."""

    def progress(self, done: int, total: int, message: str = "") -> None:
        pass

    def check(self) -> None:
        pass


def import_file(
    scope: Scope, path: Path, mapping: Mapping, *, name: str = "", watch: Watch | None = None
) -> ImportReport:
    """Load a file into the facts of a company.

    Good rows are loaded, bad ones kept with line and reason. Readers see the new state at once or not at all;
    the same file again changes nothing; a process that dies on the way leaves the previous snapshot.

    Raises InputError when the file or the mapping cannot be used, ForbiddenError, CancelledError.
    """
    scope.require(Permission.IMPORT_DATA)
    watch = watch or Unwatched()
    close_interrupted(scope)
    with _begun(scope, path, mapping, name or path.name) as run:
        watch.progress(0, 5, _("Reading the file"))
        _refuse_single_lines(path)
        with stage(path, mapping, scope.currency, scope.zone) as staged:
            report = _load(scope, run, staged, watch)
    if report.rows_rejected:
        keep_for_corrections(scope, run, path)
    watch.progress(4, 5, _("Preparing the figures"))
    _prepare_figures(scope)
    watch.progress(5, 5, _("Done"))
    return report


def _prepare_figures(scope: Scope) -> None:
    snapshot = current_snapshot(scope)
    if snapshot is None:
        return
    try:
        build_rollups(scope, snapshot)
    except Exception:
        # The facts are in; the first question will make what is missing.
        logger.exception("The figures of %s could not be prepared.", scope.slug)


def _refuse_single_lines(path: Path) -> None:
    """The last export of an order replaces it whole: a list of single lines would wipe its other lines."""
    if marks.ORDER_LINE in recognise(path).headers:
        raise InputError(
            _(
                "This list of rejected rows was made after its file had been removed: single lines, not whole orders."
            ),
            _("Imported as it is, it would take the place of the orders it names."),
            _("Correct the export of the shop itself and import it again."),
        )


@contextmanager
def _begun(scope: Scope, path: Path, mapping: Mapping, name: str) -> Iterator[ImportRun]:
    """The run of an import, known to others only once its lock is held; it fails with what is raised."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    with ExitStack() as stack:
        with transaction.atomic():
            run = _next_run(scope, file_name=name, file_digest=digest, mapping=mapping)
            stack.enter_context(held(scope.company_id, run.number))
            record(scope, "import.begin", f"import:{run.number}", file=name, mapping=mapping.name)
        try:
            yield run
        except ComptoirError as error:
            _fail(run, error)
            raise


def _next_run(scope: Scope, *, file_name: str, file_digest: str, mapping: Mapping) -> ImportRun:
    runs = ImportRun.objects.filter(company_id=scope.company_id)
    while True:
        last = runs.aggregate(last=Max("number"))["last"] or 0
        try:
            with transaction.atomic():
                return ImportRun.objects.create(
                    company_id=scope.company_id,
                    number=last + 1,
                    file_name=file_name,
                    file_digest=file_digest,
                    mapping_name=mapping.name,
                    mapping=mapping.to_yaml(),
                    by_id=scope.actor_id,
                )
        except IntegrityError:
            if not runs.filter(number__gt=last).exists():
                raise  # Nobody took the number: it is something else.


def _load(scope: Scope, run: ImportRun, staged: "Staged", watch: Watch) -> ImportReport:
    from comptoir.measure.ingest import loading  # noqa: PLC0415 - heavy library, kept out of start-up

    watch.progress(1, 5, _("Recognising customers"))
    keys = loading.customer_keys(scope, staged)
    watch.check()
    steps = {"comparing": (2, _("Comparing with what is known")), "writing": (3, _("Writing the facts"))}
    with writer(scope) as batch:
        loaded = loading.write(
            staged, batch, keys, lambda step: watch.progress(steps[step][0], 5, steps[step][1])
        )
        watch.check()
        run.rows_read = staged.rows_read
        run.rows_rejected = staged.rows_rejected
        run.rows_repeated = staged.rows_repeated
        run.rows_loaded = staged.rows_loaded - loaded.rows_unchanged
        run.rows_unchanged = loaded.rows_unchanged
        run.repeated = staged.repeated.to_pyarrow().to_pylist()
        with transaction.atomic():
            keep_rejects(run, staged.rejects)
            if loaded.changed:
                snapshot: Snapshot | None = batch.commit(
                    _("Import %(number)s: %(file)s") % {"number": run.number, "file": run.file_name},
                    {"loaded": run.rows_loaded, "rejected": run.rows_rejected},
                )
            else:
                snapshot = current_snapshot(scope)
            run.snapshot = snapshot.number if snapshot else None
            run.state, run.finished_at = ImportState.DONE, clock.now()
            run.save()
            record(
                scope,
                "import.done",
                f"import:{run.number}",
                loaded=run.rows_loaded,
                rejected=run.rows_rejected,
            )
    return ImportReport(
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


def _fail(run: ImportRun, error: ComptoirError) -> None:
    run.state = ImportState.CANCELLED if isinstance(error, CancelledError) else ImportState.FAILED
    run.error, run.finished_at = str(error), clock.now()
    run.save(update_fields=["state", "error", "finished_at"])


def erase_customer(scope: Scope, reference: str) -> int:
    """Erase a buyer: name and e-mail are deleted, the facts lose their key. Sales stay, as a guest's.

    `reference` is the number or the e-mail at any source. Returns how many records were erased.
    A later import of an old file does not bring the buyer back. This cannot be undone.
    """
    scope.require(Permission.ERASE_CUSTOMER)
    known = Customer.objects.filter(company_id=scope.company_id)
    found = list(known.filter(reference=reference) | known.filter(email__iexact=reference))
    if not found:
        raise NotFoundError(
            _("No customer of %(company)s has the number or e-mail « %(reference)s ».")
            % {"company": scope.name, "reference": reference},
            advice=_("Take the number as the shop writes it, or the e-mail address."),
        )
    with writer(scope) as batch:
        batch.detach_customer(*(customer.pk for customer in found))
        with transaction.atomic():
            ErasedCustomer.objects.bulk_create(
                [
                    ErasedCustomer(
                        company_id=scope.company_id,
                        source=customer.source,
                        fingerprint=fingerprint(scope, customer.source, customer.reference),
                    )
                    for customer in found
                ],
                ignore_conflicts=True,
            )
            keys = [customer.pk for customer in found]
            known.filter(pk__in=keys).delete()
            _forget_rejects(scope, found)
            batch.commit(_("A customer was erased"), {"customers": len(keys)})
            forget_uploads(scope)
            # The trail names the key, never the person.
            record(scope, "customer.erase", ",".join(f"customer:{key}" for key in keys))
    forget_rollups(scope)
    return len(found)


def _forget_rejects(scope: Scope, customers: list[Customer]) -> None:
    """Rejected rows are kept as they were read: those of the person go as well."""
    names = {value for customer in customers for value in (customer.reference, customer.email) if value}
    for run in ImportRun.objects.filter(company_id=scope.company_id, rows_rejected__gt=0):
        columns = _customer_columns(Mapping.from_yaml(run.mapping))
        rows = run.rejects.values_list("pk", "raw").iterator()
        gone = [key for key, raw in rows if names & {str(raw.get(column)) for column in columns}]
        run.rejects.filter(pk__in=gone).delete()


def _customer_columns(mapping: Mapping) -> set[str]:
    fields = ("customer_ref", "customer_email")
    return {name for field in fields if mapping.has(field) for name in mapping.columns[field].names}
