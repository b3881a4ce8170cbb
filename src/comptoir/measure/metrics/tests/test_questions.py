"""What is refused, what is compared, what leaves as JSON."""

import json
from dataclasses import replace

import pytest

from comptoir.core.errors import ForbiddenError, InputError, UsageError
from comptoir.measure.metrics import compare
from comptoir.measure.metrics.query import parse_where
from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import SCOPE, ask, days, figures


@pytest.fixture(scope="module")
def facts():
    """10 a day from 2025-01-01 to 2026-02-28, in two countries"""
    found = days("2025-01-01/2026-02-28")
    rows = [
        {"order_id": str(n), "day": day, "country": "FR" if n % 2 else "BE", "customer_key": n % 3}
        for n, day in enumerate(found)
    ]
    return MemoryFacts(order=rows, order_line=[{**row, "gross_amount": 10, "sku": "A"} for row in rows])


def refusal(facts, metrics, **asked):
    with pytest.raises(UsageError) as refused:
        ask(facts, metrics, **asked)
    return str(refused.value)


def test_a_bare_channel_is_refused_with_both(facts):
    message = refusal(facts, "orders", by="channel")
    assert "sales_channel" in message
    assert "traffic_channel" in message


def test_a_dimension_that_a_fact_lacks_is_refused_by_name_with_a_suggestion(facts):
    message = refusal(facts, "net_sales", by="voucher")
    assert "« net_sales »" in message
    assert "« voucher »" in message
    assert "refund does not have it" in message
    assert "demand_sales" in message  # what can be asked instead
    assert "country" in message  # what it can be split by
    assert "order does not have it" in refusal(facts, "aov", by="product")
    assert "gross_sales" in refusal(facts, "orders", where=(("category", "shoes"),))


def test_unknown_names_are_answered_with_the_closest(facts):
    assert "« net_sales »" in refusal(facts, "net_sale")
    assert "« country »" in refusal(facts, "orders", by="contry")
    assert "roas_platform, roas_analytics, mer" in refusal(facts, "roas")


def test_other_refusals(facts):
    assert "HT" in refusal(facts, "orders", tax="both")
    with pytest.raises(UsageError, match="country=FR"):
        parse_where("country")
    assert parse_where("voucher=") == ("voucher", "")
    with pytest.raises(UsageError):
        ask(facts, "")


def test_whoever_may_not_view_figures_gets_none(facts):
    with pytest.raises(ForbiddenError):
        ask(facts, "orders", scope=replace(SCOPE, permissions=frozenset()))


def test_where(facts):
    assert figures(ask(facts, "orders", "2026-02-01/2026-02-28", where=(("country", "FR"),))) == [
        ("2026-02-01", 14)
    ]
    both = (("country", "FR"), ("country", "BE"))
    assert figures(ask(facts, "orders", "2026-02-01/2026-02-28", where=both)) == [("2026-02-01", 28)]
    none = (("country", ""),)
    assert figures(ask(facts, "orders", "2026-02-01/2026-02-28", where=none)) == [("2026-02-01", 0)]
    injected = (("country", "FR' OR '1'='1"),)
    assert figures(ask(facts, "orders", "2026-02-01/2026-02-28", where=injected)) == [("2026-02-01", 0)]


def test_a_month_faces_the_same_month_last_year(facts):
    found = ask(facts, "gross_sales", "2026-01-01/2026-02-28", grain="month", compare="year")
    assert figures(found) == [("2026-01-01", "310.00", "310.00"), ("2026-02-01", "280.00", "280.00")]
    assert found.compared == days("2025-01-01/2025-02-28")


def test_days_face_the_same_weekday(facts):
    found = ask(facts, "orders", "2026-02-27/2026-02-28", grain="day", compare="year", by="weekday")
    assert figures(found) == [("2026-02-27", "5", 1, 1), ("2026-02-28", "6", 1, 1)]
    assert found.compared == days("2025-02-28/2025-03-01")


def test_the_previous_period_is_as_long_and_unknown_where_nothing_is_loaded(facts):
    found = ask(facts, "orders", "2025-01-06/2025-01-10", compare="previous", grain="day")
    assert [row[2] for row in figures(found)] == [1, 1, 1, 1, 1]
    found = ask(facts, "orders", "2025-01-02/2025-01-04", compare="previous", grain="day")
    assert [row[2] for row in figures(found)] == [None, None, 1]


