"""Why, and whether the market moved as well."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from comptoir.check.reports.building.answers import Answers
from comptoir.check.reports.building.asking import UNKNOWN, Asked, relative
from comptoir.check.reports.building.why import why
from comptoir.check.reports.shapes import Block, Cell, Column, Figure, Grid, Kind, Note, Origin
from comptoir.core.money import format_number
from comptoir.core.periods import Comparison
from comptoir.measure.metrics.api import metric

INDEX, SALES = "market_index", "net_sales"


def why_and_market(asked: Asked) -> tuple[Block, ...]:
    return (*why(asked), *_market(asked))


def _market(asked: Asked) -> Iterator[Block]:
    """Growth on the same month of last year, of the shop and of each market whose index is known for both."""
    found = asked.run((INDEX,), by=("market",), compare=Comparison.YEAR)
    rows = [
        (row.dimensions["market"] or "", row.values.get(INDEX), row.compared.get(INDEX)) for row in found.rows
    ]
    known = [(name, now, then) for name, now, then in rows if now and then]
    if not known:
        reason = str(found.unavailable.get(INDEX, "")) or _(
            "its index is not known for this month and the same one of last year."
        )
        yield Note("no_market", _("Growth against the market is left out: %(reason)s") % {"reason": reason})
        return
    answers, span = asked.once(Answers), asked.span
    sales = answers.now.total.values.get(SALES), answers.last_year.total.compared.get(SALES)
    own = relative(*sales, metric(SALES))
    lines = [
        (
            Cell(_("Net sales of the shop")),
            asked.cell(SALES, sales[0], span.period),
            asked.cell(SALES, sales[1], span.last_year),
            asked.change_cell(SALES, *sales, span.period),
            Cell(UNKNOWN),
        )
    ]
    for name, now, then in known:
        where = (("market", name),)
        growth = relative(now, then, metric(INDEX))
        lines.append(
            (
                Cell(name or _("Market")),
                asked.cell(INDEX, now, span.period, where),
                asked.cell(INDEX, then, span.last_year, where),
                asked.change_cell(INDEX, now, then, span.period),
                _ahead(asked, own, growth),
            )
        )
    columns = (
        Column("who", _("Who")),
        Column("now", _("Month"), Kind.NUMBER),
        Column("before", _("Last year"), Kind.NUMBER),
        Column("growth", _("Growth"), Kind.CHANGE),
        Column("ahead", _("The shop, in points more or less")),
    )
    note = _("An index tells how the market moved, not how large it is: only growth is compared.")
    yield Grid("market", _("Did the shop grow faster than its market?"), columns, tuple(lines), note=note)


def _ahead(asked: Asked, own: Decimal | None, growth: Decimal | None) -> Cell:
    if own is None or growth is None:
        return Cell(UNKNOWN)
    points = (own - growth) * 100
    sign = "+" if points > 0 else ""
    shown = _("%(number)s pts") % {"number": f"{sign}{format_number(points, asked.locale, 1)}"}
    return Cell(shown, figure=Figure(shown, own - growth, "share", Origin.CHANGE))
