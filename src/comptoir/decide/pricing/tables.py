"""The tables of the page, and the file of prices that a shop is fed with."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comptoir.core.companies.api import Scope
from comptoir.core.money import quantise
from comptoir.core.tables.api import CellKind, Line, Table, TableColumn
from comptoir.decide.pricing.engine.deciding import Limit
from comptoir.decide.pricing.engine.reference import shown_percent
from comptoir.decide.pricing.items import Plenty
from comptoir.decide.pricing.study import Item, Study


def prices_table(scope: Scope, study: Study, *, whole: bool = True) -> Table:
    """Of each item: what it costs now, then, and what may be announced. `whole`: with its number."""
    money = {"kind": CellKind.MONEY, "currency": scope.currency}
    columns = [
        TableColumn("name", _("Item")),
        *([TableColumn("sku", _("Item number"))] if whole else []),
        TableColumn("status", _("In the offer")),
        TableColumn("price", _("Price incl. tax"), **money),  # type: ignore[arg-type]
        TableColumn("new", _("New incl. tax"), **money),  # type: ignore[arg-type]
        TableColumn("reference", _("30-day reference"), **money),  # type: ignore[arg-type]
        TableColumn("shown", _("To announce"), CellKind.PERCENT),
        TableColumn("before", _("Margin now"), **money),  # type: ignore[arg-type]
        TableColumn("after", _("Margin then"), **money),  # type: ignore[arg-type]
        TableColumn("needed", _("More units"), CellKind.PERCENT),
        TableColumn("stock", _("Stock"), CellKind.NUMBER),
        TableColumn("cover", _("Days of stock"), CellKind.NUMBER),
    ]
    return Table(columns, [_row(item) for item in study.items], title=_("Prices of the offer"))


def _row(item: Item) -> Line:
    offer = item.offer
    cover = offer.stock / offer.daily if offer.stock is not None and offer.daily > 0 else None
    return {
        "name": item.name,
        "sku": item.sku,
        "price": item.price,
        "new": item.new_price,
        "reference": item.reference.price if item.reference else None,
        "shown": announced(item),
        "before": quantise(offer.unit.margin) if offer.unit else None,
        "after": quantise(offer.after.margin) if offer.after else None,
        "needed": None if offer.needed is None else quantise(offer.needed, 4),
        "stock": offer.stock,
        "cover": None if cover is None else quantise(cover, 0),
        "status": str(_status(item)),
    }


def _status(item: Item) -> Any:
    if Limit.LOSS in item.limits:
        return _("left out: at a loss")
    return _("left out: struck price too high") if item.is_left_out else _("yes")


def announced(item: Item) -> Decimal | None:
    if item.reference is None:
        return None
    struck = item.offer.struck if item.offer.struck is not None else item.reference.price
    percent = shown_percent(item.new_price, min(struck, item.reference.price))
    return Decimal(percent) / 100 if percent else None


def prices_file(scope: Scope, study: Study) -> Table:
    """One line for each item of the offer, with the price to be struck through; what is left out is not in it."""
    money = {"kind": CellKind.MONEY, "currency": scope.currency}
    columns = [
        TableColumn("sku", _("Item number")),
        TableColumn("name", _("Item")),
        TableColumn("new", _("New price, incl. tax"), **money),  # type: ignore[arg-type]
        TableColumn("new_net", _("New price, excl. tax"), **money),  # type: ignore[arg-type]
        TableColumn("struck", _("Price to strike through, incl. tax"), **money),  # type: ignore[arg-type]
        TableColumn("shown", _("Reduction to announce"), CellKind.PERCENT),
        TableColumn("from", _("From"), CellKind.DATE),
        TableColumn("to", _("To"), CellKind.DATE),
    ]
    rows: list[Line] = []
    for item in study.items:
        if item.is_left_out:
            continue
        shown = announced(item)
        struck = None
        if shown is not None and item.reference is not None:
            struck = min(item.offer.struck or item.reference.price, item.reference.price)
        net = item.offer.after.price if item.offer.after else None
        rows.append(
            {
                "sku": item.sku,
                "name": item.name,
                "new": item.new_price,
                "new_net": None if net is None else quantise(net),
                "struck": struck,
                "shown": shown,
                "from": study.asked.start,
                "to": study.asked.end,
            }
        )
    return Table(columns, rows, title=_("Prices of the offer"))


def past_table(study: Study) -> Table:
    columns = [
        TableColumn("start", _("From"), CellKind.DATE),
        TableColumn("end", _("To"), CellKind.DATE),
        TableColumn("event", pgettext_lazy("calendar", "Event")),
        TableColumn("depth", _("Mean reduction"), CellKind.PERCENT),
        TableColumn("daily", _("Units a day"), CellKind.NUMBER),
        TableColumn("usual", _("Units a day before"), CellKind.NUMBER),
        TableColumn("change", _("Change in units"), CellKind.CHANGE),
    ]
    rows: list[Line] = [
        {
            "start": one.operation.start,
            "end": one.operation.end,
            "event": one.event,
            "depth": quantise(one.operation.depth, 4),
            "daily": quantise(one.operation.daily),
            "usual": quantise(one.operation.before),
            "change": None if one.operation.ratio is None else quantise(one.operation.ratio - 1, 4),
        }
        for one in study.past
    ]
    return Table(columns, rows, title=_("Earlier offers"))


def plenty_table(scope: Scope, found: list[Plenty]) -> Table:
    columns = [
        TableColumn("name", _("Item")),
        TableColumn("stock", _("Stock"), CellKind.NUMBER),
        TableColumn("cover", _("Days of stock"), CellKind.NUMBER),
        TableColumn("value", _("Stock at purchase cost"), CellKind.MONEY, scope.currency),
    ]
    rows: list[Line] = [
        {
            "sku": one.sku,
            "name": one.name,
            "stock": one.stock,
            "cover": one.cover_days,
            "value": quantise(one.value),
        }
        for one in found
    ]
    return Table(columns, rows, title=_("Items with much stock"))
