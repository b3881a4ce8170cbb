"""An import taken back: the facts are again what they were before it."""

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError, NotFoundError
from comptoir.measure.ingest.models import ImportRun, ImportState
from comptoir.measure.ingest.queries import import_run
from comptoir.measure.ingest.runs import prepare_figures
from comptoir.measure.warehouse.api import Snapshot, current_snapshot, snapshot, writer

WAIT = 5.0
"""Seconds for another writer to end: whoever undoes waits in front of the page."""


def undo_import(scope: Scope, number: int | None = None) -> ImportRun:
    """Take back the last import that changed anything; those before it can then be taken back one after the other.

    What it refused stays to be read. The file can be imported again. Raises ConflictError where other data have come
    since, or the state before it is no longer kept.
    """
    scope.require(Permission.IMPORT_DATA)
    run = import_run(scope, number) if number is not None else _last(scope)
    _state_before(scope, run)
    with writer(scope, WAIT) as batch:
        # Asked again of what stands now: another import may have come between.
        batch.go_back(_state_before(scope, run))
        with transaction.atomic():
            made = batch.commit(
                _("Import %(number)s undone: %(file)s") % {"number": run.number, "file": run.file_name},
                {"undone": run.rows_loaded},
            )
            run.state, run.undone_at, run.undoing = ImportState.UNDONE, clock.now(), made.number
            run.save(update_fields=["state", "undone_at", "undoing"])
            record(scope, "import.undo", f"import:{run.number}", file=run.file_name, snapshot=made.number)
    prepare_figures(scope)
    return run


def is_undoable(scope: Scope, run: ImportRun) -> bool:
    if not scope.may(Permission.IMPORT_DATA):
        return False
    try:
        _state_before(scope, run)
    except ConflictError:
        return False
    return True


def _state_before(scope: Scope, run: ImportRun) -> Snapshot | None:
    """None where nothing was loaded yet; ConflictError with what keeps the import from being undone."""
    if run.state != ImportState.DONE:
        raise ConflictError(
            _("Import %(number)s cannot be undone: it is « %(state)s ».")
            % {"number": run.number, "state": run.get_state_display().lower()}
        )
    if run.connection_id is not None or run.is_replay:
        raise ConflictError(
            _("What a connection has read is not undone here: it would not be read again."),
            advice=_("Correct it in the tool, or remove the connection."),
        )
    if not _has_changed(run):
        raise ConflictError(
            _("Import %(number)s changed nothing: there is nothing to undo.") % {"number": run.number}
        )
    if run.snapshot != _standing(scope):
        raise ConflictError(
            _("Other data have come since import %(number)s: it cannot be undone any more.")
            % {"number": run.number},
            advice=_("Undo what came after it first, or import a corrected file over it."),
        )
    number = _number_before(run)
    try:
        return snapshot(scope, number) if number else None
    except NotFoundError as gone:
        raise ConflictError(
            _("The state before import %(number)s is no longer kept.") % {"number": run.number},
            advice=_("Import a corrected file over it."),
        ) from gone


def _last(scope: Scope) -> ImportRun:
    runs = ImportRun.objects.filter(company_id=scope.company_id, snapshot=_standing(scope))
    found = next((run for run in runs if _has_changed(run)), None)
    if found is None:
        raise NotFoundError(
            _("There is no import to undo: the newest data came otherwise."),
            advice=_("See the list of imports and of states: comptoir snapshots."),
        )
    return found


def _has_changed(run: ImportRun) -> bool:
    """Whether it made the snapshot that it names: one that loads no row names the one it found."""
    return run.snapshot is not None and run.rows_loaded > 0


def _standing(scope: Scope) -> int | None:
    """The snapshot whose facts are those of now: each undone import leads back to the one before it."""
    newest = current_snapshot(scope)
    number = newest.number if newest is not None else None
    runs = ImportRun.objects.filter(company_id=scope.company_id, undoing__isnull=False)
    before = {run.undoing: _number_before(run) for run in runs}
    while number in before:
        number = before[number]
    return number


def _number_before(run: ImportRun) -> int:
    """Of the snapshot before the one that the import made; 0 where it made the first."""
    return (run.snapshot or 1) - 1
