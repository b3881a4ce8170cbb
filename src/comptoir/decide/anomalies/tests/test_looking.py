"""A look at a small shop in which something is planted: business and data told apart, nothing read of later days."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from comptoir.core import clock
from comptoir.core.companies.api import operator_scope
from comptoir.decide.anomalies import looking
from comptoir.decide.anomalies.api import (
    Choices,
    Fault,
    Kind,
    alarms_at,
    choose,
    look_and_keep,
    look_at,
    open_alarms,
)
from comptoir.decide.anomalies.past import READS
from comptoir.decide.evenings.tests.reading import tables_read
from comptoir.measure.metrics.tests.facts import arrow
from comptoir.measure.warehouse.api import writer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LAST = date(2026, 6, 28)
DAYS = 400
"""So that the summer sales, which have just begun, were seen once before."""
MISSING = LAST - timedelta(days=20)
CUT = (LAST - timedelta(days=15), LAST - timedelta(days=8))
PRICE = 40


@pytest.fixture(autouse=True)
def morning_after():
    with clock.frozen(datetime(2026, 6, 29, 9, tzinfo=UTC)):
        yield


class Shop:
    """Twenty orders a day, a quarter fewer on Sundays, and a tool that sees four visits in five."""

    def __init__(self, *, is_planted):
        self.chance, self.is_planted = random.Random(4), is_planted
        self.days = [LAST - timedelta(days=ago) for ago in range(DAYS - 1, -1, -1)]
        self.orders, self.visits = [], []
        for day in self.days:
            usual = 20 * (0.75 if day.isoweekday() == 7 else 1)
            count = sum(self.chance.random() < 0.5 for _ in range(round(2 * usual)))
            if is_planted and day == LAST:
                count = 3
            self.orders += [
                {"order_id": f"{day}-{n}", "day": day, "sales_channel": "site", "gross_amount": PRICE}
                for n in range(count)
            ]
            sessions = round(usual * 50 * self.chance.gauss(1, 0.04))
            seen = 0.8
            if is_planted and CUT[0] <= day <= CUT[1]:
                sessions, seen = round(sessions * 0.4), 0.3
            if not (is_planted and day == MISSING):
                purchases = sum(self.chance.random() < seen for _ in range(count))
                self.visits.append({"day": day, "sessions": sessions, "purchases": purchases})

    def load(self, company, first=date.min, last=date.max):
        rows = [one for one in self.orders if first <= one["day"] <= last]
        with writer(operator_scope(company.slug)) as batch:
            batch.append("order", arrow("order", rows))
            batch.append("order_line", arrow("order_line", [{"sku": "LAMP", **one} for one in rows]))
            seen = [one for one in self.visits if first <= one["day"] <= last]
            batch.append("audience_day", arrow("audience_day", seen))
            batch.commit("test", {})


def test_business_and_data_are_told_apart_and_later_days_change_nothing(company, scope, monkeypatch):
    shop = Shop(is_planted=True)
    shop.load(company, last=LAST - timedelta(days=1))
    eve = LAST - timedelta(days=1)
    before = look_at(scope, eve)
    shop.load(company, first=LAST)
    with tables_read() as read:
        again = look_at(scope, eve)
    assert again.alarms == before.alarms
    assert again.snapshot > before.snapshot
    assert read <= set(READS)
    assert read >= {"core_calendar.CalendarEvent", "decide_forecasts.EventEffect", "measure_costs.StoredRule"}
    # Of the newer facts it is kept: told again without a look, the same.
    with monkeypatch.context() as without:
        without.setattr(looking, "look", None)
        assert look_at(scope, eve) == again
    seen = look_and_keep(scope)
    assert seen.day == LAST
    faults = [(one.fault, one.metric, one.first_day, one.last_day) for one in seen.alarms if one.fault]
    assert (Fault.MISSING_DAY, "sessions", MISSING, MISSING) in faults
    assert (Fault.TRACKING, "sessions", *CUT) in faults
    assert {fault for fault, *_days in faults} == {Fault.MISSING_DAY, Fault.TRACKING}
    business = {one.metric: one for one in seen.alarms if one.kind is Kind.BUSINESS and not one.dimension}
    # Visits and conversion moved with the tool alone: nothing of them alarms.
    assert {one.metric for one in seen.alarms if one.kind is Kind.BUSINESS} == {"net_sales", "orders"}
    orders = business["orders"]
    assert (orders.first_day, orders.last_day, orders.actual, orders.is_over) == (LAST, LAST, 3.0, False)
    assert orders.expected == pytest.approx(15, abs=2)
    # Costs are unknown: net sales. Seven days like it, at the price of an order.
    assert float(orders.money.week) == pytest.approx((orders.expected - 3) * PRICE * 7, abs=0.05)
    assert orders.money.basis.value == "net_sales"
    assert open_alarms(scope) == [one for one in seen.alarms if not one.is_over]
    # What no week of the shop is worth alarms nobody; what the data lack still does.
    choose(scope, Choices(Decimal(100_000)))
    assert {one.kind for one in alarms_at(scope, LAST)} == {Kind.DATA}


def test_where_nothing_is_planted_nothing_alarms_and_a_source_that_stops_is_late(company, scope):
    shop = Shop(is_planted=False)
    shop.visits = [one for one in shop.visits if one["day"] <= LAST - timedelta(days=5)]
    shop.load(company)
    seen = look_at(scope)
    (late,) = seen.alarms
    assert (late.fault, late.metric, late.first_day) == (
        Fault.LATE_SOURCE,
        "sessions",
        LAST - timedelta(days=4),
    )
    assert seen.series >= 3


def test_a_day_that_had_not_ended_when_it_was_loaded_is_not_judged(company, scope):
    shop = Shop(is_planted=True)
    with clock.frozen(datetime(2026, 6, 28, 15, tzinfo=UTC)):
        shop.load(company)
    assert {one.metric for one in alarms_at(scope, LAST) if one.kind is Kind.BUSINESS} == set()
