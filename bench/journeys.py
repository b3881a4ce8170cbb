"""The funnel of a site of 50 million events: from the rollup of its sessions, against bare DuckDB over the events."""

# ruff: noqa: S608 - SQL by hand is what the peer is

import shutil
from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import duckdb
import pyarrow as pa
from django.conf import settings

from bench.measure import Measure, fresh_company, median, timed, told
from bench.queries import forget
from comptoir.core.companies.api import Scope, operator_scope
from comptoir.core.companies.models import Company
from comptoir.core.periods import Period
from comptoir.measure.metrics.api import Query, build_rollups, forget_rollups
from comptoir.measure.metrics.api import run as answer
from comptoir.measure.warehouse.api import current_snapshot, table_files, writer

EVENTS, EVENTS_OF_A_SESSION = 50_000_000, 5
BYTES_OF_AN_EVENT = 150
"""On disk, with room for what is written beside."""
BATCH = 5_000_000
FIRST, DAYS = date(2025, 1, 1), 365
MONTH, YEAR = Period(date(2025, 11, 1), date(2025, 11, 28)), Period(FIRST, date(2025, 12, 31))
METRICS = ("site_sessions", "product_sessions", "cart_sessions", "checkout_sessions", "purchase_sessions")
BY = ("traffic_channel", "device")
TARGET, ROUNDS = 0.100, 5


def run(events: int = EVENTS) -> list[Measure]:
    events = min(events, shutil.disk_usage(settings.WAREHOUSE.parent).free // 2 // BYTES_OF_AN_EVENT)
    scope = stored(events)
    measures = [told(_rollups(scope, events))]
    raw = _raw(scope)
    for period in (MONTH, YEAR):
        expected = sorted(_rows(raw, period), key=str)
        if sorted(_ours(scope, period), key=str) != expected:
            raise AssertionError(f"{period}: the funnel of the rollup is not that of the events")
        first, again = [], []
        for _round in range(ROUNDS + 1):
            forget()
            first += timed(partial(_ours, scope, period), 1)
            again += timed(partial(_ours, scope, period), 1)
        bare = timed(partial(_rows, raw, period), 2)
        job = f"funnel by channel and device over {period.days} days of {events:,} events"
        note = f"again {median(again[1:]) * 1000:.0f} ms; same answer"
        one = Measure(
            job,
            median(first[1:]),
            "bare DuckDB over the events",
            median(bare),
            target=0,
            allowance=TARGET,
            note=note,
        )
        measures.append(told(one))
    return measures


def stored(events: int) -> Scope:
    """The company that holds so many events; generated where it is not there yet."""
    slug = f"bench-events-{events}"
    if Company.objects.filter(slug=slug).exists():
        scope = operator_scope(slug)
        if current_snapshot(scope) is not None:
            return scope
    scope = fresh_company(slug, currency="EUR", timezone="UTC")
    with duckdb.connect(config={"memory_limit": settings.DUCKDB_MEMORY}) as engine, writer(scope) as batch:
        for begin in range(0, events, BATCH):
            batch.append("event", generated(engine, begin, min(begin + BATCH, events), events))
        batch.commit("bench")
    return scope


def _rollups(scope: Scope, events: int) -> Measure:
    """All of them at first; an import makes those of its months and of the months beside them."""
    snapshot = current_snapshot(scope)
    if snapshot is None:
        raise LookupError(scope.slug)
    forget_rollups(scope)
    job = partial(build_rollups, scope, snapshot)
    return Measure(f"sessions of {events:,} events, and their rollups, all made", *timed(job, 1))


def generated(engine: duckdb.DuckDBPyConnection, begin: int, end: int, events: int) -> pa.RecordBatchReader:
    """Visits of five events each, spread over a year in the order of time."""
    seconds = DAYS * 86_400 - 600
    return engine.sql(f"""
        SELECT *, strftime(day, '%Y-%m') AS month FROM (
            SELECT 'site' AS source, 'e' || n AS event_id, 's' || visit AS session_id, 'consent' AS consent_basis,
                timezone('UTC', moment) AS happened_at, moment::DATE AS day,
                CASE WHEN place = 1 AND luck < 600 THEN 'view_item' WHEN place = 2 AND luck < 100 THEN 'add_to_cart'
                    WHEN place = 3 AND luck < 55 THEN 'begin_checkout' WHEN place = 4 AND luck < 25 THEN 'purchase'
                    ELSE 'page_view' END AS name,
                '/page-' || (hash(n) % 300) AS page, 'v' || (visit // 3) AS visitor_id,
                ['organic_search', 'paid_search', 'email', 'direct', 'paid_social', 'referral'][1 + luck::BIGINT % 6]
                    AS traffic_channel,
                ['phone', 'phone', 'desktop', 'tablet'][1 + (luck::BIGINT // 7) % 4] AS device, 'FR' AS country
            FROM (
                SELECT n, n // {EVENTS_OF_A_SESSION} AS visit, n % {EVENTS_OF_A_SESSION} AS place,
                    hash(n // {EVENTS_OF_A_SESSION}) % 1000 AS luck,
                    TIMESTAMP '{FIRST}' + to_seconds(
                        (n // {EVENTS_OF_A_SESSION}) * {seconds} // {events // EVENTS_OF_A_SESSION}
                        + (n % {EVENTS_OF_A_SESSION}) * 37
                    ) AS moment
                FROM range({begin}, {end}) AS numbers(n)
            )
        )""").to_arrow_reader(100_000)


def _ours(scope: Scope, period: Period) -> list[tuple[object, ...]]:
    found = answer(scope, Query(METRICS, by=BY, period=period))
    return [(*row.dimensions.values(), *(row.values[name] for name in METRICS)) for row in found.rows]


def _raw(scope: Scope) -> duckdb.DuckDBPyConnection:
    snapshot = current_snapshot(scope)
    if snapshot is None:
        raise LookupError(scope.slug)
    engine = duckdb.connect(config={"memory_limit": settings.DUCKDB_MEMORY})
    engine.execute("SET parquet_metadata_cache = true; SET TimeZone = 'UTC'; SET enable_progress_bar = false")
    engine.execute(f"CREATE VIEW event AS SELECT * FROM {_files(table_files(scope, snapshot, 'event'))}")
    return engine


def _files(files: Sequence[Path]) -> str:
    listed = ", ".join(f"'{file}'" for file in files)
    return f"read_parquet([{listed}], hive_partitioning = true, hive_types_autocast = false)"


def _rows(engine: duckdb.DuckDBPyConnection, period: Period) -> list[tuple[object, ...]]:
    """Sessions that began in the period; those of the months beside it may go on into it."""
    steps = ", ".join(f"count(*) FILTER (step >= {step})" for step in range(5))
    before = period.start.replace(day=1) - timedelta(days=1)
    return engine.execute(f"""
        SELECT channel, device, {steps} FROM (
            SELECT min(day) AS day, arg_min(traffic_channel, happened_at) AS channel,
                arg_min(device, happened_at) AS device,
                max(CASE name WHEN 'purchase' THEN 4 WHEN 'begin_checkout' THEN 3 WHEN 'add_to_cart' THEN 2
                    WHEN 'view_item' THEN 1 ELSE 0 END) AS step
            FROM event WHERE month BETWEEN '{before:%Y-%m}' AND '{period.end:%Y-%m}' GROUP BY session_id
        ) WHERE day BETWEEN DATE '{period.start}' AND DATE '{period.end}' GROUP BY ALL""").fetchall()
