"""Each campaign of the month: what it cost, what it is credited with, what is left of that after advertising."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comptoir.check.reports.building.asking import UNKNOWN, Asked
from comptoir.check.reports.shapes import Block, Cell, Column, Figure, Grid, Kind, Note, Origin, Tone
from comptoir.core.money import format_money, format_percent
from comptoir.decide.advertising.api import credited_words, spending
from comptoir.measure.reading.api import names_of

if TYPE_CHECKING:
    from comptoir.decide.advertising.api import Spending

MOST = 14


def of_campaigns(asked: Asked) -> "tuple[Spending, ...]":
    return spending(asked.scope, asked.span.period, asked.snapshot)


def campaigns(asked: Asked) -> tuple[Block, ...]:
    found = asked.once(of_campaigns)
    if not found:
        words = _(
            "No advertising of this month is loaded: drop the exports of your campaigns, or connect the account."
        )
        return (Note("no_campaigns", words),)
    has_margin = any(one.rate is not None for one in found)
    levers = names_of("traffic_channel", (), asked.locale)
    columns = [
        Column("campaign", _("Campaign")),
        Column("lever", _("Lever")),
        asked.column("ad_spend"),
        Column("sales", _("Net sales credited (excl. tax)"), Kind.MONEY, asked.currency),
        Column("cos", _("COS"), Kind.PERCENT),
    ]
    if has_margin:
        columns.append(Column("margin", _("Margin after advertising"), Kind.MONEY, asked.currency))
    has_many = len({credited_words(one) for one in found}) > 1
    if has_many:
        columns.append(Column("by", _("Credited by")))
    rows = tuple(
        _row(asked, one, levers.get(one.channel, one.channel), has_margin, has_many) for one in found[:MOST]
    )
    title = _("What did each campaign cost, and what is credited to it?")
    return (Grid("campaigns", title, tuple(columns), rows, note=_note(asked, found, has_margin)),)


def _row(asked: Asked, one: "Spending", lever: str, has_margin: bool, has_many: bool) -> tuple[Cell, ...]:
    where = (("source", one.source), ("campaign", one.name))
    cells = [
        Cell(one.name or _("Not known")),
        Cell(lever or UNKNOWN),
        asked.cell("ad_spend", one.spend, asked.span.period, where),
        _money(asked, one.credit.sales if one.credit else None),
        _share(asked, one.ad_cost_ratio),
    ]
    if has_margin:
        cells.append(_money(asked, one.margin, is_judged=True))
    if has_many:
        cells.append(Cell(credited_words(one) or UNKNOWN))
    return tuple(cells)


def _money(asked: Asked, value: Decimal | None, *, is_judged: bool = False) -> Cell:
    if value is None:
        return Cell(UNKNOWN)
    exact = value.quantize(Decimal("0.01"))
    shown = format_money(exact, asked.currency, asked.locale, 0)
    tone = Tone.BAD if is_judged and exact < 0 else Tone.NONE
    return Cell(shown, exact, Kind.MONEY, Figure(shown, exact, "money", Origin.ADVERTISING), tone)


def _share(asked: Asked, value: Decimal | None) -> Cell:
    if value is None:
        return Cell(UNKNOWN)
    exact = value.quantize(Decimal("0.0001"))
    shown = format_percent(exact, asked.locale)
    return Cell(shown, exact, Kind.PERCENT, Figure(shown, exact, "share", Origin.ADVERTISING))


def _note(asked: Asked, found: "tuple[Spending, ...]", has_margin: bool) -> str:
    told = []
    if len(found) > MOST:
        told.append(_("The %(count)d most expensive.") % {"count": MOST})
    rate = next((one.rate for one in found if one.rate is not None), None)
    if has_margin and rate is not None:
        told.append(
            _(
                "COS: spend / net sales credited. Margin after advertising: credited sales x %(rate)s (contribution "
                "margin 2 of the last quarter) - spend; above 0 the campaign earns, if its sales are really its own."
            )
            % {"rate": format_percent(rate, asked.locale)}
        )
    else:
        told.append(
            _("COS: spend / net sales credited. Costs are unknown: so is what is left after advertising.")
        )
    who = {credited_words(one) for one in found}
    if len(who) == 1 and (words := who.pop()):
        told.append(_("Credited by: %(who)s.") % {"who": words})
    return " ".join(told)
