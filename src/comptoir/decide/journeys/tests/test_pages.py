"""Orders followed back to their visits, and the page: exact where sessions are told, honest where sums alone are."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils.translation import override

from comptoir.core import clock
from comptoir.core.companies.api import Role, operator_scope
from comptoir.core.periods import Period
from comptoir.decide.journeys.api import ways
from comptoir.decide.journeys.engine.credit import Model
from comptoir.measure.choices.api import choose_audience_source
from comptoir.measure.metrics.tests.facts import arrow
from comptoir.measure.warehouse.api import writer

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/c/boutique/journeys/"
DAYS = "?from=2026-06-01&to=2026-06-28&compare=none"
PERIOD = Period(date(2026, 6, 1), date(2026, 6, 28))


@pytest.fixture(autouse=True)
def _that_morning():
    with clock.frozen(datetime(2026, 6, 29, 7, tzinfo=UTC)), override("en"):
        yield


@pytest.fixture
def client(company, make_member):
    browser, user = Client(), make_member(company, Role.CONTRIBUTOR)
    user.language = "en"
    user.save()
    browser.force_login(user)
    return browser


def visit(number, day, channel, visitor="v", **more):
    moment = datetime(2026, 6, 1, 10, tzinfo=UTC) + timedelta(days=day - 1)
    return {
        "session_id": str(number),
        "day": moment.date().isoformat(),
        "started_at": moment,
        "traffic_channel": channel,
        "device": "phone",
        "visitor_id": visitor,
        **more,
    }


def order(number, day, amount, **more):
    return {
        "order_id": number,
        "day": f"2026-06-{day:02}",
        "gross_amount": amount,
        "sales_channel": "site",
        **more,
    }


VISITS = [
    visit(1, 1, "organic_search"),
    visit(2, 8, "email", viewed_product=True),
    visit(3, 15, "paid_search", purchased=True, order_id="A"),
    # After the purchase a new way begins, by the same person.
    visit(4, 20, "email", purchased=True, order_id="B"),
    visit(5, 21, "direct", "w", added_to_cart=True),
    # Without consent: in the funnel, never on a way.
    visit(6, 22, "direct", None, consent_basis="exempt", purchased=True),
    # A number that two shops use, one that no shop knows, and one that was cancelled.
    visit(7, 23, "direct", "x", purchased=True, order_id="C"),
    visit(8, 23, "direct", "y", purchased=True, order_id="Z"),
    visit(9, 24, "direct", "z", purchased=True, order_id="D"),
]
ORDERS = [
    order("A", 15, "100.01", discount_amount="10"),
    order("B", 20, 40),
    order("C", 23, 10),
    order("C", 23, 10, source="other"),
    order("D", 24, 10, status="cancelled"),
    order("E", 25, 10),
]


def load(company, **facts):
    with writer(operator_scope(company.slug)) as batch:
        for name, rows in facts.items():
            batch.append(name, arrow(name, rows))
        batch.commit("test", {})
    return operator_scope(company.slug)


def test_orders_are_followed_back_to_the_visits_of_those_who_agreed(company, client):
    scope = load(company, session=VISITS, order=ORDERS)
    found = ways(scope, PERIOD)
    assert found is not None
    assert (found.orders, found.visits, found.sales) == (2, 4, Decimal("130.01"))
    assert found.channels == ("email", "organic_search", "paid_search")
    told = {model: credit.cents for model, credit in found.credits.items()}
    assert told == {
        Model.FIRST: (4_000, 9_001, 0),
        Model.LAST: (4_000, 0, 9_001),
        # 90.01 / 3 = 30.003…: the cent goes to the first in order
        Model.LINEAR: (7_001, 3_000, 3_000),
        # 18.002, 36.004, 36.004
        Model.POSITION: (5_800, 3_601, 3_600),
        # 14, 7 and 0 days: 1/7, 2/7, 4/7
        Model.DECAY: (6_572, 1_286, 5_143),
    }
    assert [(one.channels, one.orders, one.cents, one.days) for one in found.paths] == [
        ((1, 0, 2), 1, 9_001, 14.0),
        ((0,), 1, 4_000, 0.0),
    ]
    assert ways(scope, Period(date(2026, 6, 16), date(2026, 6, 28))).orders == 1
    # Another tool that saw the same visits a day longer is the one that is read, and none of them is there twice.
    seen_again = [{**one, "source": "ga4"} for one in VISITS[:3]] + [visit(10, 28, "direct", source="ga4")]
    both = ways(load(company, session=seen_again), PERIOD)
    assert both is not None
    assert (both.orders, both.visits) == (1, 3)
    choose_audience_source(scope, "site", ["site", "ga4"])
    assert (ways(scope, PERIOD).orders, ways(scope, PERIOD).visits) == (2, 4)

    steps = " ".join(client.get(f"{PAGE}steps/{DAYS}").content.decode().split())
    assert "Of 100 visits, 66.7 end with a purchase." in steps
    assert "sessions told one by one" in steps
    # 7 of 9 visits filled the basket, 6 began to order, all of them bought.
    assert "most is lost before « Began to order »: 14.3% go no further" in steps
    csv = client.get(f"{PAGE}paths.csv{DAYS}").content.decode()
    assert "Unpaid search → E-mail → Paid search" in csv
    assert "40 % each to the first and the last" in client.get(f"{PAGE}credit/{DAYS}").content.decode()
    lines = client.get(f"{PAGE}segments/{DAYS}&by=landing_page").content.decode()
    assert "Landing page" in lines
    assert client.get(f"{PAGE}nothing/{DAYS}").status_code == 404
    assert "How do visits become purchases?" in client.get(f"{PAGE}{DAYS}").content.decode()


def test_sums_of_a_tool_make_a_funnel_and_no_ways(company, client):
    day = {"day": "2026-06-10", "source": "ga4", "device": "phone"}
    load(
        company,
        order=ORDERS,
        audience_day=[
            {
                **day,
                "traffic_channel": "email",
                "sessions": 100,
                "carts": 20,
                "checkouts": 10,
                "purchases": 8,
            },
            {
                **day,
                "traffic_channel": "direct",
                "sessions": 900,
                "carts": 80,
                "checkouts": 40,
                "purchases": 8,
            },
        ],
    )
    steps = " ".join(client.get(f"{PAGE}steps/{DAYS}").content.decode().split())
    assert "Of 100 visits, 1.6 end with a purchase." in steps
    assert "Source: Google Analytics 4, sums that the tool exports" in steps
    assert "most is lost before « Purchases »: 68.0% go no further" in steps
    csv = client.get(f"{PAGE}segments.csv{DAYS}").content.decode()
    # 40 orders begun of 80 carts as everywhere; 8 of 40 bought, of all 16 of 50: 8 x (0.32 / 0.2 - 1) = 4.8.
    line = next(line for line in csv.splitlines() if line.startswith("Direct"))
    assert line == "Direct visits,900,0.088889,0.5,0.2,0.008889,Purchases,5"
    paths = client.get(f"{PAGE}paths/{DAYS}").content.decode()
    assert "does not say which visits led to which order" in paths
    file = client.get(f"{PAGE}paths.csv{DAYS}").content.decode()
    assert "No visit of these days can be followed to an order." in file


def test_without_data_the_page_says_what_to_do(client):
    page = client.get(PAGE).content.decode()
    assert "see where they get lost" in page
    assert 'href="/c/boutique/import/"' in page
