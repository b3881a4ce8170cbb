"""A look from an evening of the past: told again without looking, equal to what was seen, new where a choice moved."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from comptoir.core import clock
from comptoir.decide.evenings.models import KeptLook
from comptoir.decide.evenings.tests.reading import tables_read
from comptoir.decide.findings import looking
from comptoir.decide.findings.api import Choices, choose, look_and_keep, look_at
from comptoir.decide.findings.past import READS
from comptoir.decide.findings.tests.shop import DAY, Shop, cost_rules, load
from comptoir.decide.targets.models import StoredTarget

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def days_later():
    with clock.frozen(datetime(2026, 7, 2, 9, tzinfo=UTC)):
        yield


def test_an_evening_of_the_past_is_looked_at_once(scope, monkeypatch):
    cost_rules(scope)
    load(scope, Shop(1).rows)
    month = DAY.replace(day=1)
    StoredTarget.objects.create(
        company_id=scope.company_id,
        metric="net_sales",
        month=month,
        value=Decimal(10**6),
        updated_at=clock.now(),
    )
    with tables_read() as read:
        first = look_at(scope, DAY)
    assert read <= set(READS)
    assert read >= {"core_calendar.CalendarEvent", "decide_targets.StoredTarget", "measure_costs.StoredRule"}
    assert len({one.analysis for one in first.found}) > 8

    def refuse(*_asked, **_how):
        raise AssertionError("looked again")

    with monkeypatch.context() as without:
        without.setattr(looking, "look", refuse)
        assert look_at(scope, DAY) == first
    choose(scope, Choices(Decimal(10**6), 21))
    assert look_at(scope, DAY) != first
    # The last evening is looked at anew: nothing of it is told from what was kept.
    kept = KeptLook.objects.count()
    look_and_keep(scope)
    assert KeptLook.objects.count() == kept == 2
