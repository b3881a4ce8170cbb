"""Asking the shop what it counts, and setting it against the facts."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.connectors.connections.api import (
    connection,
    connections,
    note_comparison,
    note_gone,
    source_of,
)
from comptoir.connectors.source import Rows
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ComptoirError, UsageError
from comptoir.core.jobs.api import Job, enqueue
from comptoir.core.tables.api import CellKind, Table, TableColumn
from comptoir.measure.ingest.api import Unwatched, Watch, intake, prepare_figures
from comptoir.measure.sync.actions import sync
from comptoir.measure.sync.alone import alone
from comptoir.measure.sync.reading import opened
from comptoir.measure.sync.reconciliation import Difference, Reconciliation, reconcile

SETTLE_TASK = "sync.settle"
USUAL = timedelta(days=28)
LONGEST = 366

SENTENCES = {
    Difference.MISSING: gettext_lazy("At the shop, not in Comptoir"),
    Difference.GONE: gettext_lazy("In Comptoir, no longer at the shop"),
    Difference.AMOUNT: gettext_lazy("Another amount"),
    Difference.STATUS: gettext_lazy("Sold on one side only"),
    Difference.DAY: gettext_lazy("On another day"),
}


def reconciled(scope: Scope, key: int, first: date, last: date, watch: Watch | None = None) -> Reconciliation:
    """The shop's own orders of these days against those of the facts.

    Raises UsageError for a source that cannot be reconciled or a period that is none, PermanentError, TransientError.
    """
    from comptoir.measure.sync.held_totals import held_totals  # noqa: PLC0415 - heavy, kept out of start-up

    scope.require(Permission.IMPORT_DATA)
    held = connection(scope, key)
    source = source_of(held.vendor)
    if not source.reconciles:
        raise UsageError(
            _("%(label)s keeps no orders to compare with.") % {"label": source.label},
            advice=_("Reconcile the connection of a shop."),
        )
    if not 0 <= (last - first).days < LONGEST:
        raise UsageError(
            _("From %(first)s to %(last)s is no period that can be compared.")
            % {"first": first, "last": last},
            _("Allowed: one day to one year, the first day before the last."),
        )
    shop = opened(scope, held, watch or Unwatched()).totals(first, last)
    found = reconcile(shop, held_totals(scope, held.source, first, last))
    note_comparison(held, len(found.differences))
    return found


def compare_nightly(scope: Scope) -> int:
    """Notice by itself what was deleted or changed behind the cursor; how many orders differ, of all shops."""
    differing = 0
    for held in connections(scope):
        if held.is_paused or held.failure or not source_of(held.vendor).reconciles:
            continue
        try:
            found = reconciled(scope, held.pk, *usual_period(scope))
        except ComptoirError:
            continue  # The next reading meets the same fault, and its page tells it.
        differing += len(found.differences)
    return differing


def ask_settling(scope: Scope, key: int, first: date, last: date) -> Job:
    """The job that settles what differs in these days."""
    held = connection(scope, key)
    scope.require(Permission.IMPORT_DATA)
    with transaction.atomic():
        record(scope, "connection.settle", f"connection:{key}", first=first, last=last)
        days = {"first": first.isoformat(), "last": last.isoformat()}
        return enqueue(scope, SETTLE_TASK, {"key": key, **days}, title=held.name)


def settle(scope: Scope, key: int, first: date, last: date, watch: Watch) -> Reconciliation:
    """Read the orders of these days again, and let those go that the shop no longer has.

    Raises as `sync` and `reconciled` do.
    """
    scope.require(Permission.IMPORT_DATA)
    held = connection(scope, key)
    # An order changed on the day it was placed or later, so that this brings every order of these days.
    sync(scope, key, since=datetime.combine(first, time(), scope.zone).astimezone(UTC), watch=watch)
    found = reconciled(scope, key, first, last, watch)
    gone = {(one.unit,) for one in found.differences if one.kind is Difference.GONE}
    if gone:
        with alone(held, watch), intake(scope, held) as coming:
            units = {entity: set(gone) for entity in ("order", "order_line", "refund")}
            coming.take(
                Rows(read=len(gone), units=units), partial(note_gone, held, {order for (order,) in gone})
            )
            coming.done()
        prepare_figures(scope)
        found = reconciled(scope, key, first, last, watch)
    return found


def usual_period(scope: Scope) -> tuple[date, date]:
    """Four weeks up to yesterday: today's orders are still coming."""
    yesterday = scope.today() - timedelta(days=1)
    return yesterday - USUAL + timedelta(days=1), yesterday


def days_table(found: Reconciliation, currency: str) -> Table:
    return Table(
        title=_("Day by day"),
        columns=(
            TableColumn("day", _("Day"), CellKind.DATE),
            TableColumn("shop_orders", _("Orders, shop"), CellKind.NUMBER),
            TableColumn("here_orders", _("Orders, Comptoir"), CellKind.NUMBER),
            TableColumn("shop_amount", _("Sales incl. tax, shop"), CellKind.MONEY, currency),
            TableColumn("here_amount", _("Sales incl. tax, Comptoir"), CellKind.MONEY, currency),
            TableColumn("gap", _("Difference"), CellKind.MONEY, currency),
        ),
        rows=[
            {
                "day": day.day,
                "shop_orders": day.shop_orders,
                "here_orders": day.here_orders,
                "shop_amount": day.shop_amount,
                "here_amount": day.here_amount,
                "gap": day.gap,
            }
            for day in found.days
        ],
    )


def differences_table(found: Reconciliation, currency: str) -> Table:
    return Table(
        title=_("Order by order"),
        columns=(
            TableColumn("order", _("Order")),
            TableColumn("day", _("Day"), CellKind.DATE),
            TableColumn("kind", _("What differs")),
            TableColumn("shop", _("Shop"), CellKind.MONEY, currency),
            TableColumn("here", _("Comptoir"), CellKind.MONEY, currency),
            TableColumn("gap", _("Difference"), CellKind.MONEY, currency),
        ),
        rows=[
            {
                "order": one.unit,
                "day": one.day,
                "kind": str(SENTENCES[one.kind]),
                "shop": one.shop,
                "here": one.here,
                "gap": one.gap,
            }
            for one in found.differences
        ],
    )
