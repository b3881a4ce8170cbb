"""Which states of the facts there are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError, NotFoundError
from comptoir.core.jobs.api import active_jobs
from comptoir.measure.warehouse.models import Snapshot

SEARCHES = frozenset({"search_day", "search_term"})


def snapshots(scope: Scope) -> list[Snapshot]:
    """Every snapshot of the company, oldest first, those released included."""
    scope.require(Permission.VIEW_FIGURES)
    return list(Snapshot.objects.filter(company_id=scope.company_id).order_by("number"))


def current_snapshot(scope: Scope) -> Snapshot | None:
    """The newest state of the facts; none before the first import, and once every import is undone."""
    scope.require(Permission.VIEW_FIGURES)
    found = newest(scope.company_id)
    return None if found is None or found.is_emptied else found


def holds_searches(company_id: int) -> bool:
    """Whether searches have ever been loaded: they come from Search Console alone."""
    found = newest(company_id)
    return found is not None and not SEARCHES.isdisjoint(found.versions)


def has_settled_since(scope: Scope, number: int | None) -> bool:
    """Whether the facts have moved since the snapshot of that number (None: nothing was looked at yet), and nothing is
    being loaded any more."""
    found = current_snapshot(scope)
    if found is None or found.number == number:
        return False
    return not active_jobs(scope).exists()


def newest(company_id: int) -> Snapshot | None:
    return Snapshot.objects.filter(company_id=company_id).order_by("-number").first()


def snapshot(scope: Scope, number: int) -> Snapshot:
    """The snapshot of that number, if its files are still kept."""
    scope.require(Permission.VIEW_FIGURES)
    found = Snapshot.objects.filter(company_id=scope.company_id, number=number).first()
    if found is not None and found.released_at is None:
        return found
    kept = Snapshot.objects.filter(company_id=scope.company_id, released_at=None).order_by("-number")
    raise NotFoundError(
        _("Snapshot %(number)s is no longer kept.") % {"number": number}
        if found
        else _("There is no snapshot %(number)s.") % {"number": number},
        _("The latest: %(numbers)s.") % {"numbers": ", ".join(str(s.number) for s in kept[:10])}
        if kept
        else _("Nothing has been imported yet."),
    )


def keep(scope: Scope, number: int) -> Snapshot:
    """Keep a snapshot for good: a report or a verdict has read it."""
    found = snapshot(scope, number)
    # One statement: the clean-up may be letting it go at this very moment.
    if not Snapshot.objects.filter(pk=found.pk, released_at=None).update(kept=True):
        return snapshot(scope, number)
    found.kept = True
    return found


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    number: int
    created_at: datetime
    reason: str
    rows: Mapping[str, Any]
    changed: tuple[str, ...]
    """The entities it wrote."""
    readable: bool
    """Its files are kept, so it can be opened."""


def history(scope: Scope) -> list[HistoryEntry]:
    """What was written, when and why, newest first."""
    return [
        HistoryEntry(
            s.number, s.created_at, s.reason, s.rows, tuple(s.changed), readable=s.released_at is None
        )
        for s in reversed(snapshots(scope))
    ]


def name_snapshot(
    scope: Scope,
    base: Snapshot | None,
    versions: Mapping[str, int],
    changed: Collection[str],
    reason: str,
    rows: Mapping[str, Any],
) -> Snapshot:
    """Write the row that makes these versions the newest state; called by a writer that holds the folder.

    The first snapshot of a month makes the one before it a month-end, kept for good.
    """
    now = clock.now()
    try:
        with transaction.atomic():
            if base is not None and _month(scope, base.created_at) != _month(scope, now):
                Snapshot.objects.filter(pk=base.pk).update(month_end=True)
            return Snapshot.objects.create(
                company_id=scope.company_id,
                number=base.number + 1 if base else 1,
                versions=dict(versions),
                changed=sorted(changed),
                reason=reason,
                rows=dict(rows),
                created_at=now,
            )
    except IntegrityError as error:
        raise ConflictError(
            _("Another process has written the facts of this company meanwhile."),
            advice=_("Nothing of this run was kept: start it again."),
        ) from error


def _month(scope: Scope, instant: datetime) -> tuple[int, int]:
    local = instant.astimezone(scope.zone)
    return local.year, local.month
