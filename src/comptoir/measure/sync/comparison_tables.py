"""What a comparison found, as tables: for its page and its exports."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.connectors.source import DateBasis
from comptoir.core.tables.api import CellKind, Table, TableColumn
from comptoir.measure.sync.reconciliation import Difference, Reconciliation

SENTENCES = {
    Difference.MISSING: gettext_lazy("At the shop, not in Comptoir"),
    Difference.GONE: gettext_lazy("In Comptoir, no longer at the shop"),
    Difference.AMOUNT: gettext_lazy("Another amount"),
    Difference.STATUS: gettext_lazy("Sold on one side only"),
    Difference.DAY: gettext_lazy("On another day"),
}

BASES = {
    DateBasis.CREATED: gettext_lazy("the day on which the shop made its record, as in the shop's own report"),
    DateBasis.PLACED: gettext_lazy("the day on which the customer ordered, as in the shop's own report"),
}


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


TABLES = {"days": days_table, "orders": differences_table}
"""By the name that an export gives it."""
