"""What could be put forward as a table, and the selection as a file."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from comptoir.core.tables.api import CellKind, Line, Table, TableColumn
from comptoir.decide.merchandising.lines import LIMIT_WORDS, Candidate, Place, Placed, Ranking, Seen, Segment

SELECTION = (
    TableColumn("rank", "rank", CellKind.NUMBER),
    TableColumn("sku", "sku"),
    TableColumn("product", "product"),
    TableColumn("place", "place"),
)
"""Headings that programs read, in no language."""


def ranking_table(
    found: Ranking, candidates: Iterable[Candidate], names: Mapping[str, str], currency: str
) -> Table:
    number, money = CellKind.NUMBER, CellKind.MONEY
    views = (TableColumn("seen", _("Views"), number),) if found.seen_as is Seen.VIEWS else ()
    columns = (
        TableColumn("product", _("Product")),
        TableColumn("category", _("Category")),
        TableColumn("mid", _("Margin per 1,000"), money, currency),
        TableColumn("low", _("80 % from"), money, currency),
        TableColumn("high", _("80 % to"), money, currency),
        TableColumn("unit", _("A unit earns"), money, currency),
        TableColumn("sold", _("Sold in 28 days"), number),
        *views,
        TableColumn("season", _("Season against the shop"), CellKind.CHANGE),
        TableColumn("stock", _("Stock"), number),
        TableColumn("asked", _("Asked for in the week"), number),
        TableColumn("limit", _("What stops it")),
        TableColumn("sku", _("Item number")),
    )
    return Table(
        columns, [_line(one, names) for one in candidates], title=_("What earns most where it is seen")
    )


def selection_table(chosen: Sequence[Candidate], place: Place, names: Mapping[str, str]) -> Table:
    rows: list[Line] = [
        {"rank": rank, "sku": one.sku, "product": names.get(one.sku, one.sku), "place": place.value}
        for rank, one in enumerate(chosen, start=1)
    ]
    return Table(SELECTION, rows, title=_("Selection"))


def segment_table(segments: Iterable[Segment]) -> Table:
    number, share = CellKind.NUMBER, CellKind.PERCENT
    columns = (
        TableColumn("name", _("Segment")),
        TableColumn("size", _("Size"), number),
        TableColumn("mails_7", _("Mails in 7 days"), number),
        TableColumn("mails_28", _("Mails in 28 days"), number),
        TableColumn("last_on", _("Last mail"), CellKind.DATE),
        TableColumn("clicks", _("Click rate"), share),
        TableColumn("unsubscribed", _("Unsubscribe rate"), share),
        TableColumn("limit", _("What stops it")),
    )
    rows: list[Line] = [
        {
            "name": one.name or str(_("not told")),
            "size": one.size,
            "mails_7": one.mails_7,
            "mails_28": one.mails_28,
            "last_on": one.last_on,
            "clicks": one.click_rate,
            "unsubscribed": one.unsubscribe_rate,
            "limit": str(_("written to often enough")) if one.is_tired else "",
        }
        for one in segments
    ]
    return Table(columns, rows, title=_("Segments of e-mails"))


def placed_table(placed: Iterable[Placed], currency: str) -> Table:
    money = CellKind.MONEY
    columns = (
        TableColumn("title", _("Put forward")),
        TableColumn("since", _("Since"), CellKind.DATE),
        TableColumn("days", _("Days counted"), CellKind.NUMBER),
        TableColumn("before", _("Earned before, as many days"), money, currency),
        TableColumn("after", _("Earned since"), money, currency),
    )
    rows: list[Line] = [
        {"title": one.title, "since": one.since, "days": one.days, "before": one.before, "after": one.after}
        for one in placed
    ]
    return Table(columns, rows, title=_("What was put forward lately"))


def _line(one: Candidate, names: Mapping[str, str]) -> Line:
    return {
        "product": names.get(one.sku, one.sku),
        "category": one.category,
        "mid": one.per_thousand.mid,
        "low": one.per_thousand.low,
        "high": one.per_thousand.high,
        "unit": one.unit,
        "sold": one.sold,
        "seen": one.seen,
        "season": Decimal(f"{one.season - 1:.4f}"),
        "stock": one.stock,
        "asked": one.asked,
        "limit": str(LIMIT_WORDS[one.limit]) if one.limit else "",
        "sku": one.sku,
    }
