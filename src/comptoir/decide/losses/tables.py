"""Every segment that was looked at, for the page and for files."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.core.tables.api import Cell, CellKind, Table, TableColumn
from comptoir.decide.losses.engine import Shortfall, money_a_week
from comptoir.decide.losses.looking import Looked, Losses
from comptoir.decide.losses.words import called, why


def segment_table(found: Losses, currency: str, locale: str) -> Table:
    is_money = found.per_purchase is not None and found.losses != ()
    columns = [
        TableColumn("segment", gettext_lazy("Visits")),
        TableColumn("verdict", gettext_lazy("Verdict")),
        TableColumn("visits", gettext_lazy("Visits a week"), CellKind.NUMBER),
        TableColumn("expected", gettext_lazy("Conversion expected"), CellKind.PERCENT),
        TableColumn("actual", gettext_lazy("Conversion seen"), CellKind.PERCENT),
        TableColumn("missing", gettext_lazy("Purchases missing a week"), CellKind.NUMBER),
        TableColumn("low", gettext_lazy("at least (80 %)"), CellKind.NUMBER),
        TableColumn("high", gettext_lazy("at most (80 %)"), CellKind.NUMBER),
        *([TableColumn("money", gettext_lazy("Money a week"), CellKind.MONEY, currency)] if is_money else []),
    ]
    rows = [_line(one, found, locale) for one in found.looked]
    return Table(columns, rows, title=_("All segments looked at")).sorted_by("visits", descending=True)


def _line(one: Looked, found: Losses, locale: str) -> dict[str, Cell]:
    line: dict[str, Cell] = {"segment": called(one.where, locale)}
    told = one.found
    if not isinstance(told, Shortfall):
        return line | {"verdict": why(told)}
    money = None
    # What chance explains is not told in money.
    if one.is_sure and not found.shift and found.per_purchase is not None:
        money = money_a_week(told.expected, told.actual, told.visits_a_week, found.per_purchase)
    return line | {
        "verdict": _verdict(one, found),
        "visits": round(told.visits_a_week),
        "expected": Decimal(str(round(told.expected, 6))),
        "actual": Decimal(str(round(told.actual, 6))),
        "missing": round(told.mid),
        "low": round(told.low),
        "high": round(told.high),
        "money": None if money is None else Decimal(f"{money:.2f}"),
    }


def _verdict(one: Looked, found: Losses) -> str:
    if found.shift is not None:
        return _("cannot tell: the measurement moved")
    return _("loses") if one.is_sure else _("no loss beyond chance")
