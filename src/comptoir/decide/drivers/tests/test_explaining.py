"""Explanations of facts in a warehouse: the worked example, what is missing, what moved, and the sentence."""

from datetime import timedelta
from decimal import Decimal

import pytest

from comptoir.core.companies.api import Role, access_company
from comptoir.core.errors import UsageError
from comptoir.core.periods import Comparison, Period
from comptoir.decide.drivers.actions import save_tree
from comptoir.decide.drivers.api import Explanation, Inconclusive, as_json, explain, question, sentence
from comptoir.decide.drivers.choice import Basket, Channels, Origin, TreeChoice
from comptoir.decide.drivers.tests.conftest import PERIOD, WORKED, load, orders, visits
from comptoir.measure.metrics.api import Query, run

pytestmark = pytest.mark.django_db
PREVIOUS = Comparison.PREVIOUS


def effects(found):
    assert isinstance(found, Explanation)
    assert sum(one.effect for one in found.factors) == found.change
    assert found.residual == 0
    return {one.code: str(one.effect) for one in found.factors}


def test_the_worked_example_with_a_marketplace_and_returns(worked):
    found = explain(worked, "net_sales", PERIOD, PREVIOUS, by=["sales_channel"])
    assert effects(found) == {
        "own::sessions": "598.00",
        "own::orders/sessions": "-662.00",
        "own::gross_sales/orders": "598.00",
        "own::demand_sales/gross_sales": "0.00",
        "channel:Amazon:demand_sales": "200.00",
        "returns::returns": "-120.00",
    }
    asked = run(worked, Query(("net_sales",), period=PERIOD, compare=PREVIOUS)).total
    assert (found.after, found.before) == (asked.values["net_sales"], asked.compared["net_sales"])
    assert (found.change, found.visits) == (Decimal("614.00"), "known")
    assert question(found, "en") == "Why did net sales rise by €614.00?"
    assert question(found, "fr") == "Pourquoi le CA net a-t-il augmenté de 614,00\u00a0€\u00a0?"
    told = sentence(found, "en")
    assert "€6,754, that is +€614.00 (+10.0%) on 1-10 Nov 2026 (€6,140)" in told
    assert (
        "What pulls it up: sessions +€598.00, basket before discounts (own site) +€598.00, Amazon +€200.00."
        in told
    )
    assert "What pulls it down: orders per session −€662.00, returns −€120.00." in told
    assert "By sales channel, most of it comes from site +€414.00, Amazon +€200.00." in told
    (split,) = found.known_splits
    assert sum(one.effect for one in split.segments) == found.change
    assert all(one.volume + one.mix + one.rate == one.effect for one in split.segments)


def test_the_tree_that_the_company_chose(worked):
    save_tree(
        worked,
        TreeChoice(
            Origin.ORDERS, Basket.ITEMS, discounts_apart=True, channels=Channels.FACTORS, dimensions=()
        ),
    )
    found = explain(worked, "net_sales", PERIOD, PREVIOUS)
    assert effects(found) == {
        "own::orders": "-63.00",  # one order fewer, at 63 on average
        "own::units/orders": "0.00",
        "own::gross_sales/units": "597.00",
        "own::demand_sales/gross_sales": "0.00",
        "channel:Amazon:orders": "135.00",
        "channel:Amazon:units/orders": "0.00",
        "channel:Amazon:gross_sales/units": "65.00",
        "channel:Amazon:demand_sales/gross_sales": "0.00",
        "returns::returns": "-120.00",
    }
    assert found.splits == ()
    assert effects(explain(worked, "orders", PERIOD, PREVIOUS)) == {
        "own::orders": "-1.00",
        "channel:Amazon:orders": "3.00",
    }
    assert sum(one.effect for one in explain(worked, "aov", PERIOD, PREVIOUS).factors) == Decimal("5.75")


def test_without_visits_customers_take_their_place(company):
    guests = [
        *orders("before", 10, 30, country="FR", customer_key=None),
        *orders("after", 20, 30, country="FR", customer_key=None),
    ]
    known = [*orders("before", 40, 50), *orders("after", 60, 50)]
    scope = load(company, order=[*known, *guests])
    found = explain(scope, "demand_sales", PERIOD, PREVIOUS, by=())
    assert effects(found) == {
        "own::customers": "1000.00",
        "own::orders/customers": "0.00",
        "own::gross_sales/orders": "0.00",
        "own::demand_sales/gross_sales": "0.00",
        "guests::demand_sales": "300.00",
    }
    assert found.visits == "missing"
    assert "Sessions are not known for these days: orders are told by customers instead" in sentence(
        found, "en"
    )
    assert "Les visites ne sont pas connues pour ces jours" in sentence(found, "fr")


def test_a_measurement_that_moved_merges_visits_and_conversion(company):
    seen = [*visits("before", 5000, 80), *visits("after", 3000, 50)]
    found = explain(load(company, order=WORKED, audience_day=seen), "net_sales", PERIOD, PREVIOUS, by=())
    assert effects(found) == {
        "own::orders": "-63.00",
        "own::gross_sales/orders": "597.00",
        "own::demand_sales/gross_sales": "0.00",
    }
    assert (found.visits, found.coverage) == ("moved", (Decimal("0.8000"), Decimal("0.5051")))
    assert (
        "The measurement changed: the audience tool sees 51% of the orders, 80% before. Sessions and orders"
        in sentence(found, "en")
    )
    assert "La mesure a changé\u00a0: l’outil d’audience voit 51" in sentence(found, "fr")


