"""The cards: at most seven figures that say how things stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from comptoir.core.charts.api import sparkline
from comptoir.core.companies.api import Scope
from comptoir.core.money import format_period
from comptoir.core.periods import Comparison, Grain, Period
from comptoir.measure.metrics.api import Metric, Query, metric, run
from comptoir.measure.reading.api import Change, Figure, Reading, change, mature, short, tax_words, written
from comptoir.measure.tracking.api import sentence, tracking_shifts
from comptoir.web.cockpit.queries.landing import LANDING, LandingShown, has_target, landing

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Note, Result, Row

CUMULATIVE = "cumulative"
RETURNS = "return_rate"
MARGIN = "cm3"
MARGINS = (MARGIN, "cm2", "gross_margin")
"""The margin after everything, else the nearest that the costs known allow, under its own name."""
IN_SIGHT = 7
PRIORITIES = (
    "net_sales",
    "landing",
    CUMULATIVE,
    "orders",
    "aov",
    "conversion_rate",
    MARGIN,
    "ad_cost_ratio",
    "discount_rate",
    "new_customer_share",
    RETURNS,
    "repeat_365",
)
"""The seven of the first screen in their places; the others step in where a source is missing."""
FIRST_SCREEN = ("landing", "conversion_rate", "cm3", "ad_cost_ratio")
"""Those of the seven that need more than orders: named as « to connect » while they are missing."""


@dataclass(frozen=True, slots=True)
class Card:
    name: str
    """Of the metric that explains it."""
    label: Any
    unit: Any
    value: str
    full: str
    """The value to the last digit, where the card shortens it."""
    change: Change | None
    compared: str
    spark: SafeString
    note: str = ""
    """The days it covers, where they are not those of the page."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A figure of the first screen whose source is not connected."""

    name: str
    label: Any
    needs: Any


@dataclass(frozen=True, slots=True)
class Incident:
    """The measurement itself moved: figures of visits do not say what buyers did."""

    text: str
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Cards:
    cards: tuple[Card, ...]
    missing: tuple[Missing, ...]
    notes: "tuple[Note, ...]"
    incidents: tuple[Incident, ...] = ()


def cards(scope: Scope, reading: Reading, locale: str) -> Cards:
    """The seven most telling figures that the facts allow, and what the others wait for."""
    asked = [metric(name) for name in (*PRIORITIES, *MARGINS[1:]) if name not in (CUMULATIVE, RETURNS)]
    computed = [one for one in asked if one.is_computed]
    total = run(scope, reading.query(one.name for one in computed))
    spare = _spare_margins(total)
    available = [one for one in computed if one.name not in total.unavailable and one.name not in spare]
    course = (
        run(scope, reading.query((one.name for one in available), reading.grain)).rows if available else ()
    )
    row = total.rows[0] if total.rows else None
    made = {one.name: _card(one, row, course, scope, reading, locale) for one in available}
    made[CUMULATIVE] = _cumulative(scope, reading, locale)
    made[RETURNS] = _mature_returns(scope, reading, locale)
    if (landed := _landing(scope, reading, locale)) is not None:
        made[LANDING] = landed
    places = [place for name in PRIORITIES for place in (MARGINS if name == MARGIN else (name,))]
    chosen = [made[name] for name in places if name in made][:IN_SIGHT]
    missing = (metric(name) for name in FIRST_SCREEN if name not in made)
    # The margins were asked all at once: what is said of those not shown is not said here.
    notes = tuple(note for note in total.notes if not note.metrics or set(note.metrics) & made.keys())
    return Cards(
        tuple(chosen),
        tuple(Missing(one.name, one.label, _needs(one)) for one in missing),
        notes,
        tuple(Incident(sentence(one), one.end is None) for one in tracking_shifts(scope, reading.period)),
    )


def _spare_margins(total: "Result") -> frozenset[str]:
    """All margins but the first that the facts of the period allow."""
    allowed = [name for name in MARGINS if name not in total.unavailable]
    known = [name for name in allowed if total.total.values.get(name) is not None]
    return frozenset(allowed) - {*(known or allowed)[:1]}


def _needs(one: Metric) -> Any:
    """What to connect, apart from the orders that are there already."""
    words = [source.words for source in one.sources if source.value != "orders"]
    return format_lazy(", ".join(["{}"] * len(words)), *words)


def _card(
    one: Metric, row: "Row | None", course: "tuple[Row, ...]", scope: Scope, reading: Reading, locale: str
) -> Card:
    value, compared = _pair(row, one.name)
    spark = sparkline(
        [line.values.get(one.name) for line in course],
        [line.compared.get(one.name) for line in course] if reading.comparison else (),
    )
    return _made(one, value, compared, spark, scope, reading, locale)


def _cumulative(scope: Scope, reading: Reading, locale: str) -> Card:
    """Net sales from the first day of the year to the end of the period, against the same days last year."""
    one = metric("net_sales")
    year = Period(date(reading.period.end.year, 1, 1), reading.period.end)
    query = Query((one.name,), grain=Grain.MONTH, period=year, compare=Comparison.YEAR, tax=reading.tax)
    rows = run(scope, query).rows
    months, before = (
        [row.values.get(one.name) for row in rows],
        [row.compared.get(one.name) for row in rows],
    )
    spark = sparkline(_running(months), _running(before))
    return _made(
        one,
        _sum(months),
        _sum(before),
        spark,
        scope,
        reading,
        locale,
        label=format_lazy(_("Net sales {year} to date"), year=year.start.year),
    )


def _landing(scope: Scope, reading: Reading, locale: str) -> Card | None:
    """Where the month ends against its target; without a target the table of indicators says it."""
    if not has_target(scope, reading):
        return None
    found = landing(scope, reading, locale)
    if not isinstance(found, LandingShown):
        return None
    one = metric(LANDING)
    spark = sparkline(())
    return _made(one, found.expected, found.target, spark, scope, reading, locale, note=found.interval)


def _mature_returns(scope: Scope, reading: Reading, locale: str) -> Card:
    """The return rate of orders old enough to have come back: young days are moved into the past."""
    one = metric(RETURNS)
    period, compare = mature(reading)
    query = Query((one.name,), period=period, compare=compare, tax=reading.tax)
    rows = run(scope, query).rows
    value, compared = _pair(rows[0] if rows else None, one.name)
    note = format_period(period, locale) if period != reading.period else ""
    return _made(one, value, compared, sparkline(()), scope, reading, locale, note=note)


def _made(
    one: Metric,
    value: Figure,
    compared: Figure,
    spark: SafeString,
    scope: Scope,
    reading: Reading,
    locale: str,
    *,
    label: Any = None,
    note: str = "",
) -> Card:
    return Card(
        name=one.name,
        label=label or one.label,
        unit=tax_words(one, reading.tax),
        value=short(value, one, scope.currency, locale),
        full=written(value, one, scope.currency, locale),
        change=change(value, compared, one, locale),
        compared=short(compared, one, scope.currency, locale) if compared is not None else "",
        spark=spark,
        note=note,
    )


def _pair(row: "Row | None", name: str) -> tuple[Figure, Figure]:
    return (row.values.get(name), row.compared.get(name)) if row else (None, None)


def _sum(values: Iterable[Figure]) -> Figure:
    """The whole of an additive figure; unknown where every part is."""
    known = [Decimal(value) for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _running(values: Iterable[Figure]) -> list[Decimal]:
    """Where it stood after each month; a month without figure adds nothing."""
    return list(accumulate(Decimal(value or 0) for value in values))
