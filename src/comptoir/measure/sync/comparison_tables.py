"""What a comparison found, as tables: for its page and its exports."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from comptoir.connectors.files.api import reason_sentence
from comptoir.connectors.source import DateBasis
from comptoir.core.money import format_percent
from comptoir.core.tables.api import CellKind, Line, Table, TableColumn
from comptoir.measure.sync.explaining import Difference, Reason
from comptoir.measure.sync.reconciliation import OrderDifference, Reconciliation
from comptoir.measure.sync.vat import RateTotals, by_month

SENTENCES = {
    Difference.MISSING: gettext_lazy("At the shop, not in Comptoir"),
    Difference.GONE: gettext_lazy("In Comptoir, no longer at the shop"),
    Difference.AMOUNT: gettext_lazy("Another amount"),
    Difference.STATUS: gettext_lazy("Sold on one side only"),
    Difference.DAY: gettext_lazy("On another day"),
}

REASONS = {
    Reason.REFUSED: gettext_lazy("Refused by import %(run)s: %(sentence)s"),
    Reason.NOT_READ: gettext_lazy("New or changed at the shop since the last reading"),
    Reason.DELETED: gettext_lazy("Deleted at the shop: it tells it no more"),
    Reason.STATUS: gettext_lazy("The statuses count differently (%(detail)s)"),
    Reason.CURRENCY: gettext_lazy("Another currency (%(currency)s, %(here_currency)s)"),
    Reason.TAX: gettext_lazy("The same without tax: the tax differs"),
    Reason.DELIVERY: gettext_lazy("The same without delivery: the delivery differs"),
    Reason.REFUND: gettext_lazy("One side has taken off what was given back"),
    Reason.ZONE: gettext_lazy("The same minute in two time zones"),
    Reason.BASIS: gettext_lazy("The shop's day is that of the invoice"),
    Reason.UNEXPLAINED: gettext_lazy("Unexplained"),
}

BASES = {
    DateBasis.CREATED: gettext_lazy("the day on which the shop made its record, as in the shop's own report"),
    DateBasis.PLACED: gettext_lazy("the day on which the customer ordered, as in the shop's own report"),
}


def days_table(found: Reconciliation, currency: str) -> Table:
    """A line a day; of a shop of several currencies, a line each."""
    named, money = _currencies((day.currency for day in found.days), currency)
    columns = (
        TableColumn("day", _("Day"), CellKind.DATE),
        *named,
        TableColumn("shop_orders", _("Orders, shop"), CellKind.NUMBER),
        TableColumn("here_orders", _("Orders, Comptoir"), CellKind.NUMBER),
        TableColumn("shop_amount", _("Incl. tax, shop"), CellKind.MONEY, money),
        TableColumn("here_amount", _("Incl. tax, Comptoir"), CellKind.MONEY, money),
        TableColumn("gap", _("Difference"), CellKind.MONEY, money),
        TableColumn("explained", _("Explained"), CellKind.MONEY, money),
        TableColumn("unexplained", _("Unexplained"), CellKind.MONEY, money),
    )
    rows = [{column.name: getattr(day, column.name) for column in columns} for day in found.days]
    total = None if named or not rows else _total(columns, found.days)
    return Table(title=_("Day by day"), columns=columns, rows=rows, total=total)


def differences_table(found: Reconciliation, currency: str) -> Table:
    named, money = _currencies((one.currency for one in found.differences), currency)
    return Table(
        title=_("Order by order"),
        columns=(
            TableColumn("order", _("Order")),
            TableColumn("day", _("Day"), CellKind.DATE),
            TableColumn("kind", _("What differs")),
            TableColumn("reason", _("Why")),
            *named,
            TableColumn("shop", _("Shop"), CellKind.MONEY, money),
            TableColumn("here", _("Comptoir"), CellKind.MONEY, money),
            TableColumn("gap", _("Difference"), CellKind.MONEY, money),
        ),
        rows=[
            {
                "order": one.unit,
                "day": one.day,
                "kind": str(SENTENCES[one.kind]),
                "reason": reason(one),
                "currency": one.currency,
                "shop": one.shop,
                "here": one.here,
                "gap": one.gap,
            }
            for one in found.differences
        ],
    )


def _total(columns: Sequence[TableColumn], lines: Iterable[Any]) -> Line:
    lines = list(lines)
    figures = [column.name for column in columns if column.kind.is_figure]
    return {"day": _("Total"), **{name: sum(getattr(line, name) for line in lines) for name in figures}}


def _currencies(told: Iterable[str], own: str) -> tuple[list[TableColumn], str]:
    """A column that names the currency, where it is not the company's alone; the currency of the amounts otherwise."""
    if {*told} <= {own}:
        return [], own
    return [TableColumn("currency", _("Currency"))], ""


def vat_table(found: Reconciliation, currency: str) -> Table:
    """By month."""
    lines = by_month(found.rates or ())
    table = _rates_table(lines, currency, TableColumn("day", _("Month")))
    rows = [{**row, "day": f"{line.day:%Y-%m}"} for row, line in zip(table.rows, lines, strict=True)]
    is_one_sum = {line.currency for line in lines} == {currency}
    return replace(table, rows=rows, total=_total(table.columns, lines) if is_one_sum else None)


def vat_days_table(found: Reconciliation, currency: str) -> Table:
    return _rates_table(found.rates or (), currency, TableColumn("day", _("Day"), CellKind.DATE))


def _rates_table(lines: Sequence[RateTotals], currency: str, day: TableColumn) -> Table:
    named, money = _currencies((line.currency for line in lines), currency)
    columns = (
        day,
        *named,
        TableColumn("rate", _("VAT rate")),
        TableColumn("shop_net", _("Excl. tax, shop"), CellKind.MONEY, money),
        TableColumn("here_net", _("Excl. tax, Comptoir"), CellKind.MONEY, money),
        TableColumn("net_gap", _("Difference"), CellKind.MONEY, money),
        TableColumn("shop_tax", _("VAT, shop"), CellKind.MONEY, money),
        TableColumn("here_tax", _("VAT, Comptoir"), CellKind.MONEY, money),
        TableColumn("tax_gap", _("Difference of VAT"), CellKind.MONEY, money),
    )
    rows = [
        {column.name: getattr(line, column.name) for column in columns} | {"rate": _percent(line.rate)}
        for line in lines
    ]
    return Table(title=_("VAT by rate"), columns=columns, rows=rows)


def _percent(rate: Decimal | None) -> str:
    if rate is None:
        return _("unknown")
    percents = (rate * 100).normalize()
    places = max(0, -int(percents.as_tuple().exponent))
    return format_percent(rate, get_language() or "fr", places)


def reason(one: OrderDifference) -> str:
    """Why it differs, in words."""
    told = {
        "run": one.run,
        "sentence": reason_sentence(one.detail) if one.reason is Reason.REFUSED else "",
        "detail": one.detail,
        "currency": one.currency,
        "here_currency": one.here_currency,
    }
    return str(REASONS[one.reason]) % told


TABLES: dict[str, Callable[[Reconciliation, str], Table]] = {
    "days": days_table,
    "orders": differences_table,
    "vat": vat_table,
    "vat_days": vat_days_table,
}
"""By the name that an export gives it."""
