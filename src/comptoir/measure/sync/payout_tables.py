"""Payouts against what was due, as tables: for their page and its exports."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.core.tables.api import CellKind, Line, Table, TableColumn
from comptoir.measure.sync.payouts import PayoutDay, ProviderPayouts, State

STATES = {
    State.SETTLED: gettext_lazy("Nothing outstanding"),
    State.ON_ITS_WAY: gettext_lazy("On its way"),
    State.EARLIER: gettext_lazy("Earlier sales"),
    State.LATE: gettext_lazy("Late"),
    State.EXCESS: gettext_lazy("More than due"),
}


def months_table(found: Sequence[ProviderPayouts], own: str = "") -> Table:
    """A line a month. Where all pay in one currency, `own`, and the page names them: without their columns."""
    lines = [(provider, month) for provider in found for month in provider.months]
    days = TableColumn("flagged_days", _("Flagged days"), CellKind.NUMBER)
    return _table(_("By month"), own, TableColumn("day", _("Month")), lines, "%Y-%m", days)


def days_table(found: Sequence[ProviderPayouts], own: str = "") -> Table:
    """A line a day on which money moves, or that is to be looked into."""
    lines = [
        (provider, day) for provider in found for day in provider.days if day.moves or day.state.is_flagged
    ]
    return _table(_("Day by day"), own, TableColumn("day", _("Day"), CellKind.DATE), lines)


TABLES: dict[str, Callable[[Sequence[ProviderPayouts]], Table]] = {
    "months": months_table,
    "days": days_table,
}
"""By the name that an export gives it."""


def _table(
    title: str,
    currency: str,
    day: TableColumn,
    lines: Iterable[tuple[ProviderPayouts, PayoutDay]],
    shape: str = "",
    *more: TableColumn,
) -> Table:
    named = (
        () if currency else (TableColumn("provider", _("Provider")), TableColumn("currency", _("Currency")))
    )
    columns = (
        day,
        *named,
        TableColumn("paid", _("Payments"), CellKind.MONEY, currency),
        TableColumn("refunded", _("Refunds"), CellKind.MONEY, currency, is_deducted=True),
        TableColumn("fees", _("Fees"), CellKind.MONEY, currency, is_deducted=True),
        TableColumn("due", _("Due"), CellKind.MONEY, currency),
        TableColumn("received", _("Received"), CellKind.MONEY, currency),
        TableColumn("gap", _("Difference"), CellKind.MONEY, currency),
        TableColumn("running", _("Outstanding"), CellKind.MONEY, currency),
        TableColumn("state", _("Why")),
        *more,
    )
    return Table(columns, [_line(columns, provider, one, shape) for provider, one in lines], title=title)


def _line(columns: Iterable[TableColumn], provider: ProviderPayouts, one: PayoutDay, shape: str) -> Line:
    special: dict[str, Any] = {
        "day": f"{one.day:{shape}}" if shape else one.day,
        "provider": provider.provider,
        "currency": provider.currency,
        "state": str(STATES[one.state]),
    }
    return {
        column.name: special[column.name] if column.name in special else getattr(one, column.name)
        for column in columns
    }
