"""One order known by several sources is counted once, by exact figures."""

from decimal import Decimal

import pytest

from comptoir.core.companies.api import Scope
from comptoir.measure.doubles.api import doubles_of
from comptoir.measure.doubles.tests.world import figure, orders, told, write

pytestmark = pytest.mark.django_db(transaction=True)

SHOP = orders("woocommerce", range(1, 21))
FILE = orders("export", range(1, 21), shape="#000{}", later=1)
SUM = sum(Decimal(100 + number) for number in range(1, 21))


def test_a_file_of_the_same_orders_adds_nothing(scope: Scope) -> None:
    write(scope, SHOP)
    assert figure(scope, "net_sales") == SUM
    snapshot = write(scope, FILE)
    assert figure(scope, "net_sales") == SUM
    assert figure(scope, "orders") == 20
    assert told(scope, snapshot) == sorted(("woocommerce", str(n)) for n in range(1, 21))
    assert told(scope, snapshot, "order_line") == told(scope, snapshot)
    (pair,) = doubles_of(scope).pairs
    assert (pair.verdict, pair.reason, pair.master, pair.counted_once) == ("same", "agree", "woocommerce", 20)
