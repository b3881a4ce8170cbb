"""One fact aggregated to the asked grain: the only place where rows are summed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

from comptoir.core.heavy import ibis
from comptoir.core.periods import Grain
from comptoir.measure.metrics.catalogue.measures import MEASURES, Kind, Measure
from comptoir.measure.metrics.days import Days
from comptoir.measure.metrics.query import Filter, Question
from comptoir.measure.metrics.rates import DECIMALS, DIGITS
from comptoir.measure.metrics.relations import relation, with_weekday
from comptoir.measure.metrics.slots import Span
from comptoir.measure.metrics.source import FactSource

if TYPE_CHECKING:
    from ibis.expr import types as ir

_UNITS = {Grain.WEEK: "W", Grain.MONTH: "M", Grain.QUARTER: "Q", Grain.YEAR: "Y"}


@dataclass(frozen=True, slots=True)
class Branch:
    """The measures that one statement answers: same fact, same date, same way of counting."""

    fact: str
    date: str
    is_by_customer: bool
    measures: tuple[str, ...]
    along: str = ""
    """The exports that its measures are put beside."""
    within: Days = ()
    """The days that those know as well, which alone count; empty where it stands alone."""
    source: str = ""
    """The only source that counts, where two tell of the same."""

    @property
    def columns(self) -> tuple[str, ...]:
        """What its measures are called among cells (see `Formula.column`)."""
        return tuple(f"{name}@{self.along}" if self.along else name for name in self.measures)

    @property
    def has_money(self) -> bool:
        return any(MEASURES[name].is_money for name in self.measures)


def from_fact(
    source: FactSource,
    branch: Branch,
    question: Question,
    last_day: date,
    span: Span,
    rates: ir.Table | None = None,
) -> ir.Table:
    """The branch read from the rows of its fact.

    Columns: `period` (unless the grain is the total), `dim_0`…, then one for each measure.
    """
    measures = [MEASURES[name] for name in branch.measures]
    wanted = columns_of(question) | {column for measure in measures for column in measure.derived}
    table = _over(relation(source, branch.fact, wanted), branch, span)
    if MEASURES[branch.measures[0]].kind is Kind.LAST:
        table = _of_last_day(table, branch.date, question)
    table = _chosen(table, question)
    if rates is not None and branch.has_money and question.currency:
        table = with_rate(table, rates, question.currency)
    table, keys = _keyed(table, branch.date, question)
    table, wheres = narrowed(table, measures, last_day)
    if branch.is_by_customer:
        return _repeated(table, keys, measures[0].name)
    values = {m.name: aggregate(table, m, where) for m, where in zip(measures, wheres, strict=True)}
    return (table.group_by(*keys) if keys else table).aggregate(**values)


def from_rollup(
    rollup: ir.Table,
    branch: Branch,
    question: Question,
    last_day: date,
    span: Span,
    *,
    is_by_month: bool = False,
) -> ir.Table:
    """The same read from rows that are summed already, by day or month and the dimensions asked."""
    if any(found.name == "weekday" for found in question.dimensions):
        rollup = with_weekday(rollup)
    rows = _over(rollup, branch, span, is_by_month=is_by_month)
    table, keys = _keyed(_chosen(rows, question), branch.date, question)
    matured = {name: _matured(table, name, last_day) for name in branch.measures}
    values = {name: table[name].sum(where=on_time) for name, on_time in matured.items()}
    if not keys:
        return table.aggregate(**values)
    summed = table.group_by(*keys).aggregate(**values)
    # Sums already made say where no row spoke: null, or a count of none. Asked of the groups: rows are ten times more.
    spoke = [summed[name] != 0 if _counts(name) else summed[name].notnull() for name in branch.measures]
    return summed.filter(reduce(or_, spoke))


def from_first_seen(history: ir.Table, branch: Branch, question: Question, span: Span) -> ir.Table:
    """Different customers without counting any twice: an order counts if its customer's order before it lies
    before the bucket. A filter and a count, where telling a million customers apart takes ten times as long.

    Exact for whole buckets alone: split by a dimension, a customer may stand in several cells.
    """
    (name,) = branch.measures
    rows = _over(history, branch, span, is_by_month=False)
    table, keys = _keyed(_chosen(rows, question), branch.date, question)
    table, (where,) = narrowed(table, [MEASURES[name]], date.max)
    start = span.first
    if question.grain is not Grain.TOTAL:
        start = ibis.greatest(span.first, _bucket(table.day, question.grain, question.week_start))
    table = table.filter(table.previous_day.isnull() | (table.previous_day < start))
    values = {name: table.count(where=where)}
    return (table.group_by(*keys) if keys else table).aggregate(**values)


def _matured(table: ir.Table, name: str, last_day: date) -> ir.BooleanValue | None:
    matured = MEASURES[name].matured_days
    return table.day <= last_day - timedelta(days=matured) if matured else None


def _counts(name: str) -> bool:
    return MEASURES[name].kind is Kind.COUNT


def columns_of(question: Question) -> frozenset[str]:
    return frozenset(found.stored for found in question.dimensions)


def _over(table: ir.Table, branch: Branch, span: Span, *, is_by_month: bool = True) -> ir.Table:
    day = branch.date
    if day == "day" and is_by_month:
        # Files are months: this predicate is what keeps the others closed. In one file it costs a column.
        table = table.filter(table.month >= span.first_month, table.month <= span.last_month)
    table = table.filter(table[day] >= span.first, table[day] <= span.last)
    if branch.within:
        table = table.filter(
            reduce(or_, (table[day].between(days.start, days.end) for days in branch.within))
        )
    return table.filter(table.source == branch.source) if branch.source else table


def _of_last_day(table: ir.Table, day: str, question: Question) -> ir.Table:
    """The last day of each source in each bucket, whatever is chosen of it: an item gone from it is gone."""
    keyed = table.mutate(of_bucket=_bucket_or_whole(table[day], question))
    of_source = ibis.window(group_by=[keyed.source, keyed.of_bucket])
    marked = keyed.mutate(last_day=keyed[day].max().over(of_source))
    return marked.filter(marked[day] == marked.last_day).drop("of_bucket", "last_day")


def _bucket_or_whole(day: ir.DateValue, question: Question) -> ir.Value:
    if question.grain is Grain.TOTAL:
        return ibis.literal(0)
    return _bucket(day, question.grain, question.week_start)


def _chosen(table: ir.Table, question: Question) -> ir.Table:
    for chosen in question.filters:
        table = table.filter(_matches(table, chosen))
    return table


def _keyed(table: ir.Table, day: str, question: Question) -> tuple[ir.Table, list[str]]:
    keys = {f"dim_{n}": table[found.stored] for n, found in enumerate(question.by)}
    if question.grain is not Grain.TOTAL:
        keys = {"period": _bucket(table[day], question.grain, question.week_start), **keys}
    return (table.mutate(**keys) if keys else table), list(keys)


def _matches(table: ir.Table, chosen: Filter) -> ir.BooleanValue:
    column = table[chosen.dimension.stored]
    values = [value for value in chosen.values if value is not None]
    conditions = [column.isin(values)] if values else []
    if None in chosen.values:
        conditions.append(column.isnull())
    return reduce(or_, conditions)


def _bucket(day: ir.DateValue, grain: Grain, week_start: int) -> ir.Value:
    if grain is Grain.DAY:
        return day
    if grain is Grain.WEEK and week_start != 1:
        late = ibis.interval(days=week_start - 1)
        return ((day - late).cast("date").truncate("W") + late).cast("date")
    return day.truncate(_UNITS[grain]).cast("date")


def _conditions(table: ir.Table, measure: Measure, last_day: date) -> dict[object, ir.BooleanValue]:
    """What a row must be to count, each condition under a name that tells equal ones."""
    found: dict[object, ir.BooleanValue] = {
        condition: _holds(table[condition[0]], condition[1]) for condition in measure.where
    }
    found |= {column: table[column].notnull() for column in measure.known}
    if measure.matured_days:
        last = last_day - timedelta(days=measure.matured_days)
        found["matured", last] = table[measure.date] <= last
    if measure.within_days:
        limit = (table[measure.date] + ibis.interval(days=measure.within_days)).cast("date")
        found["within", measure.within_days] = table.next_day <= limit
    return found


def _holds(column: ir.Value, values: tuple[str | bool, ...]) -> ir.BooleanValue:
    # A flag as it is: within IN, the library forgets the brackets of one that was worked out with OR.
    return column if values == (True,) else column.isin(list(values))


def narrowed(
    table: ir.Table, measures: Sequence[Measure], last_day: date
) -> tuple[ir.Table, list[ir.BooleanValue | None]]:
    """The rows that count for any of the measures, and what each still asks of them."""
    asked = [_conditions(table, measure, last_day) for measure in measures]
    shared = set.intersection(*(set(conditions) for conditions in asked))
    own = [[name for name in conditions if name not in shared] for conditions in asked]
    kept = [asked[0][name] for name in asked[0] if name in shared]
    if all(own):
        # Measures that ask the same (an amount and its tax) ask it once.
        different = {frozenset(names): (found, names) for found, names in zip(asked, own, strict=True)}
        kept.append(
            reduce(or_, (reduce(and_, (found[n] for n in names)) for found, names in different.values()))
        )
    if kept:
        table = table.filter(*kept)
    left = [_conditions(table, measure, last_day) for measure in measures]
    return table, [
        reduce(and_, (found[n] for n in names)) if names else None
        for found, names in zip(left, own, strict=True)
    ]


def aggregate(table: ir.Table, measure: Measure, where: ir.BooleanValue | None) -> ir.Value:
    if measure.kind is Kind.COUNT:
        return table.count(where=where)
    if measure.kind is Kind.DISTINCT:
        return table.customer_key.nunique(where=where)
    amount = reduce(lambda total, column: total + table[column], measure.plus[1:], table[measure.plus[0]])
    amount = reduce(lambda total, column: total - table[column], measure.minus, amount)
    if measure.is_money and "exchange_rate" in table.columns:
        # The cast comes before the sum: engines round a product differently, a DECIMAL(18,4) they do not.
        amount = (amount * table.exchange_rate).cast("decimal(18, 4)")
    # A condition within the sum: FILTER beside it costs half as much again over many groups.
    return (amount if where is None else ibis.ifelse(where, amount, ibis.null())).sum()


def _repeated(table: ir.Table, keys: list[str], name: str) -> ir.Table:
    """Customers with two orders or more in the cell: counted by customer first, then by cell."""
    orders = table.group_by(*keys, "customer_key").aggregate(orders=table.count())
    repeating = {name: orders.count(where=orders.orders >= 2)}
    return (orders.group_by(*keys) if keys else orders).aggregate(**repeating)


def with_rate(table: ir.Table, rates: ir.Table, target: str) -> ir.Table:
    joined = table.left_join(rates, [table.currency == rates.rate_currency, table.day == rates.rate_day])
    one = ibis.literal(1).cast(f"decimal({DIGITS}, {DECIMALS})")
    rate = ibis.ifelse(joined.currency == target, one, joined.exchange_rate)
    return joined.mutate(exchange_rate=rate).drop("rate_currency", "rate_day")