def test_what_only_one_of_the_two_periods_knows_is_shown():
    rows = [
        {"order_id": "1", "day": "2026-01-05", "country": "FR"},
        {"order_id": "2", "day": "2026-02-05", "country": "BE"},
    ]
    found = ask(
        MemoryFacts(order=rows), "orders,aov", "2026-02-01/2026-02-28", by="country", compare="previous"
    )
    assert found.to_json()["rows"] == [
        {
            "period": "2026-02-01",
            "country": "BE",
            "orders": 1,
            "orders__compare": 0,
            "aov": None,
            "aov__compare": None,
        },
        {
            "period": "2026-02-01",
            "country": "FR",
            "orders": 0,
            "orders__compare": 1,
            "aov": None,
            "aov__compare": None,
        },
    ]


def test_the_same_event_last_year(facts, monkeypatch):
    now, last = days("2026-01-07/2026-02-03"), days("2025-01-08/2025-02-04")
    monkeypatch.setattr(compare, "same_event", lambda scope, period: (now, last))
    found = ask(facts, "orders", "2026-01-07/2026-02-03", compare="event")
    assert figures(found) == [("2026-01-07", 28, 28)]
    assert found.compared == last
    monkeypatch.setattr(compare, "same_event", lambda scope, period: None)
    with pytest.raises(InputError, match="2026-01-07"):
        ask(facts, "orders", "2026-01-07/2026-02-03", compare="event")


def test_a_metric_without_source_says_what_to_connect(facts):
    found = ask(facts, "orders,sessions,cm3", "2026-02-01/2026-02-28")
    assert figures(found) == [("2026-02-01", 28, None, None)]
    assert set(found.unavailable) == {"sessions", "cm3"}
    assert "audience" in found.to_json()["definitions"]["sessions"]["unavailable"]


def test_before_the_first_import_orders_are_to_be_connected():
    found = ask(MemoryFacts(), "orders,net_sales")
    assert found.rows == ()
    assert set(found.unavailable) == {"orders", "net_sales"}
    assert "orders of your shop" in str(found.unavailable["orders"])


def test_refunds_that_name_no_order_cannot_tell_a_return_rate():
    row = {"day": "2026-01-05", "country": "FR"}
    facts = MemoryFacts(
        order=[{**row, "order_id": "1"}],
        order_line=[{**row, "order_id": "1", "gross_amount": 10}],
        refund=[{**row, "refund_id": "C1", "amount": 3}],
    )
    found = ask(facts, "returns,return_rate")
    assert figures(found) == [("2026-01-05", "3.00", None)]
    assert "do not name" in str(found.unavailable["return_rate"])


def test_the_first_year_of_data_is_marked(facts):
    young = ask(facts, "new_customers,orders", "2025-06-01/2025-06-30")
    assert [(note.code, note.metrics) for note in young.notes] == [
        ("insufficient_history", ("new_customers",))
    ]
    assert any("1 January 2026" in note for note in young.definitions["new_customers"]["notes"])
    assert ask(facts, "new_customers", "2026-01-01/2026-01-31").notes == ()


def test_the_shape_of_the_answer(facts):
    found = ask(
        facts, "gross_sales,aov,orders,discount_rate", "2026-02-01/2026-02-28", grain="month", by="country"
    )
    answer = json.loads(json.dumps(found.to_json()))
    assert list(answer) == ["company", "currency", "timezone", "snapshot", "rows", "definitions"]
    assert (answer["company"], answer["currency"], answer["timezone"]) == ("shop", "EUR", "Europe/Paris")
    assert answer["snapshot"] == 1
    assert answer["rows"][0] == {
        "period": "2026-02-01",
        "country": "BE",
        "gross_sales": "140.00",
        "aov": "10.00",
        "orders": 14,
        "discount_rate": "0.000000",
    }
    assert set(answer["definitions"]) == {"gross_sales", "aov", "orders", "discount_rate"}
    assert answer["definitions"]["aov"]["unit"] == "money"
    assert answer["definitions"]["aov"]["tax"] == "excluded"


def test_rounding_happens_on_output_only():
    """Three lines of 0.3333 make 1.00, not three times 0.33."""
    rows = [{"order_id": str(n), "day": "2026-01-05", "gross_amount": "0.3333"} for n in range(3)]
    rows.append({"order_id": "4", "day": "2026-01-05", "gross_amount": "0.0051"})
    facts = MemoryFacts(order=rows[:1] and [{"order_id": "1", "day": "2026-01-05"}], order_line=rows)
    assert figures(ask(facts, "gross_sales")) == [("2026-01-05", "1.01")]
