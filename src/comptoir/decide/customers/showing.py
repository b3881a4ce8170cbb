"""What each part of the page is given: figures, chart, table, words."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from comptoir.core.charts.api import Bar, bars
from comptoir.core.money import format_money, format_number, format_percent
from comptoir.core.tables.api import CellKind, Table, TableColumn
from comptoir.decide.customers import drawing
from comptoir.decide.customers.asked import Asked
from comptoir.decide.customers.chances import SOON
from comptoir.decide.customers.cohorts import cohorts as read_cohorts
from comptoir.decide.customers.engine.answers import Inconclusive
from comptoir.decide.customers.engine.backtest import BackTest
from comptoir.decide.customers.engine.timing import Timing, timing
from comptoir.decide.customers.kept import kept
from comptoir.decide.customers.lifetimes import HORIZON
from comptoir.decide.customers.quiet import quiet as read_quiet
from comptoir.decide.customers.reading import book_of
from comptoir.decide.customers.saying import why
from comptoir.decide.customers.segments import segments as read_segments
from comptoir.decide.customers.tables import (
    in_order,
    pair_table,
    quiet_table,
    segment_table,
    share,
    value_table,
)
from comptoir.decide.customers.together import together
from comptoir.decide.customers.value import Value
from comptoir.decide.customers.value import value as read_value
from comptoir.decide.customers.words import VALUE_WORDS

FAR_OFF = 0.15
QUIET_IN_SIGHT, PAIRS_IN_SIGHT, BEST_IN_SIGHT = 12, 25, 12


@dataclass(frozen=True, slots=True)
class Stat:
    label: Any
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    stats: Sequence[Stat] = ()
    spec: dict[str, Any] | None = None
    table: Table | None = None
    words: Sequence[str] = ()
    """Sentences below."""
    nothing: str = ""
    """Why there is no answer, where there is none."""
    more: dict[str, Any] = field(default_factory=dict)


def segments(asked: Asked) -> Shown:
    found = kept(asked.scope, asked.at, "segments", lambda: read_segments(asked.scope, asked.at))
    if not found.customers:
        return _none(_("No order of a known customer is loaded."))
    table = in_order(segment_table(found, asked.scope.currency), asked)
    sales = format_money(found.sales, asked.scope.currency, asked.locale, 0)
    stats = (
        Stat(_("Customers"), format_number(found.customers, asked.locale)),
        Stat(_("Sales ordered, excl. tax"), sales, _("since the first day loaded, guests left out")),
    )
    return Shown(stats, drawing.map_of_segments(found, asked), table)


def cohorts(asked: Asked) -> Shown:
    found = kept(asked.scope, asked.at, "cohorts", lambda: read_cohorts(asked.scope, asked.at))
    if not found.cohorts:
        return _none(_("No order of a known customer is loaded."))
    figure = "share" if asked.figure == "margin" and not found.has_margin else asked.figure
    spec, table = drawing.map_of_cohorts(found, figure, asked)
    words = [_("In the first months of data many customers only look new: they bought before.")]
    if found.runs:
        words.append(_("The last month of each line has not ended."))
    return Shown((), spec, table, words, more={"figure": figure, "has_margin": found.has_margin})


def returns(asked: Asked) -> Shown:
    found = time_to_return(asked)
    if not found.returns:
        return _none(_("Too few customers have had the time to come back."))
    items = [
        Bar(
            _("%(days)d days") % {"days": one.days},
            Decimal(one.returned) / one.customers,
            format_percent(Decimal(one.returned) / one.customers, asked.locale),
        )
        for one in found.returns
    ]
    words = []
    if found.quartiles:
        quarter, half, most = found.quartiles
        words.append(
            _(
                "Of those who came back, a quarter did within %(quarter)d days, half within %(half)d, three quarters "
                "within %(most)d: the time to write to them is before."
            )
            % {"quarter": quarter, "half": half, "most": most}
        )
    return Shown((), bars(items), in_order(return_table(found), asked), words)


def time_to_return(asked: Asked) -> Timing:
    return kept(asked.scope, asked.at, "returns", lambda: timing(book_of(asked.scope, asked.at)))


def return_table(found: Timing) -> Table:
    columns = (
        TableColumn("days", _("Within so many days"), CellKind.NUMBER),
        TableColumn("customers", _("Customers whose time is over"), CellKind.NUMBER),
        TableColumn("returned", _("Ordered again"), CellKind.NUMBER),
        TableColumn("share", _("Share"), CellKind.PERCENT),
    )
    rows = [
        {
            "days": one.days,
            "customers": one.customers,
            "returned": one.returned,
            "share": share(one.returned, one.customers),
        }
        for one in found.returns
    ]
    return Table(columns, rows, title=_("Second order"))


def quiet(asked: Asked) -> Shown:
    found = kept(asked.scope, asked.at, "quiet", lambda: read_quiet(asked.scope, asked.at, 200))
    if isinstance(found, Inconclusive):
        return _none(why(found))
    if not found:
        return _none(_("None: whoever bought often bought lately as well."))
    table = in_order(quiet_table(asked, found), asked)
    words = [
        _(
            "Two chances, by the model: that of buying within %(days)d days, which is what to decide by; and that of "
            "still being a customer, who may well buy next year only."
        )
        % {"days": SOON}
    ]
    return Shown((), None, _first(table, QUIET_IN_SIGHT), words)


def value(asked: Asked) -> Shown:
    found = kept(asked.scope, asked.at, "value", lambda: read_value(asked.scope, asked.at), HORIZON)
    if isinstance(found, Inconclusive):
        return _none(why(found))
    locale, currency = asked.locale, asked.scope.currency
    each = found.total / found.customers
    stats = (
        Stat(_("All customers together"), format_money(found.total, currency, locale, 0)),
        Stat(_("Orders expected"), format_number(found.orders, locale)),
        Stat(_("By customer"), format_money(each, currency, locale)),
        Stat(_("The best tenth of customers"), format_percent(found.tenths[0].cumulative, locale, 0)),
    )
    table = in_order(value_table(asked, found.best, found.level), asked)
    words = [_("Counted as %(what)s.") % {"what": VALUE_WORDS[found.metric]}]
    more = {"level": f"{found.level * 100:.0f}", **_tested(found, asked)}
    return Shown(stats, drawing.tenths(found, asked), _first(table, BEST_IN_SIGHT), words, more=more)


def _tested(found: Value, asked: Asked) -> dict[str, Any]:
    test = found.backtest
    if isinstance(test, Inconclusive):
        return {"untested": why(test)}
    locale = asked.locale
    told = {
        "days": test.days,
        "expected": format_number(Decimal(round(test.expected_orders)), locale),
        "seen": format_number(test.seen_orders, locale),
        "sales": format_money(Decimal(round(test.expected_value)), asked.scope.currency, locale, 0),
        "got": format_money(Decimal(round(test.seen_value)), asked.scope.currency, locale, 0),
        "covered": format_percent(Decimal(str(round(test.value_covered, 4))), locale, 0),
        "level": f"{test.level * 100:.0f}",
    }
    sentence = _(
        "%(days)d days earlier the same model would have expected %(expected)s orders and %(sales)s of sales; "
        "%(seen)s orders and %(got)s came. The interval of %(level)s %% held the sales of %(covered)s of the customers."
    )
    return {
        "backtest": drawing.backtest(test, asked),
        "tested": sentence % told,
        "warning": _warning(test, asked),
    }


def _warning(test: BackTest, asked: Asked) -> str:
    """Where the test was far off, it stands before the total."""
    if not test.seen_value or abs(test.expected_value / test.seen_value - 1) < FAR_OFF:
        return ""
    off = Decimal(str(round(test.expected_value / test.seen_value - 1, 4)))
    words = _(
        "Tested on the past, the expected sales were off by %(share)s: read the figures below with that in mind."
    )
    return words % {"share": format_percent(off, asked.locale, 0, signed=True)}


def baskets(asked: Asked) -> Shown:
    found = kept(asked.scope, asked.at, "baskets", lambda: together(asked.scope, asked.at))
    if not found.pairs:
        return _none(
            _("No two items stand together in at least five orders, surely more often than by chance.")
        )
    orders = format_number(found.orders, asked.locale)
    words = [
        _("Of %(orders)s orders of the last 365 days; orders of more than 60 items are left out.")
        % {"orders": orders}
    ]
    table = _first(in_order(pair_table(found), asked), PAIRS_IN_SIGHT)
    return Shown((), None, replace(table, columns=table.columns[:-2]), words)  # references are for files


def _first(table: Table, most: int) -> Table:
    return replace(table, rows=table.rows[:most])


def _none(words: str) -> Shown:
    return Shown(nothing=words)
