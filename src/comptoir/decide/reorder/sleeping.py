"""Stock that a year will not sell, as a table: the same judgement as the finding of that name."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from comptoir.core.companies.api import Scope
from comptoir.core.tables.api import CellKind, Line, Table, TableColumn
from comptoir.decide.findings.api import sleeping_stock_of, usual_names

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from comptoir.decide.findings.api import Candidate


def sleeping_table(scope: Scope, day: "date") -> Table:
    """The most money first, what has no known cost last. LackingError where the stock of a quarter ago is not known."""
    found = sleeping_stock_of(scope, day)
    names = usual_names(scope, [one.subject["product"] for one in found], day) if found else {}
    columns = (
        TableColumn("product", _("Product")),
        TableColumn("sku", _("Item number")),
        TableColumn("stock", _("Stock"), CellKind.NUMBER),
        TableColumn("sold", _("Sold in its better quarter"), CellKind.NUMBER),
        TableColumn("left", _("Units beyond a year"), CellKind.NUMBER),
        TableColumn("cost", _("Purchase cost of a unit"), CellKind.MONEY, scope.currency),
        TableColumn("money", _("Money asleep"), CellKind.MONEY, scope.currency),
    )
    rows = [_line(one, names) for one in found]
    return Table(columns, rows, title=_("Sleeping stock")).sorted_by("money", descending=True)


def _line(one: "Candidate", names: "Mapping[str, str]") -> Line:
    sku, told = one.subject["product"], one.numbers
    cost = Decimal(told["cost"])
    return {
        "product": names.get(sku, sku),
        "sku": sku,
        "stock": int(told["stock"]),
        "sold": int(told["sold"]),
        "left": int(told["units"]),
        "cost": cost or None,
        "money": one.stake.mid if one.stake else None,
    }
