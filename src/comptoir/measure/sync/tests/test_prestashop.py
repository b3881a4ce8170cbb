"""A PrestaShop shop on loopback, with its recorded orders: equal to the cent at every rate, until a tax changes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from comptoir.connectors.connections.api import Connection, add_connection
from comptoir.connectors.prestashop.tests.shop import KEY, Shop, open_shop
from comptoir.connectors.source import Rate
from comptoir.connectors.sources import SOURCES
from comptoir.core.companies.api import Scope
from comptoir.measure.sync.api import reconciled, sync

pytestmark = pytest.mark.django_db(transaction=True)

FIRST, LAST = date(2026, 10, 1), date(2026, 11, 21)
STANDARD, REDUCED, NONE = Decimal("0.2"), Decimal("0.055"), Decimal(0)


@pytest.fixture
def shop(settings, monkeypatch):
    settings.ALLOW_PRIVATE_ADDRESSES = True
    hurried = replace(SOURCES["prestashop"], rate=Rate(per_second=10_000, retries=3))
    monkeypatch.setitem(SOURCES, "prestashop", hurried)
    made = Shop()
    for number in range(101, 131):
        goods: tuple[tuple[str, str], ...] = (("19.916667", "20"), ("4.73", "5.5"))
        off = {"total_discounts_tax_excl": "3.000000", "total_discounts_tax_incl": "3.500000"}
        # 59.75 and 14.19 with their taxes, shipping of 6.00; every third with a discount.
        total = "92.67" if number % 3 else "89.17"
        told: dict[str, Any] = {} if number % 3 else off
        made.order(
            number,
            f"2026-10-{number - 100:02d} 10:00:00",
            goods,
            total_paid_real=total,
            total_paid_tax_incl=total,
            total_paid_tax_excl="78.94" if number % 3 else "75.94",
            **told,
        )
    with open_shop(made) as seen:
        made.address = seen.address
        yield made


@pytest.fixture
def held(scope: Scope, shop: Shop) -> Connection:
    return add_connection(scope, "prestashop", {"address": shop.address, "key": KEY})


def test_sales_by_rate_of_vat(scope, shop, held) -> None:
    sync(scope, held.pk)
    found = reconciled(scope, held.pk, FIRST, LAST)
    assert (found.is_equal, found.other_rates) == (True, 0)
    assert all(one.is_equal for one in found.rates)
    assert {one.rate for one in found.rates} == {STANDARD, REDUCED}
    # The recorded orders that are sold: three carts at 20 %.
    recorded = [one for one in found.rates if one.day.month == 11]
    assert [(one.rate, one.shop_net, one.shop_tax) for one in recorded] == [
        (STANDARD, Decimal("649.5"), Decimal("129.9"))
    ]

    # The order comes to the same; only how a line of it is taxed has changed behind the cursor.
    line = next(one for one in shop.tables["order_details"] if one["id"] == 1011)
    line |= {"total_price_tax_excl": "67.962085", "total_price_tax_incl": "71.700000"}
    gaps = {
        one.rate: (one.net_gap, one.tax_gap)
        for one in reconciled(scope, held.pk, date(2026, 10, 1), date(2026, 10, 1)).rates
    }
    assert gaps[STANDARD] == (Decimal("59.75"), Decimal("11.95"))
    assert gaps[REDUCED][0] == Decimal("-67.9621")
    # What the lines leave of the order's own tax is told apart.
    assert gaps[None][1] < -8
