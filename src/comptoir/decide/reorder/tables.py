"""Products and their stock as a table: what the page shows and an export writes."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from comptoir.core.tables.api import CellKind, Line, Table, TableColumn
from comptoir.decide.reorder.lines import Line as Item
from comptoir.decide.reorder.lines import Outlooks
from comptoir.decide.reorder.words import LIMIT_WORDS


def short_table(found: Outlooks, names: Mapping[str, str], currency: str, *, everything: bool) -> Table:
    """What a page has room for: those that may run out before a delivery, or all."""
    items = [one for one in found.lines if everything or one.is_short or one.to_order]
    return Table(_short(currency), [_line(one, names) for one in items], title=_("Stock of products"))


def whole_table(found: Outlooks, names: Mapping[str, str], currency: str) -> Table:
    """Every product with every figure, for a file."""
    return Table(
        (*_short(currency), *_more(currency)), [_line(one, names) for one in found.lines], title=_("Stock")
    )


def _short(currency: str) -> tuple[TableColumn, ...]:
    number, money = CellKind.NUMBER, CellKind.MONEY
    return (
        TableColumn("product", _("Product")),
        TableColumn("stock", _("Stock"), number),
        TableColumn("incoming", _("Incoming"), number),
        TableColumn("daily", _("Sold a day"), number),
        TableColumn("ahead", _("Forecast a day"), number),
        TableColumn("cover", _("Lasts, days"), number),
        TableColumn("out", _("Out on"), CellKind.DATE),
        TableColumn("early", _("At the earliest"), CellKind.DATE),
        TableColumn("missing", _("Units missing"), number),
        TableColumn("lost", _("Lost in 30 days"), money, currency),
        TableColumn("order", _("To order"), number),
        TableColumn("limit", _("What stops it")),
    )


def _more(currency: str) -> tuple[TableColumn, ...]:
    number, money = CellKind.NUMBER, CellKind.MONEY
    return (
        TableColumn("sku", _("Item number")),
        TableColumn("category", _("Category")),
        TableColumn("supplier", _("Supplier")),
        TableColumn("delay", _("Supplier delay in days"), number),
        TableColumn("incoming_on", _("On the shelf on"), CellKind.DATE),
        TableColumn("late", _("Out at the latest"), CellKind.DATE),
        TableColumn("missing_days", _("Days missing"), number),
        TableColumn("missing_low", _("Units missing, from"), number),
        TableColumn("missing_high", _("Units missing, to"), number),
        TableColumn("lost_low", _("Lost in 30 days, from"), money, currency),
        TableColumn("lost_high", _("Lost in 30 days, to"), money, currency),
        TableColumn("needed", _("Units needed"), number),
        TableColumn("needed_high", _("Units needed, 9 times in 10 enough"), number),
        TableColumn("cost", _("Money tied up"), money, currency),
        TableColumn("saved", _("What the order earns in 30 days"), money, currency),
        TableColumn("saved_low", _("Earns, from"), money, currency),
        TableColumn("saved_high", _("Earns, to"), money, currency),
        TableColumn("basis", _("Told in")),
    )


def _line(one: Item, names: Mapping[str, str]) -> Line:
    is_known = one.stock is not None
    return {
        "product": names.get(one.sku, one.sku),
        "sku": one.sku,
        "category": one.category,
        "supplier": one.terms.supplier,
        "delay": one.delay,
        "stock": one.stock,
        "daily": _tenths(one.daily),
        "ahead": _tenths(one.ahead) if is_known else None,
        "cover": None if one.cover_days is None else Decimal(round(one.cover_days)),
        "out": one.out.mid,
        "early": one.out.early,
        "late": one.out.late,
        "incoming": one.incoming if is_known or one.terms.incoming is not None else None,
        "incoming_on": one.incoming_on,
        "missing": one.missing.mid if is_known else None,
        "missing_days": one.missing_days if is_known else None,
        "missing_low": one.missing.low if is_known else None,
        "missing_high": one.missing.high if is_known else None,
        "lost": one.lost.mid if one.lost else None,
        "lost_low": one.lost.low if one.lost else None,
        "lost_high": one.lost.high if one.lost else None,
        "order": one.to_order if is_known else None,
        "needed": one.order.mid if is_known else None,
        "needed_high": one.order.high if is_known else None,
        "saved": one.saved.mid if one.saved else None,
        "saved_low": one.saved.low if one.saved else None,
        "saved_high": one.saved.high if one.saved else None,
        "cost": one.cost if one.to_order else None,
        "limit": str(LIMIT_WORDS[one.limit]) if one.limit else "",
        "basis": str(one.lost.basis.label) if one.lost else "",
    }


def _tenths(value: float) -> Decimal:
    return Decimal(f"{value:.1f}")
