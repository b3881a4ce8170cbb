"""`comptoir targets`: the days that it takes."""

import argparse
from datetime import UTC, date, datetime

import pytest

from comptoir.cli.targets import _evening
from comptoir.core import clock
from comptoir.core.companies.api import operator_scope
from comptoir.core.companies.models import Company
from comptoir.core.errors import UsageError


def evening(month: str | None = None, at: str | None = None) -> date:
    with clock.frozen(datetime(2026, 11, 22, 9, tzinfo=UTC)):
        return _evening(operator_scope("shop"), argparse.Namespace(month=month, at=at))


@pytest.mark.django_db
def test_the_last_evening_of_a_month() -> None:
    Company.objects.create(slug="shop", name="Shop")
    assert evening() == evening("2026-11") == date(2026, 11, 21)
    assert evening("2026-02") == date(2026, 2, 28)
    assert evening("2026-02", "2026-02-10") == evening(at="2026-02-10") == date(2026, 2, 10)
    for month, at in (("2026-12", None), ("2026-02", "2026-03-01"), ("february", None)):
        with pytest.raises(UsageError):
            evening(month, at)
