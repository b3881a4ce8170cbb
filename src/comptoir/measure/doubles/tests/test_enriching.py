"""What only the source that does not count knows of an order goes with the one that counts; nothing stands twice."""

import pytest

from comptoir.core.companies.api import Scope
from comptoir.measure.doubles.tests.world import FIRST, Told, figure, orders, told, write
from comptoir.measure.sync.held_totals import held_count, held_totals
from comptoir.measure.warehouse.api import Snapshot, open_snapshot

pytestmark = pytest.mark.django_db(transaction=True)

SHOP = orders("shop", range(1, 11), sales_channel="amazon")
AMAZON = orders("amazon", range(1, 11), shape="#{}", later=1, sales_channel="Amazon")


def rows_of(name: str, *rows: tuple[str, str | None, str], **said: object) -> Told:
    """Source, order, day."""
    return {name: [{"source": s, "order_id": o, "day": d, **said} for s, o, d in rows]}


def values(scope: Scope, snapshot: Snapshot, name: str, *columns: str) -> list[tuple[object, ...]]:
    with open_snapshot(scope, snapshot) as reader:
        found = reader.table(name).select(*columns).to_pyarrow().to_pylist()
    return sorted(tuple(row[column] for column in columns) for row in found)


def test_bills_of_the_marketplace_go_with_the_order_of_the_shop(scope: Scope) -> None:
    """3 EUR a commission on #1 and #2; on 2 the shop tells of one itself: 3 + 5. The month's bill stands"""
    snapshot = write(
        scope,
        SHOP,
        AMAZON,
        rows_of(
            "fee",
            ("amazon", "#1", "2026-01-09"),
            ("amazon", "#2", "2026-02-09"),
            kind="marketplace",
            fee_amount=3,
        ),
        rows_of("fee", ("shop", "2", "2026-01-09"), kind="marketplace", fee_amount=5, fee_id="own"),
        rows_of("fee", ("amazon", "#2", "2026-01-09"), kind="payment", fee_amount=7, fee_id="other"),
        rows_of("fee", ("amazon", None, "2026-01-31"), kind="marketplace", fee_amount=11, fee_id="month"),
    )
    found = values(scope, snapshot, "fee", "fee_amount", "source", "order_id", "kind")
    assert [(int(amount), *rest) for amount, *rest in found] == [  # type: ignore[call-overload]
        (3, "shop", "1", "marketplace"),
        (5, "shop", "2", "marketplace"),
        (7, "shop", "2", "payment"),
        (11, "amazon", None, "marketplace"),
    ]


def test_the_day_of_the_order_is_that_of_the_one_that_counts(scope: Scope) -> None:
    fee = rows_of("fee", ("amazon", "#3", "2026-01-20"), fee_amount=3, order_day=str(FIRST))
    snapshot = write(scope, SHOP, AMAZON, fee)
    assert [str(day) for (day,) in values(scope, snapshot, "fee", "order_day")] == ["2026-01-08"]


def test_parcels_and_payments_are_taken_order_by_order(scope: Scope) -> None:
    parcels = rows_of("shipment", ("amazon", "#1", "2026-01-09"), ("amazon", "#2", "2026-01-09"))
    more = {"shipment": [{"source": "shop", "order_id": "2", "day": "2026-01-09", "shipment_id": "own"}]}
    paid = rows_of(
        "payment", ("amazon", "#1", "2026-01-09"), ("shop", "1", "2026-01-09"), ("amazon", "#2", "2026-01-09")
    )
    snapshot = write(scope, SHOP, AMAZON, parcels, more, paid)
    assert told(scope, snapshot, "shipment") == [("shop", "1"), ("shop", "2")]
    assert told(scope, snapshot, "payment") == [("shop", "1"), ("shop", "2")]


def test_refunds_are_those_of_the_master_alone_once_it_tells_of_any(scope: Scope) -> None:
    back = rows_of("refund", ("amazon", "#1", "2026-01-20"), amount=40, refund_id="a", sales_channel="Amazon")
    snapshot = write(scope, SHOP, AMAZON, back)
    assert told(scope, snapshot, "refund") == [("shop", "1")]
    assert figure(scope, "net_sales") == sum(100 + n for n in range(1, 11)) - 40
    own = rows_of("refund", ("shop", "2", "2026-01-20"), amount=10, refund_id="b", sales_channel="amazon")
    snapshot = write(scope, own)
    assert told(scope, snapshot, "refund") == [("shop", "2")]
    assert figure(scope, "net_sales") == sum(100 + n for n in range(1, 11)) - 10


def test_an_order_that_the_master_does_not_count_as_sold_gets_no_refund(scope: Scope) -> None:
    cancelled = orders("shop", range(1, 11), sales_channel="amazon", status="cancelled")
    back = rows_of("refund", ("amazon", "#1", "2026-01-20"), amount=40, refund_id="a", sales_channel="Amazon")
    snapshot = write(scope, cancelled, AMAZON, back)
    assert told(scope, snapshot, "refund") == []
    assert figure(scope, "net_sales") == 0


def test_a_provider_without_orders_names_the_one_left_aside(scope: Scope) -> None:
    """The settlement names #1 of Amazon; a number of the own site is another order"""
    bills = rows_of("fee", ("settlement", "#1", "2026-01-20"), fee_amount=2, sales_channel="Amazon")
    site = rows_of("fee", ("psp", "#1", "2026-01-20"), fee_amount=2, fee_id="of the site")
    snapshot = write(scope, SHOP, AMAZON, bills, site)
    assert told(scope, snapshot, "fee") == [("psp", "#1"), ("shop", "1")]


def test_a_comparison_with_a_tool_sees_what_it_told(scope: Scope) -> None:
    write(scope, SHOP, AMAZON)
    last = FIRST.replace(month=2)
    assert held_count(scope, "amazon", FIRST, last) == 10
    assert sum(one.amount for one in held_totals(scope, "amazon", FIRST, last)) == sum(
        100 + n for n in range(1, 11)
    )