@pytest.mark.slow
@pytest.mark.parametrize(("days", "why"), [(range(11, 21), "missing"), (range(5, 21), "days")])
def test_visits_of_some_days_alone_are_no_factor(company, days, why):
    some = [{"day": f"2026-11-{day:02}", "sessions": 500, "purchases": 8} for day in days]
    found = explain(load(company, order=WORKED, audience_day=some), "net_sales", PERIOD, PREVIOUS, by=())
    assert "own::sessions" not in effects(found)
    assert found.visits == why
    assert "Sessions are not known for" in sentence(found, "en")


@pytest.mark.slow
def test_the_sentence_says_since_when_the_measurement_moved(company):
    """Sixty days of forty orders, of which the tool sees thirty; of the last ten days ten."""
    days = [PERIOD.start + timedelta(days=place - 50) for place in range(60)]
    placed = [
        {"order_id": f"{day}-{turn}", "day": day.isoformat(), "sales_channel": "site", "gross_amount": 10}
        for day in days
        for turn in range(40)
    ]
    seen = [
        {"day": day.isoformat(), "sessions": 2000, "purchases": 10 if day in PERIOD else 30} for day in days
    ]
    found = explain(load(company, order=placed, audience_day=seen), "orders", PERIOD, PREVIOUS, by=())
    assert [shift.start for shift in found.shifts] == [PERIOD.start]
    told = sentence(found, "en")
    assert "The measurement changed: the audience tool sees 25% of the orders, 75% before." in told
    assert "Since 11 November 2026 the audience tool sees 25% of the own site" in told


def test_both_devices_improve_and_the_total_falls(company):
    seen = [
        *visits("before", 6000, 240, device="desktop"),
        *visits("before", 4000, 40, device="phone"),
        *visits("after", 3000, 132, device="desktop"),
        *visits("after", 7000, 84, device="phone"),
    ]
    scope = load(company, order=[*orders("before", 280, 10), *orders("after", 216, 10)], audience_day=seen)
    found = explain(scope, "conversion_rate", PERIOD, PREVIOUS, by=["device"])
    (split,) = found.known_splits
    assert split.is_simpson
    assert found.change == Decimal("-0.006400")
    assert {one.name: (one.rate, one.mix) for one in split.segments} == {
        "desktop": (Decimal("0.001800"), Decimal("-0.005160")),
        "phone": (Decimal("0.001100"), Decimal("-0.004140")),
    }
    assert sentence(found, "en").endswith(
        "By device, each segment does better (Computer +0.40 pt, Phone +0.20 pt), and yet the whole falls: the weight "
        "moved to « Phone », which stands lower (40% of the whole before, 70% now). This shift alone makes −0.93 pt."
    )
    assert "chaque segment progresse (Ordinateur +0,40 pt, Téléphone +0,20 pt)" in sentence(found, "fr")


def test_a_margin_that_knows_a_part_of_the_costs(company):
    nobody = {"customer_key": None}
    known = [*orders("before", 40, 50, **nobody), *orders("after", 60, 50, **nobody)]
    unknown = [{**one, "sku": "VASE"} for one in orders("after", 20, 50, country="FR", **nobody)]
    costs = [{"sku": "LAMP", "valid_from": "2026-01-01", "unit_cost": 20}]
    scope = load(company, order=[*known, *unknown], product_cost=costs)
    found = explain(scope, "gross_margin", PERIOD, PREVIOUS, by=())
    made = effects(found)
    assert (found.before, found.after) == (Decimal("1200.00"), Decimal("1800.00"))
    # 2,000 -> 4,000 of sales, of known cost all -> three quarters, at 60 % both times.
    assert Decimal(made["covered::costed_sales/net_sales"]) == Decimal("-450.00")
    assert made["rate::gross_margin/costed_sales"] == "0.00"
    assert found.is_partial
    assert "Partial. The cost is known for 75.0% of sales." in sentence(found, "en")


def test_no_answer_says_why(worked, company):
    early = Period(PERIOD.start.replace(day=1), PERIOD.end)
    found = explain(worked, "net_sales", early, PREVIOUS)
    assert isinstance(found, Inconclusive)
    assert found.reason == "The facts begin on 1 November 2026: one of the two periods begins before."
    assert as_json(worked, "net_sales", found)["inconclusive"]["code"] == "unknown"
    margin = explain(worked, "cm2", PERIOD, PREVIOUS)
    assert isinstance(margin, Inconclusive)
    assert "No source yet: connect" in margin.reason
    with pytest.raises(UsageError, match="no tree of factors"):
        explain(worked, "roas_platform", PERIOD, PREVIOUS)
    with pytest.raises(UsageError, match="is not explained by « device »"):
        explain(worked, "net_sales", PERIOD, PREVIOUS, by=["device"])


@pytest.mark.slow
def test_json_is_in_the_companys_language(worked, company, make_member):
    scope = access_company(make_member(company, Role.VIEWER), company.slug)
    told = as_json(scope, "net_sales", explain(scope, "net_sales", PERIOD, PREVIOUS))
    assert told["language"] == "fr"
    assert told["sentence"].startswith("CA net (HT)")
    assert (told["change"], told["residual"]) == ("614.00", "0")
    assert told["factors"][0] == {
        "factor": "own::sessions",
        "label": "Sessions",
        "before": "5000",
        "after": "5500",
        "effect": "598.00",
    }
