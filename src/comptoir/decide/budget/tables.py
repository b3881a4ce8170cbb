"""The account as a table: what is taken off with a minus, so that its figures add up as they stand."""

from decimal import Decimal

from django.utils.translation import gettext as _

from comptoir.core.money import format_money
from comptoir.core.tables.api import Cell, CellKind, Table, TableColumn
from comptoir.decide.budget.engine.lines import TAKEN, TOTALS, Line
from comptoir.decide.budget.engine.outlook import Method
from comptoir.decide.budget.shapes import Account, Row
from comptoir.decide.budget.words import METHOD_WORDS, label_of


def account_table(account: Account, language: str, *, is_export: bool = False) -> Table:
    """The page writes the interval in one cell, and what has an end only where some days are to come,
    and the budget only where there is one."""

    def money(name: str, label: str) -> TableColumn:
        return TableColumn(name, label, CellKind.MONEY, account.currency, is_whole=True)

    columns = [TableColumn("label", _("Line"))]
    if is_export:
        columns.insert(0, TableColumn("line", _("Code")))
    columns.append(money("actual", _("Actual") if account.is_over else _("Actual to date")))
    has_budget = is_export or account.budgeted > 0
    if has_budget:
        columns.append(money("budget", _("Budget")))
    if not account.is_over:
        columns.append(money("landing", _("Landing")))
        if is_export:
            columns += [money("low", _("At least")), money("high", _("At most"))]
        else:
            columns.append(TableColumn("interval", _("80 times in 100 between")))
    if has_budget:
        columns += [
            money("gap", _("Gap to the budget")),
            TableColumn("gap_share", _("Gap in %"), CellKind.CHANGE),
        ]
    columns += [
        money("before", _("Last year")),
        TableColumn("evolution", _("Against last year"), CellKind.CHANGE),
    ]
    if not account.is_over:
        columns.append(TableColumn("method", _("How the rest is foreseen")))
    rows = [_line(one, account, language) for one in account.shown]
    strong = {_label(one) for one in account.shown if one.line in TOTALS}
    return Table(columns, rows, title=_("Account"), strong=strong)


def _line(one: Row, account: Account, language: str) -> dict[str, Cell]:
    sides = sorted(signed(one.line, side) for side in (one.low80, one.high80) if side is not None)
    return {
        "line": one.line.value,
        "label": _label(one),
        "actual": _signed(one, one.actual),
        "budget": _signed(one, one.budget),
        "landing": _signed(one, one.landing),
        "low": sides[0] if sides else None,
        "high": sides[-1] if sides else None,
        "interval": " … ".join(format_money(side, account.currency, language, 0) for side in sides),
        "gap": _signed(one, one.gap),
        "gap_share": one.gap_share,
        "before": _signed(one, one.before),
        "evolution": one.evolution,
        "method": str(METHOD_WORDS[one.method if one.landing is not None else Method.OVER]),
    }


def _label(one: Row) -> str:
    label = str(label_of(one.line))
    return _("%(line)s (partial)") % {"line": label} if one.is_partial else label


def _signed(one: Row, value: Decimal | None) -> Decimal | None:
    return None if value is None else signed(one.line, value)


def signed(line: Line, value: Decimal) -> Decimal:
    return -value if line in TAKEN else value
