"""Sums made in advance: the same measures by day (or month) and a few dimensions, exact to the last digit.

They change the time of an answer, never the answer: a statement reads the smallest rollup that knows the
dimensions asked, else the fact itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from comptoir.core.periods import Grain, Period, bucket, month_end
from comptoir.measure.metrics.buyer_table import kept_buyers
from comptoir.measure.metrics.catalogue.dimensions import DIMENSIONS
from comptoir.measure.metrics.catalogue.measures import MEASURES, Kind, Measure
from comptoir.measure.metrics.fees import order_fees
from comptoir.measure.metrics.inputs import Needs, needs, session_digests, whole
from comptoir.measure.metrics.keeping import Layout
from comptoir.measure.metrics.query import Question
from comptoir.measure.metrics.relations import kept_history, relation
from comptoir.measure.metrics.source import FactSource
from comptoir.measure.metrics.statements import Branch, aggregate, narrowed
from comptoir.measure.metrics.visits import SESSION_FLAGS, VISITS, kept_flags
from comptoir.measure.warehouse.api import View

if TYPE_CHECKING:
    from ibis.expr import types as ir

CORE = ("country", "sales_channel", "traffic_channel", "source", "currency", "customer_type")
CATALOGUE = ("category", "subcategory", "brand", "product_type", "source", "currency")
PRODUCT = ("product", "source", "currency")
COHORT = ("cohort", "source", "currency")
PLACE = ("country", "sales_channel", "source", "currency")
VISIT = ("traffic_channel", "device", "country", "source")
GOODS = ("gross", "gross_tax", "discount", "discount_tax", "quantity")
GIVEN_BACK = ("returned", "returned_tax", "returned_quantity")
"""What products are asked for day by day."""
LARGE_GROUPS = 122_880
"""Rows that say the name of a product many times: it is written once for all of them, and summed by its number."""
BY_DAY = Layout()
BY_PRODUCT_OVER_MONTHS = Layout(("day", "sku"), LARGE_GROUPS)
BY_PRODUCT = Layout(("sku", "day"), LARGE_GROUPS, is_by_month=True)


@dataclass(frozen=True, slots=True)
class Rollup:
    name: str
    fact: str
    dimensions: tuple[str, ...]
    grain: Grain = Grain.DAY
    is_of_followers: bool = False
    """Holds what a later order of the same customer may still change, and so depends on all orders."""
    is_of_fees: bool = False
    """Holds what bills and cost rules say of orders: made anew when a rule changes, and nothing else is."""
    only: tuple[str, ...] = ()
    """The measures that it holds; all that add up, if none is named."""
    layout: Layout = BY_DAY

    def covers(self, branch: Branch, question: Question) -> bool:
        """Whether it holds what the branch asks, at a grain as fine."""
        known = {*self.dimensions, *(["weekday"] if self.grain is Grain.DAY else [])}
        return (
            branch.fact == self.fact
            and branch.date == "day"
            and (self.grain is Grain.DAY or not branch.within)
            and set(branch.measures) <= {measure.name for measure in rolled(self)}
            and {found.name for found in question.dimensions} <= known
            and (self.grain is Grain.DAY or question.grain not in (Grain.DAY, Grain.WEEK))
        )


# The smallest come first.
ROLLUPS: tuple[Rollup, ...] = (
    Rollup("order_by_day", "order", CORE),
    Rollup("followers_by_day", "order", CORE, is_of_followers=True),
    Rollup("line_by_day", "order_line", CORE),
    Rollup("line_by_category", "order_line", CATALOGUE),
    Rollup("line_by_product", "order_line", PRODUCT, Grain.MONTH, layout=BY_PRODUCT_OVER_MONTHS),
    Rollup("refund_by_day", "refund", CORE),
    Rollup("refund_by_category", "refund", CATALOGUE),
    Rollup("line_by_cohort", "order_line", COHORT, Grain.MONTH),
    Rollup("refund_by_cohort", "refund", COHORT, Grain.MONTH),
    Rollup("refund_by_product", "refund", PRODUCT, Grain.MONTH, layout=BY_PRODUCT_OVER_MONTHS),
    Rollup("line_by_product_and_day", "order_line", PRODUCT, only=GOODS, layout=BY_PRODUCT),
    Rollup("refund_by_product_and_day", "refund", PRODUCT, only=GIVEN_BACK, layout=BY_PRODUCT),
    Rollup("order_fees_by_day", "order", CORE, is_of_fees=True),
    Rollup("line_margins_by_day", "order_line", CORE, is_of_fees=True),
    Rollup("refund_margins_by_day", "refund", CORE, is_of_fees=True),
    Rollup("fee_by_day", "fee", PLACE, is_of_fees=True),
    Rollup("shipment_by_day", "shipment", PLACE, is_of_fees=True),
    Rollup("session_by_day", VISITS, VISIT),
    Rollup("session_by_landing", VISITS, (*VISIT, "landing_page")),
)


HISTORY = Rollup("order_history", "order", ())
"""Every order with what its customer did before and after."""
FLAGS = Rollup(SESSION_FLAGS, VISITS, ())
"""Every session with the steps that it reached."""
KEPT = {rollup.name: rollup for rollup in (*ROLLUPS, HISTORY, FLAGS)}


@dataclass(frozen=True, slots=True)
class Read:
    """One statement to run: a branch over some days, from a rollup or from the fact itself."""

    branch: Branch
    rollup: Rollup | None
    period: Period

    @property
    def is_first_seen(self) -> bool:
        return self.rollup is HISTORY


@cache
def rolled(rollup: Rollup) -> tuple[Measure, ...]:
    """The measures that add up; whether a customer has had the time to come back is asked when it is read."""
    return tuple(
        measure
        for measure in MEASURES.values()
        if measure.fact == rollup.fact
        and measure.is_additive
        and measure.date == "day"
        and bool(measure.matured_days or measure.within_days) == rollup.is_of_followers
        and measure.is_of_fees == rollup.is_of_fees
        and (not rollup.only or measure.name in rollup.only)
    )


def reads(branch: Branch, question: Question, period: Period) -> tuple[Read, ...]:
    """How the branch is read: from the smallest rollup that covers it; the edges of months from one of days, else
    from the fact."""
    if _is_of_first_seen(branch, question):
        return (Read(branch, HISTORY, period),)
    covering = [rollup for rollup in ROLLUPS if rollup.covers(branch, question)]
    by_day = next((rollup for rollup in covering if rollup.grain is Grain.DAY), None)
    by_month = next((rollup for rollup in covering if rollup.grain is Grain.MONTH), None)
    inner, edges = whole_months(period) if by_month and covering[0] is by_month else (None, (period,))
    months = (Read(branch, by_month, inner),) if inner else ()
    return (*months, *(Read(branch, by_day, edge) for edge in edges))


def _is_of_first_seen(branch: Branch, question: Question) -> bool:
    return (
        all(MEASURES[name].kind is Kind.DISTINCT for name in branch.measures)
        and len(branch.measures) == 1
        and branch.date == "day"
        and not question.dimensions
    )


def whole_months(period: Period) -> tuple[Period | None, tuple[Period, ...]]:
    """The whole months of the period, and the days before and after them."""
    one = timedelta(days=1)
    first = period.start if period.start.day == 1 else month_end(period.start) + one
    last = period.end if period.end == month_end(period.end) else bucket(period.end, Grain.MONTH).start - one
    if first > last:
        return None, (period,)
    before = (Period(period.start, first - one),) if first > period.start else ()
    after = (Period(last + one, period.end),) if last < period.end else ()
    return Period(first, last), (*before, *after)


def made(source: FactSource, rollup: Rollup, months: Set[str] | None = None) -> ir.Table:
    """The rollup worked out from the fact, of all months or of those given."""
    columns = {DIMENSIONS[name].stored for name in rollup.dimensions}
    measures = rolled(rollup)
    worked_out = {column for measure in measures for column in measure.derived}
    table = relation(source, rollup.fact, frozenset(columns | worked_out))
    if months is not None:
        table = table.filter(table.month.isin(sorted(months)))
    if rollup.grain is Grain.MONTH:
        table = table.mutate(day=table.day.truncate("M").cast("date"))
    table, wheres = narrowed(table, measures, date.max)
    values = {m.name: aggregate(table, m, where) for m, where in zip(measures, wheres, strict=True)}
    # The month comes with the day: as a key it would only be told apart once more.
    return table.group_by("day", *sorted(columns)).aggregate(month=table.month.min(), **values)


def rollup_table(source: FactSource, rollup: Rollup) -> View | None:
    if rollup is HISTORY:
        return kept_history(source)
    if rollup is FLAGS:
        return kept_flags(source)
    return source.kept(
        rollup.name, lambda months: made(source, rollup, months), _needs(rollup), rollup.layout
    )


def _needs(rollup: Rollup) -> Needs:
    if rollup.is_of_followers:
        return whole("order")
    if rollup.fact == VISITS:
        return session_digests
    return needs(rollup.fact, rollup.dimensions, is_of_fees=rollup.is_of_fees)


def build_all(source: FactSource, facts: Iterable[str]) -> tuple[str, ...]:
    """Make every rollup of these facts that is worth keeping; gives their names."""
    known = set(facts)
    if "order" in known:
        kept_history(source)  # the others are made from it
        kept_buyers(source)
    return tuple(
        rollup.name
        for rollup in ROLLUPS
        if rollup.fact in known
        and (not rollup.is_of_fees or order_fees(source) is not None)
        and rollup_table(source, rollup) is not None
    )
