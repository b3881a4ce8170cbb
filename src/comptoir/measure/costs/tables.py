"""The rules as a table: what a page shows and an export writes."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comptoir.core.tables.api import CellKind, Line, Table, TableColumn
from comptoir.measure.costs.engine import CostKind, Rules, in_order
from comptoir.measure.costs.words import KIND_WORDS


def as_table(rules: Rules) -> Table:
    columns = (
        TableColumn("kind", _("Kind of cost")),
        TableColumn("sales_channel", _("Sales channel")),
        TableColumn("payment_method", _("Payment method")),
        TableColumn("country", _("Country of delivery")),
        TableColumn("share", _("Share of the amount taken"), CellKind.PERCENT),
        TableColumn("per_order", _("Sum per order"), CellKind.NUMBER),
        TableColumn("per_unit", _("Sum per unit"), CellKind.NUMBER),
        TableColumn("currency", _("Currency")),
        TableColumn("valid_from", _("First day"), CellKind.DATE),
        TableColumn("valid_to", _("Last day"), CellKind.DATE),
        TableColumn("note", pgettext_lazy("cost", "Note")),
    )
    return Table(columns, list(_lines(rules)), title=_("Cost rules"))


def _lines(rules: Rules) -> Iterable[Line]:
    for kind in CostKind:
        for rule in in_order(rules, kind):
            yield {
                "kind": str(KIND_WORDS[kind]),
                "sales_channel": rule.sales_channel,
                "payment_method": rule.payment_method,
                "country": rule.country,
                "share": rule.share,
                "per_order": rule.per_order,
                "per_unit": rule.per_unit,
                "currency": rule.currency,
                "valid_from": rule.valid_from,
                "valid_to": rule.valid_to,
                "note": rule.note,
            }
