"""The worked offer on a small shop: 120 with tax, cost 60, logistics 10, a discount of 10 %; and its page."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from comptoir.core.companies.api import Role
from comptoir.core.errors import InputError
from comptoir.core.ledger.api import ActionKind, actions
from comptoir.decide.advertising.tests.conftest import EVENING, build, rows, that_evening
from comptoir.decide.findings.tests.shop import load
from comptoir.decide.pricing.api import Asked, study_of
from comptoir.decide.pricing.engine.deciding import Limit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

__all__ = ["that_evening"]
PAGE = "/c/boutique/pricing/"
START = EVENING + timedelta(days=1)


def asked(**more):
    return Asked.parse({"of": "LAMP", "discount": "10", **more}, START)


@pytest.fixture
def shop(scope):
    return build(scope.slug)


def test_the_worked_offer(shop):
    found = study_of(shop, EVENING, asked())
    unit = found.offer.unit
    assert (unit.price, unit.cost, round(unit.selling, 6), round(unit.margin, 6)) == (100, 60, 10, 30)
    assert round(found.offer.after.margin, 6) == 20
    assert round(found.offer.needed, 6) == Decimal("0.5")
    item = found.items[0]
    assert (item.price, item.new_price) == (Decimal("120.00"), Decimal("108.00"))
    assert (item.reference.price, item.reference.seen) == (Decimal("120.00"), 30)
    # One a day for seven days, half as many again: 10.5 of the 15 in stock.
    assert round(found.offer.units_to_sell, 6) == Decimal("10.5")
    assert (found.cover_days, found.limits, found.past, found.effect) == (15, (), (), None)
    assert found.free_again == date(2026, 11, 22)
    by_category = study_of(shop, EVENING, asked(of="lights"))
    assert by_category.is_category
    assert by_category.offer.unit == unit
    assert study_of(shop, EVENING, asked(of="chairs")) is None


def test_where_nobody_tells_what_selling_costs_the_margin_is_unknown(scope):
    load(scope, rows())
    found = study_of(scope, EVENING, asked())
    assert found.offer.unit is None
    assert found.limits == (Limit.UNKNOWN_COST,)
    assert found.why_no_cost
    assert (found.effect, found.is_blocked) == (None, False)


def test_what_stops_an_offer(shop):
    assert study_of(shop, EVENING, asked(struck="120.01")).limits == (Limit.STRUCK_ABOVE,)
    assert study_of(shop, EVENING, asked(struck="120")).limits == ()
    assert study_of(shop, EVENING, asked(discount="40")).is_blocked
    # In the legal sales of January a loss is allowed.
    soldes = study_of(shop, EVENING, asked(discount="40", **{"from": "2027-01-06", "to": "2027-01-12"}))
    assert soldes.soldes is not None
    assert not soldes.is_blocked
    # Beyond their last day it is not.
    late = study_of(shop, EVENING, asked(discount="40", **{"from": "2027-01-30", "to": "2027-02-05"}))
    assert late.is_blocked
    with pytest.raises(InputError):
        asked(discount="100")
    with pytest.raises(InputError):
        asked(**{"from": "2026-10-20", "to": "2026-10-19"})


def test_the_reference_is_what_all_were_charged_and_earlier_offers_are_read(scope):
    made = rows()
    offer = [EVENING - timedelta(days=ago) for ago in range(20, 26)]
    for name in ("order", "order_line"):
        for row in made[name]:
            if row["day"] in offer:
                row["gross_amount"] = 80
                if name == "order_line":
                    row["gross_tax"] = 16
    # A code is not for all; neither is what one buyer of the day was granted.
    coded = {"order_id": "code", "day": EVENING, "customer_key": 1, "voucher": "HALF", "gross_amount": 50}
    made["order"].append({**coded, "placed_total": 50})
    made["order_line"].append({**coded, "sku": "LAMP", "gross_tax": 10})
    for number in range(2):
        more = {"order_id": f"more {number}", "day": offer[0], "customer_key": 2, "gross_amount": 80}
        made["order"].append({**more, "placed_total": 80})
        made["order_line"].append({**more, "sku": "LAMP", "gross_tax": 16})
    load(scope, made)
    found = study_of(scope, EVENING, asked())
    assert found.items[0].reference.price == Decimal("96.00")
    assert found.items[0].reference.day == offer[0]
    # 108 is no reduction of a price that was 96.
    assert Limit.NO_REDUCTION in found.limits
    (past,) = found.past
    assert (past.operation.start, past.operation.end) == (offer[-1], offer[0])
    assert (round(past.operation.depth, 4), past.operation.before) == (Decimal("0.2"), 1)
    # Six days, eight lamps.
    assert past.operation.daily == Decimal(8) / 6


def test_from_an_evening_nothing_of_the_days_after_is_read(shop, make_company):
    make_company("later")
    later = build("later", EVENING + timedelta(days=20))
    assert study_of(later, EVENING, asked()) == study_of(shop, EVENING, asked())


@pytest.fixture
def sign_in(company, make_member):
    def make(role, language="en"):
        client, user = Client(), make_member(company, role)
        user.language = language
        user.save()
        client.force_login(user)
        return client

    return make


def text(response):
    return " ".join(response.content.decode().split())


def test_without_data_the_page_says_what_to_do(sign_in, scope):
    client = sign_in(Role.VIEWER)
    page = text(client.get(PAGE))
    assert "Nothing is loaded yet" in page
    assert client.get(f"{PAGE}prices.csv", {"of": "LAMP"}).status_code == 302


def test_a_director_works_an_offer_out_and_puts_it_into_the_plan(shop, sign_in):
    client = sign_in(Role.MANAGER)
    assert "Which items have more stock" in text(client.get(PAGE))
    offer = {"of": "LAMP", "discount": "10", "competitor": "120"}
    page = text(client.get(PAGE, offer))
    assert "50% more units, 11 in 7 days in place of 7" in page
    assert "the new price is 10% below" in page
    assert "€120.00, charged last on 15 Oct 2026; sales tell the price of 30 of the 30 days before." in page
    assert "Before 22 Nov 2026, any new reduction is counted from €108.00 or less" in page
    assert "No earlier offer tells what it would sell. If it sells no more: -€70." in page
    stopped = text(client.get(PAGE, {**offer, "struck": "150"}))
    assert "The struck price of €150.00 is above the reference of €120.00" in stopped
    assert "Put it into the plan" not in stopped
    assert "left out: struck price too high" in stopped
    client.post(f"{PAGE}propose/", {**offer, "struck": "150"})
    assert actions(shop) == ()

    assert client.post(f"{PAGE}propose/", offer).url == "/c/boutique/findings/actions/"
    (action,) = actions(shop)
    assert (action.kind, action.scope, action.effect) == (ActionKind.PROMOTE, {"product": "LAMP"}, None)
    assert (action.starts_on, action.due_on) == (START, START + timedelta(days=6))
    assert action.evidence["prices"] == [{"sku": "LAMP", "price": "108.00", "reference": "120.00"}]
    unknown = text(client.get(PAGE, {"of": "chairs"}))
    assert "No item and no category « chairs » was sold" in unknown


def test_the_file_of_prices(shop, sign_in):
    client = sign_in(Role.VIEWER, "fr")
    file = client.get(f"{PAGE}prices.csv", {"of": "LAMP", "discount": "10"}).content.decode("utf-8-sig")
    head, line = file.splitlines()
    assert head.split(";")[:3] == ["Référence (SKU)", "Article", "Nouveau prix TTC (EUR)"]
    assert line == "LAMP;Lamp;108,00;90,00;120,00;0,1;2026-10-16;2026-10-22"
    stock = client.get(f"{PAGE}plenty.csv").content.decode("utf-8-sig")
    assert stock.splitlines() == ["Article;Stock;Jours de stock;Stock au coût d’achat (EUR)"]
    assert client.get(f"{PAGE}other.csv", {"of": "LAMP"}).status_code == 404
    # A discount at a loss is in no file.
    loss = client.get(f"{PAGE}prices.csv", {"of": "LAMP", "discount": "40"}).content.decode("utf-8-sig")
    assert len(loss.splitlines()) == 1
