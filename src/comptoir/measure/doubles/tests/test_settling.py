"""One order known by several sources is counted once, by exact figures."""

from decimal import Decimal

import pytest
from django.utils import timezone

from comptoir.connectors.connections.models import Connection
from comptoir.core.companies.api import Scope
from comptoir.measure.doubles.api import doubles_of, settle
from comptoir.measure.doubles.tests.world import figure, orders, told, write
from comptoir.measure.metrics.tests.facts import arrow
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot, writer

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


def test_an_order_that_only_the_other_source_knows_is_counted(scope: Scope) -> None:
    write(scope, SHOP)
    snapshot = write(scope, orders("export", range(1, 25), shape="#{}", later=1))
    assert figure(scope, "net_sales") == SUM + 121 + 122 + 123 + 124
    assert told(scope, snapshot)[:4] == [("export", f"#{n}") for n in range(21, 25)]
    assert len(told(scope, snapshot)) == 24


def test_of_three_sources_the_first_that_knows_an_order_tells_it(scope: Scope) -> None:
    """The shop knows 1-20, its file 1-25, the ledger 11-30: 20 of the shop count, 5 of the file, 5 of the ledger"""
    snapshot = write(
        scope,
        SHOP,
        orders("export", range(1, 26), shape="WEB-{}", later=1),
        orders("ledger", range(11, 31), shape="{:06}", later=2, amount=100),
    )
    every = told(scope, snapshot)
    assert [
        sum(source == one for source, _number in every) for one in ("woocommerce", "export", "ledger")
    ] == [
        20,
        5,
        5,
    ]
    assert ("export", "WEB-21") in every
    assert ("ledger", "000026") in every
    # Days of 11-20 and 31: 2026-01-05 + n % 20 lie in January, whoever tells them.
    assert figure(scope, "net_sales") == sum(100 + number for number in range(1, 31))
    assert doubles_of(scope).count == 20 + 15


def test_a_source_joined_through_another_ends_at_the_one_that_counts(scope: Scope) -> None:
    """Three days apart, the shop and the ledger are not joined by themselves; each is joined with the file between"""
    snapshot = write(
        scope,
        SHOP,
        orders("export", range(1, 21), later=2),
        orders("ledger", range(1, 21), later=3),
    )
    assert {pair.verdict for pair in doubles_of(scope).pairs} == {"same", "unsure"}
    assert told(scope, snapshot) == sorted(("woocommerce", str(n)) for n in range(1, 21))


def test_two_shops_that_both_count_from_one_stay_two(scope: Scope) -> None:
    write(scope, SHOP)
    before = figure(scope, "net_sales")
    other = orders("shopify", range(1, 21), amount=500, later=0)
    for row in (*other["order"], *other["order_line"]):
        row["day"] = "2026-01-02" if int(row["order_id"]) > 4 else "2026-01-30"
    snapshot = write(scope, other)
    assert figure(scope, "net_sales") == before + sum(500 + n for n in range(1, 21))
    (pair,) = doubles_of(scope).pairs
    assert (pair.verdict, pair.reason, pair.counted_once) == ("different", "collide", 0)
    assert "order_double" not in snapshot.versions


def test_when_amounts_differ_it_is_asked_and_both_count(scope: Scope) -> None:
    write(scope, SHOP, orders("ledger", range(1, 21), amount=300))
    assert figure(scope, "net_sales") == SUM + 20 * 200 + SUM
    (pair,) = doubles_of(scope).open_questions
    assert pair.reason == "amounts"


def test_too_few_orders_in_common_prove_nothing(scope: Scope) -> None:
    write(scope, SHOP, orders("ledger", range(1, 3)))
    assert figure(scope, "orders") == 22
    (pair,) = doubles_of(scope).open_questions
    assert (pair.reason, pair.numbers, pair.agreeing) == ("few", 2, 2)


def test_the_same_file_twice_writes_nothing_new(scope: Scope) -> None:
    first = write(scope, SHOP, FILE)
    again = write(scope, FILE)
    assert again.versions["order_double"] == first.versions["order_double"]
    assert again.versions["source_pair"] == first.versions["source_pair"]
    assert figure(scope, "net_sales") == SUM


