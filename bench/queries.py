"""(b) Each query of the cockpit against the same question in raw SQL over the same files, answers compared."""

from dataclasses import dataclass, field, replace
from functools import partial

from django.conf import settings

from bench.asked import Asked, asked
from bench.generate import Size
from bench.measure import Measure, median, percentile, timed, told
from bench.raw import FACTS, Ask, Raw, alike
from bench.store import LARGE, stored
from comptoir.core.companies.api import Scope
from comptoir.core.periods import Grain
from comptoir.measure.metrics import memory
from comptoir.measure.metrics.api import Query, metric
from comptoir.measure.metrics.api import run as answer
from comptoir.measure.metrics.catalogue.measures import MEASURES, Kind
from comptoir.measure.metrics.models import CachedCells
from comptoir.measure.metrics.ranking import Ranking
from comptoir.measure.metrics.result import Result, Row
from comptoir.measure.warehouse.api import current_snapshot, table_files

READINGS = ("preset=last_28_days", "preset=last_12_months")
ROUNDS = 7
RATIO, ALLOWANCE = 1.2, 0.040
ADDITIVE, DISTINCT, CACHED = 0.100, 0.500, 0.020


@dataclass
class Times:
    """Seconds of the first answer and of the one from the cache, all questions of one kind together."""

    first: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)


def run(size: Size = LARGE, rounds: int = ROUNDS) -> list[Measure]:
    scope = stored(size)
    raw = bare(scope)
    times = {True: Times(), False: Times()}
    measures = []
    for question in asked(scope, READINGS):
        query, tile = question.query, question.tile
        asks = compared(scope, raw, query, tile)
        in_order(scope, raw, question, asks)
        peer = timed(lambda asks=asks: [raw.rows(ask) for ask in asks], rounds + 1)[1:]
        first, again = [], []
        for _round in range(rounds + 1):
            forget()
            first += timed(partial(question.answer, scope), 1)
            again += timed(partial(question.answer, scope), 1)
        kind = times[is_additive(query)]
        kind.first += first[1:]
        kind.again += again[1:]
        one = Measure(
            f"{tile}: {words(query)}",
            median(first[1:]),
            "raw SQL",
            median(peer),
            target=RATIO,
            allowance=ALLOWANCE,
            note=f"again {median(again[1:]) * 1000:.0f} ms",
        )
        measures.append(told(one))
    return [*map(told, _summaries(times)), *measures]


def _summaries(times: dict[bool, Times]) -> list[Measure]:
    return [
        Measure(
            "additive metrics and totals, first answer, p95",
            percentile(times[True].first, 0.95),
            target=ADDITIVE,
        ),
        Measure("distinct counts, first answer, p95", percentile(times[False].first, 0.95), target=DISTINCT),
        Measure("distinct counts, from the cache, p95", percentile(times[False].again, 0.95), target=CACHED),
    ]


def forget() -> None:
    """As if nobody had asked since the import; the profile of the snapshot stays, as every question reads it."""
    memory.forget_in_process()
    CachedCells.objects.exclude(key=memory.PROFILE).delete()


def bare(scope: Scope) -> Raw:
    snapshot = current_snapshot(scope)
    if snapshot is None:
        raise LookupError(scope.slug)
    files = {name: table_files(scope, snapshot, name) for name in FACTS}
    last = answer(scope, Query(("orders",))).period.end
    return Raw(files, last, settings.DUCKDB_MEMORY)


def compared(scope: Scope, raw: Raw, query: Query, tile: str = "") -> list[Ask]:
    """The question as SQL is asked it, period by period; AssertionError unless the answers are equal."""
    found = answer(scope, query)
    asks = []
    for period in filter(None, (found.period, found.compared)):
        ask = Ask(query.metrics, query.by, query.grain, period, query.tax or scope.tax)
        ours = answer(
            scope, replace(query, period=period, compare=None, order="", limit=None, offset=0, matching="")
        )
        wrong = differences(ours, raw.rows(ask), query)
        if query.with_whole:
            # The peer is asked for the lines alone, though a page has their sum for the same price.
            wrong += _unlike(ours.whole, raw.rows(replace(ask, by=(), grain=Grain.TOTAL)), query)
        if wrong:
            raise AssertionError(f"{tile}: {query}: SQL says otherwise: {wrong[:3]}")
        asks.append(ask)
    return asks


def in_order(scope: Scope, raw: Raw, question: Asked, asks: list[Ask]) -> None:
    """AssertionError unless a ranking holds the lines of SQL, the largest first."""
    ours = question.answer(scope)
    if not isinstance(ours, Ranking):
        return
    lines = ours.first(len(ours))
    told = dict(raw.rows(asks[0]))
    values = [value for _label, value in lines]
    if values != sorted(values, reverse=True) or any(
        not alike(value, told.get(name)) for name, value in lines
    ):
        raise AssertionError(f"{question.tile}: {question.query}: SQL ranks otherwise")


def differences(ours: Result, told: list[tuple[object, ...]], query: Query) -> list[object]:
    """Lines on which the two do not agree, from either side."""
    is_over_time = query.grain is not Grain.TOTAL
    width = len(query.by) + is_over_time
    expected = {line[:width]: line[width:] for line in told}
    wrong: list[object] = []
    for row in ours.rows:
        key = (*([row.period] if is_over_time else []), *row.dimensions.values())
        values = tuple(row.values.get(name) for name in query.metrics)
        said = expected.pop(key, (None,) * len(values))
        if not all(map(alike, values, said)):
            wrong.append((key, values, said))
    # A line of nothing but returns of nothing is no line of ours.
    return wrong + [line for line in expected.items() if any(line[1])]


def _unlike(whole: Row | None, told: list[tuple[object, ...]], query: Query) -> list[object]:
    values = tuple(whole.values.get(name) for name in query.metrics) if whole else ()
    return [] if len(told) == 1 and all(map(alike, values, told[0])) and values else [(values, told)]


def is_additive(query: Query) -> bool:
    """Whether it only adds up: no different customers, no customers who came back."""
    formulas = [found.formula for name in query.metrics if (found := metric(name)).formula]
    measures = [MEASURES[name] for formula in formulas for name in formula.measures]
    return all(one.kind in (Kind.SUM, Kind.COUNT) and not one.matured_days for one in measures)


def words(query: Query) -> str:
    said = ", ".join(query.metrics)
    said += f" by {', '.join(query.by)}" if query.by else ""
    said += f" each {query.grain}" if query.grain is not Grain.TOTAL else ""
    said += f", {query.period.days} days" if query.period else ", all days"
    return said + (" and the days compared" if query.compare else "")
