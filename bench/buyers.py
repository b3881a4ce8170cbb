"""RFM, cohorts and pairs of items over 10M lines: worked out at first, and what is kept of the snapshot."""

from collections.abc import Callable
from functools import partial

from django.core.cache import caches

from bench.generate import Size
from bench.measure import Measure, median, timed, told
from bench.queries import bare, forget
from bench.raw import COUNTED, Raw
from bench.store import LARGE, stored
from comptoir.core.companies.api import Scope
from comptoir.decide.customers.api import cohorts, evening, kept, segments, together

ROUNDS = 5
FIRST, AGAIN = 0.500, 0.020


def run(size: Size = LARGE, rounds: int = ROUNDS) -> list[Measure]:
    scope = stored(size)
    at, raw = evening(scope, None), bare(scope)
    peer = median(timed(partial(_marks, raw), rounds))
    many = f"{size.lines:,} lines"
    return [
        *_job(f"RFM of {many}", scope, partial(segments, scope, at), rounds, FIRST, peer),
        *_job(f"cohorts of {many}", scope, partial(cohorts, scope, at), rounds, FIRST),
        *_job(f"items bought together in 365 days of {many}", scope, partial(together, scope, at), rounds),
    ]


def _job(
    job: str,
    scope: Scope,
    make: Callable[[], object],
    rounds: int,
    target: float | None = None,
    peer: float | None = None,
) -> list[Measure]:
    at, first, again = evening(scope, None), [], []
    make()  # the libraries are loaded
    for _round in range(rounds):
        forget()
        caches["worked_out"].clear()
        ask = partial(kept, scope, at, job, make)
        first += timed(ask, 1)
        again += timed(ask, 1)
    beside = ("bare DuckDB, marks of every customer", peer) if peer else ("", None)
    return [
        told(Measure(f"{job}, first", median(first), *beside, limit=target)),
        told(Measure(f"{job}, kept of the snapshot", median(again), target=AGAIN)),
    ]


def _marks(raw: Raw) -> None:
    """Days since the last order, days with an order and sales of each customer, and the five marks of the first two."""
    raw.connection.execute(f"""
        WITH sales AS (
            SELECT order_id, source, sum(gross_amount - discount_amount) AS sales
            FROM order_line WHERE status = 'sold' AND kind = 'product' GROUP BY ALL
        ), buyers AS (
            SELECT customer_key, max(day) AS last_day, count(DISTINCT day) AS days, sum(sales) AS sales
            FROM "order" JOIN sales USING (source, order_id)
            WHERE {COUNTED} AND customer_key IS NOT NULL GROUP BY customer_key
        )
        SELECT *, ntile(5) OVER (ORDER BY last_day) AS recency, ntile(5) OVER (ORDER BY days) AS frequency
        FROM buyers""").fetchall()  # noqa: S608 - the peer is SQL written by hand
