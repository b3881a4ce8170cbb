"""(f) The first load of a WooCommerce shop on loopback: orders per second, and memory as their number grows."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter

from django.conf import settings

from bench.measure import Measure, fresh_company, peak_memory
from comptoir.connectors.connections.api import add_connection, connection
from comptoir.connectors.source import Rate
from comptoir.connectors.sources import SOURCES
from comptoir.core import clock
from comptoir.core.companies.api import Scope
from comptoir.measure.ingest.api import Unwatched
from comptoir.measure.sync.api import sync
from comptoir.measure.sync.reading import opened

SIZES = (20_000, 100_000)
PEER = "the same pages, asked and dropped"


def run() -> list[Measure]:
    settings.ALLOW_PRIVATE_ADDRESSES = True
    # The pace that a real shop bears is not what is measured.
    SOURCES["woocommerce"] = replace(SOURCES["woocommerce"], rate=Rate(per_second=1e6))
    return [_measure(orders) for orders in SIZES]


def _measure(orders: int) -> Measure:
    with _shop(orders) as address:
        scope = fresh_company("bench-connections", currency="EUR", timezone="Europe/Paris")
        held = add_connection(scope, "woocommerce", {"address": address, "key": "ck_1", "secret": "cs_1"})
        begun = perf_counter()
        report = sync(scope, held.pk)
        ours = perf_counter() - begun
        if report.rows_loaded != orders:
            raise SystemExit(f"bench: {report.rows_loaded} orders came in place of {orders}.")
        peer = _bare(scope, held.pk)
    note = f"{orders / ours:,.0f} orders/s; peak memory {peak_memory():.0f} MB"
    return Measure(f"first load of a WooCommerce shop, {orders:,} orders", ours, PEER, peer, note=note)


def _bare(scope: Scope, key: int) -> float:
    begun = perf_counter()
    reader = opened(scope, connection(scope, key), Unwatched())
    for _page in reader.pages("orders", None, clock.now()):
        pass
    return perf_counter() - begun


@contextmanager
def _shop(orders: int) -> Iterator[str]:
    command = [sys.executable, "-m", "bench.shop", str(orders)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        if process.stdout is None or process.stdin is None:
            raise SystemExit("bench: the shop cannot be started.")
        try:
            yield process.stdout.readline().strip()
        finally:
            process.stdin.close()
