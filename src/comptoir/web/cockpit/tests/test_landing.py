"""Progress and landing in the cockpit: two years of days, and a target for the running month."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from comptoir.core.companies.api import operator_scope
from comptoir.core.companies.models import Company
from comptoir.decide.targets.api import Place, set_targets
from comptoir.decide.targets.tests.conftest import FIRST, load, sold
from comptoir.web.cockpit.tests.test_pages import BASE, HTMX, text

PERIOD = "?from=2026-11-01&to=2026-11-21&compare=previous"
NOVEMBER = date(2026, 11, 1)


@pytest.mark.slow
def test_the_month_lands_against_its_target(browser: Client, shop: Company) -> None:
    scope = operator_scope(shop.slug)
    days = range((date(2026, 11, 21) - FIRST).days + 1)
    load(scope, [sold(date.fromordinal(FIRST.toordinal() + n), 1000 + 100 * (n % 7)) for n in days])
    words = text(browser.get(f"{BASE}tiles/indicators/{PERIOD}", headers=HTMX))
    assert "Progress and landing excl. tax 80 times in 100 between" in words
    assert "no target set yet" in words
    assert (
        "Landing" not in text(browser.get(f"{BASE}tiles/cards/{PERIOD}", headers=HTMX)).partition("Source")[0]
    )
    set_targets(scope, Place(), {NOVEMBER: Decimal(50_000)})
    words = text(browser.get(f"{BASE}tiles/indicators/{PERIOD}", headers=HTMX))
    assert "target €50,000, reached to" in words
    cards = text(browser.get(f"{BASE}tiles/cards/{PERIOD}", headers=HTMX))
    assert "against €50,000" in cards
    assert "80 times in 100 between" in cards
