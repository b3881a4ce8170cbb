"""The actions as a table: what a page shows and an export writes."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comptoir.core.ledger.queries import PlannedAction
from comptoir.core.tables.api import CellKind, Line, Table, TableColumn


def as_table(actions: Iterable[PlannedAction], currency: str) -> Table:
    columns = (
        TableColumn("title", _("Action")),
        TableColumn("kind", pgettext_lazy("action", "Kind")),
        TableColumn("state", pgettext_lazy("action", "State")),
        TableColumn("owner", pgettext_lazy("action", "Owner")),
        TableColumn("hypothesis", _("Hypothesis")),
        TableColumn("metric", _("Metric")),
        TableColumn("effect_low", _("Expected, low"), CellKind.MONEY, currency),
        TableColumn("effect_mid", _("Expected effect"), CellKind.MONEY, currency),
        TableColumn("effect_high", _("Expected, high"), CellKind.MONEY, currency),
        TableColumn("basis", _("Effect in")),
        TableColumn("starts_on", _("Starts on"), CellKind.DATE),
        TableColumn("due_on", _("Due on"), CellKind.DATE),
        TableColumn("effort_days", _("Effort in days"), CellKind.NUMBER),
        TableColumn("cost", _("Cost"), CellKind.MONEY, currency),
        TableColumn("drop_reason", _("Why it was dropped")),
        TableColumn("proposed_at", _("Proposed at"), CellKind.INSTANT),
    )
    return Table(columns, [_line(one) for one in actions], title=_("Actions"))


def _line(one: PlannedAction) -> Line:
    effect = one.effect
    return {
        "title": one.title,
        "kind": str(one.kind.label),
        "state": str(one.state.label),
        "owner": one.owner,
        "hypothesis": one.hypothesis,
        "metric": one.metric,
        "effect_low": effect.low if effect else None,
        "effect_mid": effect.mid if effect else None,
        "effect_high": effect.high if effect else None,
        "basis": str(effect.basis.label) if effect else "",
        "starts_on": one.starts_on,
        "due_on": one.due_on,
        "effort_days": one.effort_days,
        "cost": one.cost,
        "drop_reason": one.drop_reason,
        "proposed_at": one.proposed_at,
    }
