"""Undoing what a dead writer left: every table goes back to what the newest snapshot names."""

from django.utils.translation import gettext as _

from comptoir.core.errors import ConflictError
from comptoir.measure.warehouse.models import Snapshot
from comptoir.measure.warehouse.store import Store


def roll_back(store: Store, newest: Snapshot | None) -> None:
    """Make the tables on disk equal to the snapshot. The caller holds the folder.

    Restoring adds a version of the same rows, so the snapshot is pointed to it: the next writer has
    nothing to undo.
    """
    named = dict(newest.versions) if newest else {}
    _refuse_lost_tables(store, named)
    pointed = {}
    for name in store.names():
        if not store.exists(name):
            store.discard(name)
        elif name not in named:
            store.empty(name)
        elif (version := restored(store, name, named[name])) != named[name]:
            pointed[name] = version
    if newest is not None and pointed:
        point_to(newest, pointed)


def point_to(snapshot: Snapshot, versions: dict[str, int]) -> None:
    """Let the snapshot name other versions that hold the same rows."""
    snapshot.versions = {**snapshot.versions, **versions}
    snapshot.save(update_fields=["versions"])


def restored(store: Store, name: str, version: int) -> int:
    """The version at which the table holds the rows of that one again."""
    table = store.open(name)
    if table.version() != version:
        table.restore(version)
        table.update_incremental()
    return int(table.version())


def _refuse_lost_tables(store: Store, named: dict[str, int]) -> None:
    lost = [
        name
        for name, version in named.items()
        if not store.exists(name) or store.open(name).version() < version
    ]
    if lost:
        raise ConflictError(
            _("The newest snapshot names facts that are not on the disk: %(tables)s (%(folder)s).")
            % {"tables": ", ".join(lost), "folder": store.folder},
            advice=_("Restore the data folder and the application database from the same backup."),
        )