def test_an_interface_counts_before_a_file_that_knows_older_orders(scope: Scope) -> None:
    Connection.objects.create(
        company_id=scope.company_id,
        vendor="woocommerce",
        name="Shop",
        source="woocommerce",
        created_at=timezone.now(),
    )
    snapshot = write(scope, orders("woocommerce", range(3, 21)), orders("export", range(1, 21), shape="#{}"))
    assert [source for source, _number in told(scope, snapshot)].count("woocommerce") == 18
    assert {number for source, number in told(scope, snapshot) if source == "export"} == {"#1", "#2"}


def test_a_marketplace_order_pushed_into_the_shop_is_of_the_marketplace(scope: Scope) -> None:
    """The shop calls it its own: the channel that is told of is the marketplace's, and the parts make the whole"""
    write(
        scope,
        SHOP,
        orders("woocommerce", range(41, 51), shape="AMZ-402-99{}", amount=10, sales_channel="connector"),
        orders("amazon", range(41, 51), shape="402-99{}", amount=10, sales_channel="Amazon.fr"),
    )
    pushed = sum(10 + n for n in range(41, 51))
    (pair,) = doubles_of(scope).pairs
    assert (pair.channel, pair.verdict, pair.counted_once) == ("amazon.fr", "same", 10)
    assert figure(scope, "net_sales") == SUM + pushed
    parts = figure(scope, "net_sales", by="sales_channel")
    assert sum(parts.values()) == SUM + pushed
    assert sum(figure(scope, "net_sales", by="source").values()) == SUM + pushed


def test_a_write_that_dies_leaves_what_was_and_the_next_one_completes(scope: Scope) -> None:
    snapshot = write(scope, SHOP)
    with writer(scope) as batch:
        for name, rows in FILE.items():
            batch.append(name, arrow(name, rows))
        assert settle(scope, batch)
        # The machine dies before the commit.
    assert figure(scope, "net_sales") == SUM
    assert "order_double" not in current_snapshot(scope).versions  # type: ignore[union-attr]
    assert current_snapshot(scope).number == snapshot.number  # type: ignore[union-attr]
    write(scope, FILE)
    assert figure(scope, "net_sales") == SUM
    assert doubles_of(scope).count == 20


def test_a_company_of_one_source_has_neither_table_nor_join(scope: Scope) -> None:
    snapshot = write(scope, SHOP)
    assert {"order_double", "source_pair"}.isdisjoint(snapshot.versions)
    with open_snapshot(scope, snapshot) as reader:
        name = reader.table("order").get_name()
        (sql,) = reader.connection.con.execute(
            "SELECT sql FROM duckdb_views() WHERE view_name = ?", [name]
        ).fetchone()
    assert "JOIN" not in sql


def test_sources_that_went_apart_again_count_again(scope: Scope) -> None:
    write(scope, SHOP, FILE)
    apart = orders("export", range(1, 21), shape="#000{}", amount=900)
    for rows in apart.values():
        for row in rows:
            row["day"] = "2026-01-31"
    write(scope, apart)
    assert doubles_of(scope).count == 0
    assert figure(scope, "net_sales") == SUM + SUM + 20 * 800


def test_a_copy_under_the_shops_own_number_is_found_by_the_marketplaces(scope: Scope) -> None:
    """The shop counts 901, 902… itself and keeps the marketplace's number beside; its file knows its own alone"""
    market = orders("amazon", range(1, 21), shape="402-{:04}", sales_channel="Amazon")
    copies = orders("shopify", range(1, 21), shape="#9{:02}", sales_channel="Amazon", later=1)
    for number, row in zip(range(1, 21), copies["order"], strict=True):
        row["channel_order_id"] = f"402-{number:04}"
    snapshot = write(scope, market, copies, orders("export", range(1, 21), shape="9{:02}", later=1))
    assert figure(scope, "net_sales") == SUM
    assert told(scope, snapshot) == sorted(("amazon", f"402-{n:04}") for n in range(1, 21))
    assert {(pair.source, pair.other, pair.verdict) for pair in doubles_of(scope).pairs} == {
        ("amazon", "shopify", "same"),
        ("export", "shopify", "same"),
    }
