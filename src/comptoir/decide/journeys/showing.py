"""What each part of the page is given: figures, chart, table, words."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from comptoir.core.charts.api import Bar, bars
from comptoir.core.money import format_money, format_number, format_percent
from comptoir.core.tables.api import Table
from comptoir.decide.journeys.api import funnel as read_funnel
from comptoir.decide.journeys.api import ways as read_ways
from comptoir.decide.journeys.asked import Asked
from comptoir.decide.journeys.funnels import Funnel
from comptoir.decide.journeys.tables import (
    credit_table,
    exact,
    in_order,
    path_table,
    segment_table,
    step_table,
)
from comptoir.decide.journeys.ways import Ways
from comptoir.decide.journeys.words import STEP_WORDS
from comptoir.measure.metrics.api import dimension
from comptoir.measure.reading.api import names_of

IN_SIGHT = 25


@dataclass(frozen=True, slots=True)
class Shown:
    spec: dict[str, Any] | None = None
    table: Table | None = None
    file: Table | None = None
    """Every line, where the table shows the first."""
    words: Sequence[str] = ()
    nothing: str = ""
    """Why there is no answer, where there is none."""
    advice: Sequence[str] = ()
    tabs: Sequence[tuple[Any, str, bool]] = ()
    notes: Sequence[Any] = ()
    more: dict[str, Any] = field(default_factory=dict)


def _found(asked: Asked) -> Funnel | None:
    return read_funnel(asked.scope, asked.reading.query((), by=(asked.by,) if asked.by else ()))


def steps(asked: Asked) -> Shown:
    found = _found(asked)
    if found is None:
        return _no_visits()
    table = in_order(step_table(found), asked)
    items = [
        Bar(str(STEP_WORDS[one.name]), one.count, _written(one.count, one.of_all, asked.locale))
        for one in found.whole.steps
    ]
    return Shown(
        bars(items, row_height=38),
        table,
        table,
        [_said(found, asked), _where_from(found)],
        notes=found.notes,
    )


def _written(count: int, share: float | None, locale: str) -> str:
    shown = format_number(count, locale)
    return shown if share is None else f"{shown} · {_percent(share, locale)}"


def _percent(share: float, locale: str) -> str:
    return format_percent(exact(share), locale, 1 if share >= 0.1 else 2)


def _said(found: Funnel, asked: Asked) -> str:
    worst, locale = found.worst, asked.locale
    last = found.whole.steps[-1]
    said = _("Of 100 visits, %(bought)s end with a purchase.") % {
        "bought": format_number(exact(100 * (last.of_all or 0.0)), locale, 1)
    }
    if found.whole.before:
        said += " " + _("In the days compared it was %(bought)s.") % {
            "bought": format_number(exact(100 * (found.whole.before[-1].of_all or 0.0)), locale, 1)
        }
    if worst is not None and worst.of_previous is not None and worst.of_previous < 1:
        said += " " + _(
            "Once something is in the basket, most is lost before « %(step)s »: %(share)s go no further."
        ) % {"step": STEP_WORDS[worst.name], "share": _percent(1 - worst.of_previous, locale)}
    return said


def _where_from(found: Funnel) -> str:
    names = names_of("source", found.sources, "")
    sources = ", ".join(names.get(source, source) for source in found.sources)
    if found.is_one_by_one:
        return _(
            "Source: %(sources)s, sessions told one by one. Whoever reached a step has passed the ones before it."
        ) % {"sources": sources}
    return _(
        "Source: %(sources)s, sums that the tool exports: it counts additions and purchases, not sessions with "
        "one, so a step may hold more than it should. Sessions or events one by one tell it exactly."
    ) % {"sources": sources}


def segments(asked: Asked) -> Shown:
    found = _found(asked)
    if found is None:
        return _no_visits()
    every = in_order(segment_table(found, asked.locale), asked)
    tabs = [
        (dimension(one).label, asked.reading.address(by=one), one == found.dimension)
        for one in found.dimensions
    ]
    words = [
        _(
            "Purchases missing: what the segment would have had in these days with the rate of all visits at its "
            "weakest step, the rest being as it is. Visitors differ from one channel to another: it says where to "
            "look first, not what a change would bring."
        )
    ]
    return Shown(None, replace(every, rows=every.rows[:IN_SIGHT]), every, words, tabs=tabs)


def paths(asked: Asked) -> Shown:
    found = read_ways(asked.scope, asked.reading.period)
    if found is None:
        return _no_paths()
    every = in_order(path_table(found, asked), asked)
    return Shown(None, replace(every, rows=every.rows[:IN_SIGHT]), every, [_reach(found, asked)])


def credit(asked: Asked) -> Shown:
    found = read_ways(asked.scope, asked.reading.period)
    if found is None:
        return Shown(nothing=_("Credit needs visits that can be followed to an order: see above."))
    table = in_order(credit_table(found, asked), asked)
    words = [
        _(
            "Credit, not cause: each rule shares the same sales in another way, and none says what would be lost "
            "without a channel. Where the rules agree the choice matters little; where they do not, a test decides."
        ),
        _reach(found, asked),
    ]
    return Shown(None, table, table, words)


def _reach(found: Ways, asked: Asked) -> str:
    share = Decimal(found.orders) / found.all_orders if found.all_orders else None
    return _(
        "%(orders)s orders could be followed back, %(share)s of the own site's: %(sales)s ordered, %(visits)s visits "
        "of people who agreed, up to 30 days before the order."
    ) % {
        "orders": format_number(found.orders, asked.locale),
        "share": format_percent(share, asked.locale, 0),
        "sales": format_money(found.sales, asked.scope.currency, asked.locale, 0),
        "visits": format_number(found.visits, asked.locale),
    }


def _no_visits() -> Shown:
    return Shown(
        nothing=_("No visit is known in these days."),
        advice=[_("Import an export of GA4, Matomo or the web server's log, or choose other days.")],
    )


def _no_paths() -> Shown:
    return Shown(
        nothing=_("No visit of these days can be followed to an order."),
        advice=[
            _(
                "A sum by day and channel, as audience tools export it, does not say which visits led to which order. "
                "Sessions or events one by one do: each with its time, its channel, the number of the visitor who "
                "agreed to be followed and, for a purchase, the number of the order."
            ),
            _("What is measured without consent never counts here: it names neither visitor nor order."),
        ],
    )
