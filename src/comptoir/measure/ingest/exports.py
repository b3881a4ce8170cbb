"""The verbs of tools' exports: what a file holds, and loading it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.connectors.connections.api import account_of
from comptoir.connectors.files.api import Told, recognised_exports, stage_export
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import InputError
from comptoir.measure.channels.api import channels_of
from comptoir.measure.doubles.api import settle
from comptoir.measure.ingest.actions import import_file, refuse_single_lines
from comptoir.measure.ingest.alive import close_interrupted
from comptoir.measure.ingest.mappings import find_mapping
from comptoir.measure.ingest.models import ImportRun
from comptoir.measure.ingest.rejects import keep_rejects
from comptoir.measure.ingest.report import ImportReport
from comptoir.measure.ingest.runs import Counts, Unwatched, Watch, begun, done, prepare_figures
from comptoir.measure.warehouse.api import writer

if TYPE_CHECKING:
    from comptoir.connectors.files.api import Found, Recognised


def import_any(
    scope: Scope, path: Path, told: Told | None = None, *, name: str = "", watch: Watch | None = None
) -> ImportReport:
    """Load a file, whatever it is: a tool's export, known by its header, else a shop's orders or items.

    Raises as `import_export` and `import_file` do.
    """
    with recognised(path) as holds:
        is_export = bool(holds.found or holds.useless)
    if is_export:
        return import_export(scope, path, told, name=name, watch=watch)
    return import_file(scope, path, find_mapping(scope, None, path), name=name, watch=watch)


@contextmanager
def recognised(path: Path) -> "Iterator[Recognised]":
    """What the file holds of what tools export; nothing where no layout knows it.

    InputError where the file is damaged, no table, or passes the bounds.
    """
    from comptoir.connectors.registry import LAYOUTS, USELESS  # noqa: PLC0415 - heavy, kept out of start-up

    with recognised_exports(path, LAYOUTS, USELESS) as holds:
        yield holds


def import_export(
    scope: Scope, path: Path, told: Told | None = None, *, name: str = "", watch: Watch | None = None
) -> ImportReport:
    """Load the export of a tool into the facts of a company.

    A day (or a campaign, a level) of the file takes the place of the same one of the store; the same file again
    changes nothing; good rows are loaded, bad ones kept with line and reason; all of it is seen at once or not at
    all.

    Raises InputError when the file is no known export or must be told its period, ForbiddenError, CancelledError.
    """
    scope.require(Permission.IMPORT_DATA)
    watch = watch or Unwatched()
    close_interrupted(scope)
    watch.progress(0, 3, _("Reading the file"))
    with recognised(path) as holds:
        found = _usable(holds, told)
        readers = ", ".join(one.layout.name for one in found)
        with begun(scope, path, name=name or path.name, reader=readers) as run:
            report = _load(scope, run, found, told, watch)
    watch.progress(2, 3, _("Preparing the figures"))
    prepare_figures(scope)
    watch.progress(3, 3, _("Done"))
    return report


def _usable(holds: "Recognised", told: Told | None) -> "tuple[Found, ...]":
    if not holds.found:
        for known in holds.useless:
            raise InputError(
                _("This is « %(label)s »: %(reason)s") % {"label": known.label, "reason": known.reason},
                advice=str(known.advice),
            )
        raise InputError(
            _("No tool is known that exports these columns."),
            advice=_("Choose a mapping for it on the import page, if it holds orders or items."),
        )
    for one in holds.found:
        refuse_single_lines(one.section.shape.headers)
    undated = found_without_period(holds)
    if undated and (told is None or told.first_day is None or told.last_day is None):
        raise InputError(
            _("« %(label)s » does not say which days it holds.") % {"label": undated[0].layout.label},
            _("Drop the tool's whole zip, in which another table tells them, or name the days."),
            _("On the command line: --from D --to D."),
        )
    return holds.found


def _of_an_account(scope: Scope, found: "Found", told: Told | None) -> Told:
    """A file that names no account is of the one that is connected: both then tell of the same days, once."""
    told = told or Told()
    return told if told.account else replace(told, account=account_of(scope, found.layout.vendor))


def found_without_period(holds: "Recognised") -> "list[Found]":
    """The tables whose days somebody must tell."""
    return [one for one in holds.found if one.layout.needs_period and one.first_day is None]


def _load(
    scope: Scope, run: ImportRun, found: "tuple[Found, ...]", told: Told | None, watch: Watch
) -> ImportReport:
    from comptoir.measure.ingest.storing import store  # noqa: PLC0415 - heavy library, kept out of start-up

    counts, changed = Counts(), False
    with writer(scope) as batch:
        watch.progress(1, 3, _("Writing the facts"))
        kept = []
        for one in found:
            watch.check()
            with stage_export(one, scope, _of_an_account(scope, one, told), channels_of(scope)) as staged:
                stored = store(staged, batch)
                changed = changed or stored.changed
                counts.read += staged.rows_read
                counts.rejected += staged.rows_rejected
                counts.unchanged += stored.rows_unchanged
                kept.append((staged.rejects.to_pyarrow(), one.section.member))
        settle(scope, batch)
        with transaction.atomic():
            for rejects, member in kept:
                keep_rejects(run, rejects, member)
            return done(scope, run, counts, batch, changed=changed)
