"""Visits of a Matomo on loopback, from the connection to the way that an order came by."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs

import pytest

from comptoir.connectors.connections.api import add_connection, kept_answers
from comptoir.connectors.matomo.tests.test_visit_log import BOUGHT, EVENING, LEFT
from comptoir.connectors.source import Rate
from comptoir.connectors.sources import SOURCES
from comptoir.connectors.tests.loopback import Asked, Reply, serving
from comptoir.core import clock
from comptoir.core.periods import Period
from comptoir.measure.metrics.api import Query, run, touches
from comptoir.measure.metrics.tests.facts import arrow
from comptoir.measure.sync.api import sync
from comptoir.measure.warehouse.api import current_snapshot, writer

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE: dict[str, Any] = {
    **LEFT,
    "idVisit": "70",
    "visitorId": BOUGHT["visitorId"],
    "firstActionTimestamp": EVENING - 2 * 86_400,
}


@pytest.fixture
def address(settings, monkeypatch):
    settings.ALLOW_PRIVATE_ADDRESSES = True
    monkeypatch.setitem(SOURCES, "matomo", replace(SOURCES["matomo"], rate=Rate(per_second=10_000)))

    def answer(asked: Asked) -> Reply:
        given = {name: values[-1] for name, values in parse_qs(asked.body.decode()).items()}
        by_day = {"2026-11-20": [BEFORE], "2026-11-22": [LEFT, BOUGHT]}
        is_log = given["method"] == "Live.getLastVisitsDetails"
        body = by_day.get(given["date"], []) if is_log else {f"2026-11-{day}": [] for day in range(19, 23)}
        return Reply(200, json.dumps(body).encode(), {"Content-Type": "application/json"})

    with serving(answer) as server, clock.frozen(datetime(2026, 11, 22, 20, tzinfo=UTC)):
        yield server.address


def test_visits_lead_to_orders_and_the_same_ones_again_change_nothing(scope, address) -> None:
    with writer(scope) as batch:
        sold = {"order_id": "FR-1007", "day": "2026-11-22", "gross_amount": "50", "sales_channel": "site"}
        batch.append("order", arrow("order", [sold]))
        batch.commit("test", {})
    values = {"address": address, "token": "t", "site": "4", "first_day": "2026-11-19", "basis": "consent"}
    held = add_connection(scope, "matomo", values)
    report = sync(scope, held.pk)
    assert (report.rows_loaded, report.rows_rejected) == (3, 0)
    period = Period(date(2026, 11, 19), date(2026, 11, 22))
    way = touches(scope, period)
    assert [(one["channel"], one["worth"]) for one in way.to_pylist()] == [
        ("organic_search", Decimal(50)),
        ("paid_search", Decimal(50)),
    ]
    seen = run(scope, Query(("product_views",), by=("product",), period=period))
    assert [(row.dimensions["product"], row.values["product_views"]) for row in seen.rows] == [("SAV-01", 1)]
    kept = json.dumps(list(kept_answers(held, "visit_log")))
    assert not any(one in kept for one in (BOUGHT["visitorId"], BOUGHT["visitIp"], BOUGHT["userId"]))

    before = current_snapshot(scope)
    assert sync(scope, held.pk).rows_loaded == 0
    assert current_snapshot(scope) == before
