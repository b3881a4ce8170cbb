"""From which evening a company is looked at when nobody names one."""

from datetime import UTC, date, datetime

import pytest

from comptoir.core import clock
from comptoir.core.companies.api import Scope, operator_scope
from comptoir.core.companies.models import Company
from comptoir.core.periods import Period
from comptoir.decide.findings import evening
from comptoir.measure.ingest.models import ImportRun, ImportState

MONDAY_MORNING = datetime(2026, 11, 23, 7, tzinfo=UTC)


@pytest.fixture
def scope(db: None) -> Scope:
    Company.objects.create(slug="shop", name="Shop", timezone="Europe/Paris")
    return operator_scope("shop")


@pytest.fixture
def seen(scope: Scope, monkeypatch: pytest.MonkeyPatch):
    def last(orders_until: date) -> date | None:
        monkeypatch.setattr(evening, "loaded_days", lambda _: Period(date(2026, 1, 1), orders_until))
        with clock.frozen(MONDAY_MORNING):
            return evening.last_evening(scope)

    return last


def imported(
    scope: Scope, finished: datetime, state: ImportState = ImportState.DONE, number: int = 1
) -> None:
    ImportRun.objects.create(
        company_id=scope.company_id, number=number, state=state, finished_at=finished, file_name="orders.csv"
    )


def test_days_that_no_import_can_have_told_of_are_no_days_without_sales(scope, seen):
    imported(scope, datetime(2026, 11, 20, 17, tzinfo=UTC))
    imported(scope, datetime(2026, 11, 23, 6, tzinfo=UTC), ImportState.FAILED, number=2)
    assert seen(date(2026, 11, 19)) == date(2026, 11, 19)
    # What stands in the facts is known, however little of that day the import can have seen.
    assert seen(date(2026, 11, 20)) == date(2026, 11, 20)


def test_a_day_over_before_the_import_and_without_an_order_sold_nothing(scope, seen):
    # Half past eleven at night by universal time is the next morning in Paris.
    imported(scope, datetime(2026, 11, 21, 23, 30, tzinfo=UTC))
    assert seen(date(2026, 11, 19)) == date(2026, 11, 21)
    imported(scope, datetime(2026, 11, 23, 5, tzinfo=UTC), number=2)
    assert seen(date(2026, 11, 19)) == date(2026, 11, 22)


def test_today_is_never_over_and_a_shop_that_rests_is_seen_from_its_last_order(scope, seen):
    imported(scope, datetime(2026, 11, 23, 5, tzinfo=UTC))
    assert seen(date(2026, 11, 23)) == date(2026, 11, 22)
    assert seen(date(2026, 10, 1)) == date(2026, 10, 1)
