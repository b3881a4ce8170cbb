"""Questions put to the company's own warehouse."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import duckdb
import pyarrow as pa
from django.conf import settings

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.periods import Period
from comptoir.measure.costs.api import cost_rules, state_of
from comptoir.measure.metrics import buyer_sets, engine
from comptoir.measure.metrics.baskets import Baskets, sold_together
from comptoir.measure.metrics.buyers import buyers as known_buyers
from comptoir.measure.metrics.charged import charged_lines
from comptoir.measure.metrics.engine import Means, answer
from comptoir.measure.metrics.explain import Explanation, explanation
from comptoir.measure.metrics.facts import close_opened, opened, twin
from comptoir.measure.metrics.memory import CellMemory, forget_cells
from comptoir.measure.metrics.query import Query
from comptoir.measure.metrics.ranking import Ranking
from comptoir.measure.metrics.rate_book import stored_rates
from comptoir.measure.metrics.result import Result
from comptoir.measure.metrics.rollups import build_all
from comptoir.measure.metrics.running import state_of_running
from comptoir.measure.metrics.shelf import clear
from comptoir.measure.metrics.touches import touches as visits_before_orders
from comptoir.measure.warehouse.api import Snapshot, current_snapshot, snapshot


def run(scope: Scope, query: Query) -> Result:
    return put(scope, query, answer)


def ranking(scope: Scope, query: Query) -> Ranking:
    return put(scope, query, engine.ranking)


def in_columns(scope: Scope, query: Query) -> pa.Table:
    return put(scope, query, engine.in_columns)


def put[T](scope: Scope, query: Query, ask: Callable[[Scope, Query, Means], T]) -> T:
    """Put the query to the snapshot that it names, the latest if it names none."""
    return _read(scope, query.snapshot, lambda means: ask(scope, query, means))


def buyers(scope: Scope, until: date, number: int | None) -> pa.Table:
    return _read(scope, number, lambda means: known_buyers(scope, until, means))


def buyers_of(scope: Scope, by: str, value: str, until: date, number: int | None) -> pa.Array:
    return _read(scope, number, lambda means: buyer_sets.buyers_of(scope, by, value, until, means))


def buyers_by(scope: Scope, by: str, until: date, number: int | None) -> pa.Table:
    return _read(scope, number, lambda means: buyer_sets.buyers_by(scope, by, until, means))


def returning_orders(scope: Scope, until: date, number: int | None) -> pa.Table:
    return _read(scope, number, lambda means: buyer_sets.returning_orders(scope, until, means))


def baskets(scope: Scope, period: Period, number: int | None) -> Baskets:
    return _read(scope, number, lambda means: sold_together(scope, period, means))


def charged(scope: Scope, period: Period, number: int | None) -> pa.Table | None:
    return _read(scope, number, lambda means: charged_lines(scope, period, means))


def touches(scope: Scope, period: Period, number: int | None) -> pa.Table:
    return _read(scope, number, lambda means: visits_before_orders(scope, period, means))


def _read[T](scope: Scope, number: int | None, ask: Callable[[Means], T]) -> T:
    scope.require(Permission.VIEW_FIGURES)
    chosen = _chosen(scope, number)
    try:
        return ask(_means(scope, chosen))
    except duckdb.IOException:
        # Sums made in advance were cleared while they were being read: once more, from what there is now.
        close_opened()
        return ask(replace(_means(scope, chosen), twin=None))


def _means(scope: Scope, chosen: Snapshot | None) -> Means:
    source = opened(scope, chosen)
    place, rules = str(settings.WAREHOUSE), state_of(source.rules)
    brand = source.choices.brand
    typed = state_of_running(source.running)
    memory = (
        CellMemory(place, scope.company_id, source.number, rules, brand, typed) if source.number else None
    )
    beside = partial(twin, source) if source.is_large else None
    return Means(source, source.profile, stored_rates(source), memory, beside)


def explain(scope: Scope, name: str, query: Query) -> Explanation:
    chosen = _chosen(scope, query.snapshot)
    number, refreshed_at = (chosen.number, chosen.created_at) if chosen else (None, None)
    return explanation(scope, name, query, number, refreshed_at, cost_rules(scope))


def build_rollups(scope: Scope, chosen: Snapshot) -> tuple[str, ...]:
    source = opened(scope, chosen)
    built = build_all(source, source.profile.facts)
    if built:
        source.shelf.forget_others()
    return built


def is_prepared(scope: Scope) -> bool:
    scope.require(Permission.VIEW_FIGURES)
    return opened(scope, current_snapshot(scope)).is_large


def forget_rollups(scope: Scope) -> None:
    clear(scope)
    forget_cells(scope.company_id)


def _chosen(scope: Scope, number: int | None) -> Snapshot | None:
    return current_snapshot(scope) if number is None else snapshot(scope, number)
