"""What the parts on new and returning customers, on their next order and on what they buy are given."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from django.utils.translation import gettext as _

from comptoir.core.charts.api import Bar, HeatCell, StackedBar, bars, heat, stacked
from comptoir.core.money import format_number, format_percent
from comptoir.core.tables.api import CellKind, Line, Table, TableColumn
from comptoir.decide.customers.affinity import Affinity
from comptoir.decide.customers.affinity import affinity as read_affinity
from comptoir.decide.customers.again import DAYS, Again
from comptoir.decide.customers.again import again as read_again
from comptoir.decide.customers.asked import Asked
from comptoir.decide.customers.chances import SOON
from comptoir.decide.customers.engine.answers import Inconclusive
from comptoir.decide.customers.kept import kept
from comptoir.decide.customers.newcomers import MonthOfBuyers
from comptoir.decide.customers.newcomers import newcomers as read_newcomers
from comptoir.decide.customers.saying import why
from comptoir.decide.customers.showing import Shown
from comptoir.decide.customers.tables import in_order
from comptoir.decide.customers.words import SEGMENT_WORDS

MONTHS, CATEGORIES = 24, 12
"""In sight; files hold all."""


def newcomers(asked: Asked) -> Shown:
    found = kept(asked.scope, asked.at, "newcomers", lambda: read_newcomers(asked.scope, asked.at, MONTHS))
    if not any(sum(one.customers.values()) for one in found):
        return Shown(nothing=_("No order of a known customer is loaded."))
    new, returning = _("New customers"), _("Returning customers")
    items = [
        StackedBar(
            _month(one.month, asked.locale, "MMMM y"),
            label,
            one.customers[kind],
            format_number(one.customers[kind], asked.locale),
            _month(one.month, asked.locale, "MMM yy"),
        )
        for one in found
        for kind, label in (("returning", returning), ("new", new))
    ]
    words = []
    if any(one.is_blind for one in found):
        words.append(
            _("In the first twelve months of data old customers look new: those months say little of this.")
        )
    spec = stacked(items, {returning: "--series-1", new: "--series-2"}, height=260)
    table = in_order(_newcomers_table(found, asked.scope.currency), asked)
    return Shown((), spec, table, words)


def newcomers_file(asked: Asked) -> Table:
    return _newcomers_table(read_newcomers(asked.scope, asked.at), asked.scope.currency)


def _newcomers_table(found: Sequence[MonthOfBuyers], currency: str) -> Table:
    columns = (
        TableColumn("month", _("Month")),
        TableColumn("new", _("New customers"), CellKind.NUMBER),
        TableColumn("returning", _("Returning customers"), CellKind.NUMBER),
        TableColumn("share", _("Share of new ones"), CellKind.PERCENT),
        TableColumn("sales_new", _("Their sales, excl. tax"), CellKind.MONEY, currency),
        TableColumn("sales_returning", _("Sales of returning ones, excl. tax"), CellKind.MONEY, currency),
    )
    rows: list[Line] = []
    for one in found:
        whole = sum(one.customers.values())
        rows.append(
            {
                "month": f"{one.month:%Y-%m}",
                **one.customers,
                "share": Decimal(one.customers["new"]) / whole if whole else None,
                **{f"sales_{kind}": amount for kind, amount in one.sales.items()},
            }
        )
    return Table(columns, rows, title=_("New and returning customers"))


def again(asked: Asked) -> Shown:
    found = kept(asked.scope, asked.at, "again", lambda: read_again(asked.scope, asked.at))
    if isinstance(found, Inconclusive):
        return Shown(nothing=why(found))
    items = [
        Bar(str(SEGMENT_WORDS[one.segment]), one.within[SOON], format_percent(one.within[SOON], asked.locale))
        for one in found
    ]
    words = [
        _(
            "Each customer's chance, by the model of the value below, averaged over the segment. « Still customers » "
            "may buy much later. The interval holds the number of buyers 80 times in 100, if the model is right."
        )
    ]
    return Shown((), bars(items), in_order(_again_table(found), asked), words)


def again_file(asked: Asked) -> Table:
    found = read_again(asked.scope, asked.at)
    return _again_table(() if isinstance(found, Inconclusive) else found)


def _again_table(found: Sequence[Again]) -> Table:
    columns = (
        TableColumn("segment", _("Segment")),
        TableColumn("customers", _("Customers"), CellKind.NUMBER),
        *(
            TableColumn(f"d{days}", _("Buy within %(days)d days") % {"days": days}, CellKind.PERCENT)
            for days in DAYS
        ),
        TableColumn("alive", _("Still customers"), CellKind.PERCENT),
        TableColumn("buyers", _("Buyers in %(days)d days") % {"days": SOON}, CellKind.NUMBER),
        TableColumn("low", _("At least (80 % interval)"), CellKind.NUMBER),
        TableColumn("high", _("At most (80 % interval)"), CellKind.NUMBER),
    )
    rows: list[Line] = [
        {
            "segment": str(SEGMENT_WORDS[one.segment]),
            "customers": one.customers,
            **{f"d{days}": share for days, share in one.within.items()},
            "alive": one.alive,
            "low": one.buyers[0],
            "buyers": one.buyers[1],
            "high": one.buyers[2],
        }
        for one in found
    ]
    return Table(columns, rows, title=_("Next order by segment"))


def affinity(asked: Asked) -> Shown:
    found = kept(asked.scope, asked.at, "affinity", lambda: read_affinity(asked.scope, asked.at))
    places = range(min(len(found.categories), CATEGORIES))
    if len(places) < 2:
        return Shown(nothing=_("Too few categories are known: import the catalogue with a category by item."))
    words = [
        _(
            "Since the first day loaded, in one order or in several. « Times all » compares with all customers: above "
            "1 the two belong together. Who buys much buys many categories: no cause is told."
        )
    ]
    return Shown((), _map(found, places, asked), in_order(_affinity_table(found, places), asked), words)


def affinity_file(asked: Asked) -> Table:
    found = read_affinity(asked.scope, asked.at)
    return _affinity_table(found, range(len(found.categories)))


def _map(found: Affinity, places: Sequence[int], asked: Asked) -> dict[str, Any]:
    cells = []
    for row in places:
        for column in places:
            share = None if row == column else found.share(row, column)
            shown = [(_("Customers of both"), format_number(found.both[row][column], asked.locale))]
            if share is not None:
                shown.append((_("Share"), format_percent(share, asked.locale)))
                shown.append((_("Times all"), format_number(found.lift(row, column), asked.locale, 2)))
            label = f"{row + 1} · {found.categories[row]}"
            short = "" if share is None else format_number(share * 100, asked.locale)
            cells.append(HeatCell(label, str(column + 1), share, short, tuple(shown)))
    return heat(
        cells, row_name=_("Of the buyers of"), column_name=_("bought too (numbered as on the left), in %")
    )


def _affinity_table(found: Affinity, places: Sequence[int]) -> Table:
    columns = (
        TableColumn("one", _("Who bought")),
        TableColumn("other", _("also bought")),
        TableColumn("customers", _("Customers of both"), CellKind.NUMBER),
        TableColumn("share", _("Share"), CellKind.PERCENT),
        TableColumn("lift", _("Times all"), CellKind.NUMBER),
    )
    rows: list[Line] = [
        {
            "one": found.categories[row],
            "other": found.categories[column],
            "customers": found.both[row][column],
            "share": found.share(row, column),
            "lift": round(found.lift(row, column), 2),
        }
        for row in places
        for column in places
        if row != column and found.both[row][column]
    ]
    rows.sort(key=lambda row: -(row["lift"] if isinstance(row["lift"], Decimal) else Decimal(0)))
    return Table(columns, rows, title=_("Categories of the same customers"))


def _month(month: date, locale: str, pattern: str) -> str:
    return format_date(month, pattern, locale=locale)
