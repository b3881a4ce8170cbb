"""The verbs of import: load a file, erase a customer."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.connectors.connections.api import forget_person, names_person
from comptoir.connectors.files.api import Mapping, marks, recognise, stage
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.consent.api import forget
from comptoir.core.errors import InputError, NotFoundError
from comptoir.core.mail.api import forget as forget_mails
from comptoir.measure.channels.api import channels_of
from comptoir.measure.doubles.api import settle
from comptoir.measure.ingest.alive import close_interrupted
from comptoir.measure.ingest.customers import fingerprint
from comptoir.measure.ingest.models import Customer, ErasedCustomer, ImportRun
from comptoir.measure.ingest.rejects import keep_rejects
from comptoir.measure.ingest.report import ImportReport
from comptoir.measure.ingest.runs import Counts, Unwatched, Watch, begun, done, prepare_figures
from comptoir.measure.ingest.uploads import forget_uploads, keep_for_corrections
from comptoir.measure.metrics.api import forget_rollups
from comptoir.measure.warehouse.api import writer

if TYPE_CHECKING:
    from comptoir.connectors.files.api import Staged


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
    with begun(scope, path, name=name or path.name, reader=mapping.name, rules=mapping.to_yaml()) as run:
        watch.progress(0, 5, _("Reading the file"))
        refuse_single_lines(recognise(path).headers)
        with stage(path, mapping, scope.currency, scope.zone, channels_of(scope)) as staged:
            report = _load(scope, run, staged, watch)
    if report.rows_rejected:
        keep_for_corrections(scope, run, path)
    watch.progress(4, 5, _("Preparing the figures"))
    prepare_figures(scope)
    watch.progress(5, 5, _("Done"))
    return report


def refuse_single_lines(headers: Sequence[str]) -> None:
    """The last export of an order replaces it whole: a list of single lines would wipe its other lines."""
    if marks.ORDER_LINE in headers:
        raise InputError(
            _(
                "This list of rejected rows was made after its file had been removed: single lines, not whole orders."
            ),
            _("Imported as it is, it would take the place of the orders it names."),
            _("Correct the export of the shop itself and import it again."),
        )


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
        counts = Counts(
            staged.rows_read,
            staged.rows_rejected,
            staged.rows_repeated,
            loaded.rows_unchanged,
            staged.repeated.to_pyarrow().to_pylist(),
        )
        settle(scope, batch)
        with transaction.atomic():
            keep_rejects(run, staged.rejects.order_by("line").to_pyarrow())
            return done(scope, run, counts, batch, changed=loaded.changed)


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
            forget_person(scope.company_id, _words(found))
            forget(scope.company_id, _words(found), scope.today())
            forget_mails(scope.company_id, _words(found))
            # The trail names the key, never the person.
            record(scope, "customer.erase", ",".join(f"customer:{key}" for key in keys))
    forget_rollups(scope)
    return len(found)


def _forget_rejects(scope: Scope, customers: list[Customer]) -> None:
    """Rejected rows are kept as they were read: those of the person go as well."""
    names = _words(customers)
    for run in ImportRun.objects.filter(company_id=scope.company_id, rows_rejected__gt=0):
        # Of a tool's export any column may name somebody.
        columns = _customer_columns(Mapping.from_yaml(run.mapping)) if run.mapping else None
        rows = run.rejects.values_list("pk", "raw").iterator()
        gone = [
            key
            for key, raw in rows
            if names_person({column: raw.get(column) for column in columns} if columns else raw, names)
        ]
        run.rejects.filter(pk__in=gone).delete()


def _words(customers: list[Customer]) -> set[str]:
    """By which a record names them, in lower case."""
    return {text.lower() for customer in customers for text in (customer.reference, customer.email) if text}


def _customer_columns(mapping: Mapping) -> set[str]:
    fields = ("customer_ref", "customer_email")
    return {name for field in fields if mapping.has(field) for name in mapping.columns[field].names}
