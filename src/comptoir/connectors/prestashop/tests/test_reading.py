"""Reading while the shop goes on: pages, changes, late credit slips, the hour that comes twice."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from comptoir.connectors.prestashop.tests.opened import END, read, reading
from comptoir.connectors.prestashop.tests.shop import Shop, many

PARIS = ZoneInfo("Europe/Paris")


def empty() -> Shop:
    shop = Shop()
    shop.tables["orders"], shop.tables["order_details"] = [], []
    return shop


def numbers(shop: Shop, since: datetime | None = None, until: datetime = END) -> list[int]:
    return [record["id"] for record in read(shop, since=since, until=until)]


def test_all_pages_in_the_order_of_change() -> None:
    shop = empty()
    many(shop, 250)
    with reading(shop) as (reader, seen):
        pages = list(reader.pages("orders", None, END))
    assert [record["id"] for page in pages for record in page.records] == list(range(1001, 1251))
    # 8:00 in Paris in October is 6:00 in UTC; the 250th came 249 minutes later.
    assert pages[-1].reached == datetime(2026, 10, 1, 10, 9, tzinfo=UTC)
    assert [page.reached for page in pages] == sorted(page.reached for page in pages if page.reached)
    # One question a resource and page, not one an order.
    assert len(seen.asked) < 15 * len(pages)


def test_more_orders_in_one_second_than_a_page_holds() -> None:
    shop = empty()
    many(shop, 230, step=0)
    shop.order(2000, "2026-10-01 08:00:01")
    assert sorted(numbers(shop)) == [*range(1001, 1231), 2000]


def test_only_what_changed_since_is_read_again() -> None:
    shop = empty()
    many(shop, 30)
    since = datetime(2026, 10, 1, 8, 25, tzinfo=PARIS)
    assert numbers(shop, since) == [1026, 1027, 1028, 1029, 1030]
    shop.order(1003, "2026-10-01 09:00:00", current_state=6)
    again = read(shop, since=since)
    assert [record["id"] for record in again] == [1026, 1027, 1028, 1029, 1030, 1003]
    assert str(again[-1]["current_state"]) == "6"
    assert numbers(shop, since, datetime(2026, 10, 1, 8, 26, tzinfo=PARIS)) == [1026, 1027]


def test_orders_that_change_while_they_are_read_are_not_lost() -> None:
    """An order of the first page moves to the end, and takes its place among the last with what it has become."""
    shop = empty()
    many(shop, 250)
    shop.meanwhile = [
        lambda: shop.order(1005, "2026-10-01 20:00:00", current_state=4),
        lambda: (
            shop.order(1150, "2026-10-01 20:00:01", current_state=4),
            shop.order(3000, "2026-10-01 20:00:02"),
        ),
    ]
    found = read(shop)
    last = {record["id"]: str(record["current_state"]) for record in found}
    assert set(last) == {*range(1001, 1251), 3000}
    assert (last[1005], last[1150]) == ("4", "4")


def test_a_credit_slip_brings_its_order_back() -> None:
    """PrestaShop does not touch the order's date of change for it."""
    shop = empty()
    many(shop, 5)
    shop.slip(shop.tables["orders"][1], "2026-10-03 10:00:00")
    with reading(shop) as (reader, _seen):
        since = datetime(2026, 10, 3, 9, 0, tzinfo=PARIS)
        pages = list(reader.pages("orders", since, END))
        assert [[record["id"] for record in page.records] for page in pages] == [[1002]]
        # It must not move the cursor over orders that are still to come.
        assert pages[0].reached is None
        assert [slip["id"] for slip in pages[0].records[0]["slips"]] == [1]
        assert list(reader.pages("orders", since, datetime(2026, 10, 3, 9, 30, tzinfo=PARIS))) == []


def test_the_hour_that_comes_twice_loses_no_order() -> None:
    """Read at 2:50, the first time; an order of ten minutes later is written 2:00, below the cursor."""
    shop = empty()
    shop.order(1, "2026-10-25 02:50:00")
    cursor = datetime(2026, 10, 25, 0, 50, tzinfo=UTC)
    with reading(shop) as (reader, _seen):
        (page,) = reader.pages("orders", None, cursor)
        assert page.reached == cursor
    shop.order(2, "2026-10-25 02:00:00")
    assert 2 in numbers(shop, cursor)
    # And one of before the change is read by a run that ends after it.
    assert 1 in numbers(shop, None, cursor + timedelta(minutes=15))


def test_the_shops_own_zone_goes_before_the_companys() -> None:
    shop = empty()
    shop.order(1, "2026-10-01 08:00:00")
    with reading(shop, zone="America/Martinique") as (reader, _seen):
        (page,) = reader.pages("orders", None, END)
    assert page.reached == datetime(2026, 10, 1, 12, 0, tzinfo=UTC)


def test_payments_of_a_reference_stand_once() -> None:
    """An order that is shipped in parts is two orders under one reference, paid once."""
    shop = empty()
    shop.order(1, "2026-10-01 08:00:00", reference="TWO", total_paid_real="49.200000")
    shop.order(2, "2026-10-01 08:00:00", reference="TWO")
    shop.tables["order_payments"] = []
    shop.add(
        "order_payments",
        order_reference="TWO",
        amount="98.400000",
        payment_method="Carte",
        conversion_rate="1.000000",
        date_add="2026-10-01 08:00:05",
    )
    assert [[one["amount"] for one in record["payments"]] for record in read(shop)] == [["98.400000"], []]
    # Also where only the second has changed.
    shop.order(2, "2026-10-02 08:00:00", reference="TWO")
    (second,) = read(shop, since=datetime(2026, 10, 2, tzinfo=PARIS))
    assert second["payments"] == []
