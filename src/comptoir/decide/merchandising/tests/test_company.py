"""What a company may put forward: from its facts to the plan."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import translation

from comptoir.core import clock
from comptoir.core.companies.api import Role, access_company, operator_scope
from comptoir.core.errors import ConflictError, ForbiddenError, InputError
from comptoir.core.ledger.api import ActionKind, Basis, actions
from comptoir.decide.merchandising.actions import expected, propose_selection
from comptoir.decide.merchandising.api import Limit, Place, Seen, ranking
from comptoir.decide.reorder.tests.shop import DAY, open_shop, rows

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PAGE = "/c/boutique/merchandising/"


@pytest.fixture(autouse=True)
def that_evening():
    with clock.frozen(datetime(2026, 6, 29, 7, tzinfo=UTC)), translation.override("en"):
        yield


def shop(**more):
    """Lamps sell ten a day, cords two, bulbs one; of bulbs too few are left."""
    return rows(LAMP=(10, 2000), CORD=(2, 400), BULB=(1, 5), **more)


def visits(content, sessions=1000):
    content["audience_day"] = [
        {"day": DAY - timedelta(days=ago), "sessions": sessions, "traffic_channel": "direct"}
        for ago in range(28)
    ]
    return content


def views(content, **of):
    content["event"] = [
        {
            "day": DAY - timedelta(days=number % 28),
            "name": "view_item",
            "sku": sku,
            "event_id": f"{sku}{number}",
        }
        for sku, count in of.items()
        for number in range(count)
    ]
    return content


def test_visits_count_where_views_are_not_known_and_stock_stops(scope):
    """280 lamps in 28,000 visits at 12: 120 per thousand; nobody says what a place would bring."""
    open_shop(scope, visits(shop()))
    found = ranking(scope, DAY)
    assert (found.seen_as, found.planned, found.basis) == (Seen.SESSIONS, 7000, Basis.MARGIN)
    assert [one.sku for one in found.candidates] == ["LAMP", "CORD", "BULB"]
    lamp, _cord, bulb = found.candidates
    # Fixed costs an order weigh more on smaller ones: the rate of the whole shop is taken off each.
    assert lamp.per_thousand.mid == pytest.approx(lamp.unit * 10, abs=Decimal("0.1"))
    assert lamp.per_thousand.low < lamp.per_thousand.mid < lamp.per_thousand.high
    # 70 sell anyway, and as many visits again buy 70 besides.
    assert (lamp.asked, lamp.seen, lamp.limit) == (140, None, None)
    assert (bulb.asked, bulb.stock, bulb.limit) == (14, 5, Limit.STOCK_SHORT)
    assert [one.sku for one in found.chosen(count=2)] == ["LAMP", "CORD"]
    assert expected(found, found.chosen()) is None


def test_views_of_each_product_change_the_order_and_tell_what_a_place_brings(scope):
    """Cords are seen a tenth as often: 56 of 280 views against 280 of 2,800."""
    content = views(visits(shop()), LAMP=2800, CORD=280, BULB=20)
    open_shop(scope, content)
    found = ranking(scope, DAY, planned=500)
    assert found.seen_as is Seen.VIEWS
    assert [(one.sku, one.seen) for one in found.candidates] == [("CORD", 280), ("LAMP", 2800)]
    assert found.left_out == 1
    cord, lamp = found.candidates
    assert cord.per_thousand.mid == pytest.approx(cord.unit * 200, abs=Decimal("0.5"))
    assert lamp.per_thousand.mid == pytest.approx(lamp.unit * 100, abs=Decimal("0.5"))
    effect = expected(found, found.chosen())
    assert effect is not None
    assert effect.mid == (cord.per_thousand.mid + lamp.per_thousand.mid) / 2
    assert effect.low < effect.mid < effect.high


def test_views_stand_for_the_orders_that_visits_do_not_tell(scope):
    """One order in four has a visit: 2,800 views stand for 11,200."""
    content = views(visits(shop()), LAMP=2800)
    placed = len(content["order"])
    content["session"] = [
        {"session_id": str(number), "day": DAY - timedelta(days=number % 28), "purchased": True}
        for number in range(placed // 4)
    ]
    open_shop(scope, content)
    found = ranking(scope, DAY)
    assert found.share == pytest.approx(0.25, abs=0.01)
    [lamp] = found.candidates
    assert lamp.seen == round(2800 / found.share)


def test_without_stock_or_visits_it_says_so_and_ranks_by_orders(scope):
    content = rows(CORD=(2, None), LAMP=(10, None))
    del content["stock_level"]
    open_shop(scope, content)
    found = ranking(scope, DAY)
    assert found.seen_as is Seen.ORDERS
    assert "the stock of your products" in str(found.stock_lacking)
    assert "your e-mail platform" in str(found.mails_lacking)
    assert [one.limit for one in found.candidates] == [None, None]


def test_a_large_order_undone_is_no_reason_to_show_it(scope):
    content = visits(shop())
    told = {"day": DAY, "order_id": "large", "customer_key": 1}
    content["order"].append({**told, "gross_amount": 8000, "placed_total": 8000})
    content["order_line"].append({**told, "sku": "CORD", "quantity": 400, "gross_amount": 8000})
    content["refund"] = [
        {**told, "order_day": DAY, "refund_id": "r", "sku": "CORD", "quantity": 400, "amount": 8000}
    ]
    open_shop(scope, content)
    cord = next(one for one in ranking(scope, DAY).candidates if one.sku == "CORD")
    assert cord.sold == 56


def test_segments_tell_who_is_tired(scope):
    content = visits(shop())
    content["mailing"] = [
        {
            "day": DAY - timedelta(days=ago),
            "campaign": f"News {ago}",
            "segment": segment,
            "sent": size,
            "delivered": size,
            "clickers": size // 50,
            "unsubscribed": 1,
        }
        for segment, size, ages in (("Buyers", 1000, (0, 2, 5, 20)), ("Prospects", 500, (9, 16)))
        for ago in ages
    ]
    open_shop(scope, content)
    buyers, prospects = ranking(scope, DAY).segments
    assert (buyers.name, buyers.size, buyers.mails_7, buyers.mails_28, buyers.is_tired) == (
        "Buyers",
        1000,
        3,
        4,
        True,
    )
    assert (prospects.mails_7, prospects.is_tired, prospects.last_on) == (0, False, DAY - timedelta(days=9))
    assert buyers.click_rate == Decimal("0.02")
    assert buyers.unsubscribe_rate == Decimal("0.001")


def test_what_was_put_forward_is_told_against_the_days_before(scope):
    content = visits(shop())
    with clock.frozen(datetime(2026, 6, 25, 7, tzinfo=UTC)):
        open_shop(scope, content)
        found = ranking(scope, date(2026, 6, 24))
        propose_selection(scope, found, Place.HOME, found.chosen(count=1), {})
    (placed,) = ranking(scope, DAY).placed
    assert (placed.since, placed.days) == (date(2026, 6, 25), 4)
    assert placed.before == placed.after > 0


def test_the_selection_goes_into_the_plan_once_a_place(scope, company, make_member):
    open_shop(scope, visits(shop()))
    found = ranking(scope, DAY)
    chosen = found.chosen(count=2)
    action = propose_selection(scope, found, Place.HOME, chosen, {"LAMP": "Lamp"})
    assert (action.kind, action.title) == (ActionKind.PUT_FORWARD, "Put 2 products forward: Home page")
    assert action.effect is None
    assert action.evidence["items"] == ["LAMP", "CORD"]
    with pytest.raises(ConflictError):
        propose_selection(scope, found, Place.HOME, chosen, {})
    propose_selection(scope, found, Place.NEWSLETTER, chosen, {})
    with pytest.raises(InputError, match="BULB"):
        propose_selection(scope, found, Place.CATEGORY, found.candidates, {})
    viewer = access_company(make_member(company, Role.VIEWER), company.slug)
    with pytest.raises(ForbiddenError):
        propose_selection(viewer, found, Place.CATEGORY, chosen, {})


def test_from_an_evening_nothing_later_is_read(scope, make_company):
    evening, content = DAY - timedelta(days=3), visits(shop())
    content["audience_day"] = [
        row | ({"sessions": 9} if row["day"] > evening else {}) for row in content["audience_day"]
    ]
    open_shop(scope, content)
    make_company("then")
    then = operator_scope("then")
    open_shop(
        then,
        {name: [row for row in of if row.get("day", evening) <= evening] for name, of in content.items()},
    )
    assert ranking(scope, evening).candidates == ranking(then, evening).candidates


def test_the_page_from_the_ranking_to_the_plan(scope, company, make_member):
    client, user = Client(), make_member(company, Role.CONTRIBUTOR)
    user.language = "en"
    user.save()
    client.force_login(user)
    assert "Import your orders first" in client.get(f"{PAGE}ranking/").content.decode()
    open_shop(scope, visits(shop()))
    asked = {"place": "newsletter", "count": "1", "category": "lights"}
    page = client.get(f"{PAGE}ranking/", asked).content.decode()
    assert "1 product to put forward: Newsletter" in page
    assert "How often each product was seen is not known" in page
    assert client.get(PAGE, {"count": "many"}).status_code == 200
    assert client.get(f"{PAGE}ranking/", {"sort": "-stock"}).status_code == 200
    csv = client.get(f"{PAGE}selection.csv", asked).content.decode("utf-8-sig")
    assert csv.splitlines() == ["rank,sku,product,place", "1,LAMP,Lamp,newsletter"]
    for which in ("ranking", "segments", "placed"):
        assert client.get(f"{PAGE}{which}.xlsx").content[:2] == b"PK"
    assert client.get(f"{PAGE}nothing.csv").status_code == 400
    page = client.post(f"{PAGE}propose/", asked, follow=True).content.decode()
    assert "In the plan: Put 1 product forward: Newsletter (lights)" in page
    assert len(actions(scope)) == 1
    assert "a selection is in the plan" in client.get(f"{PAGE}ranking/", asked).content.decode()
