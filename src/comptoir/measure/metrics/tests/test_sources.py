"""Audience, advertising, search, e-mail, delivery, payments, stock: each trap with a tiny table."""

import pytest

from comptoir.core.errors import InputError, UsageError
from comptoir.measure.choices.api import Choices
from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import ask, figures

D1, D2, D3 = "2026-01-05", "2026-01-06", "2026-01-07"


def order(number, day, **more):
    return {"order_id": number, "day": day, "sales_channel": "site", **more}


def line(number, day, amount, **more):
    return {"order_id": number, "day": day, "gross_amount": amount, "sku": "A", **more}


def audience(day, sessions, **more):
    return {"day": day, "sessions": sessions, **more}


def spend(day, amount, campaign="1", **more):
    return {"day": day, "spend_amount": amount, "campaign_id": campaign, **more}


def codes(found):
    return [note.code for note in found.notes]


def test_spend_and_orders_of_a_day_and_channel_do_not_multiply_each_other():
    """Two lines of one order, three campaigns: joined on day and channel they would make 2 x 3 rows."""
    channel = {"traffic_channel": "paid_search"}
    facts = MemoryFacts(
        order=[order("1", D1, customer_key=1, **channel)],
        order_line=[line("1", D1, 60, **channel), line("1", D1, 40, **channel)],
        ad_spend=[
            spend(D1, 5, "a", **channel),
            spend(D1, 3, "b", **channel),
            spend(D1, 2, "c", traffic_channel="display"),
        ],
    )
    found = ask(facts, "net_sales,ad_spend,mer,ad_cost_ratio,ncac", by="traffic_channel", grain="day")
    assert figures(found) == [
        (D1, "display", "0.00", "2.00", "0.000000", None, None),
        (D1, "paid_search", "100.00", "8.00", "12.500000", "0.080000", "8.00"),
    ]
    assert figures(ask(facts, "net_sales,ad_spend,mer,ad_cost_ratio,ncac")) == [
        (D1, "100.00", "10.00", "10.000000", "0.100000", "10.00")
    ]


def test_a_day_without_audience_is_unknown_and_a_day_of_no_order_is_zero():
    """orders on the 5th and 7th, audience on the 5th and 7th to 8th: the 6th was never loaded"""
    facts = MemoryFacts(
        order=[order("1", D1), order("2", D3)],
        audience_day=[
            audience(D1, 10, purchases=1),
            audience(D3, 20, purchases=0),
            audience("2026-01-08", 5),
        ],
    )
    found = ask(
        facts, "orders,sessions,orders_per_session,conversion_rate", "2026-01-04/2026-01-08", grain="day"
    )
    assert figures(found) == [
        ("2026-01-04", None, None, None, None),
        (D1, 1, 10, "0.100000", "0.100000"),
        (D2, 0, None, None, None),
        (D3, 1, 20, "0.050000", "0.000000"),
        ("2026-01-08", None, 5, None, None),
    ]
    texts = {note.metrics: str(note.text) for note in found.notes if note.code == "days_known"}
    assert texts["sessions", "conversion_rate"] == (
        "Only the days from 5 January 2026 to 8 January 2026 are known, 1 of them missing; the others are left out."
    )
    assert ("orders_per_session",) in texts
    assert [note.metrics for note in found.notes if note.code == "not_loaded"] == [
        ("orders", "orders_per_session")
    ]


@pytest.mark.slow
def test_a_ratio_of_two_sources_counts_the_days_that_both_know():
    """orders of January, sessions from the 7th on: the orders before are no orders of these sessions"""
    facts = MemoryFacts(
        order=[order(str(n), f"2026-01-{n:02}") for n in range(1, 11)],
        order_line=[line(str(n), f"2026-01-{n:02}", 10) for n in range(1, 11)],
        audience_day=[audience(f"2026-01-{n:02}", 100) for n in range(7, 16)],
        ad_spend=[spend("2026-01-09", 5), spend("2026-01-12", 50)],
    )
    asked = "orders,sessions,orders_per_session,net_sales,ad_spend,mer"
    over = "2026-01-01/2026-01-31"
    expected = ("2026-01-01", 10, 900, "0.010000", "100.00", "55.00", "4.000000")
    assert figures(ask(facts, asked, over)) == [expected]
    assert figures(ask(facts, asked, over, grain="month")) == [expected]
    rolled_up = MemoryFacts(
        is_rolled_up=True, **{name: table.to_pylist() for name, table in facts.content.items()}
    )
    assert figures(ask(rolled_up, asked, over)) == [expected]
    assert figures(ask(facts, "orders_per_session", "2026-01-01/2026-01-06")) == [("2026-01-01", None)]


def test_what_counts_the_same_rows_is_read_once():
    facts = MemoryFacts(
        order=[order("1", D1), order("2", D3)],
        audience_day=[audience(day, 10) for day in (D1, D2, D3)],
    )
    asked = "orders,sessions,orders_per_session"
    assert figures(ask(facts, asked)) == [(D1, 2, 30, "0.066667")]
    assert len(facts.asked_over) == 2
    assert figures(ask(facts, asked, "2026-01-05/2026-01-08")) == [(D1, 2, 30, "0.066667")]
    assert len(facts.asked_over) == 5  # beyond the days loaded, those that both know are read apart


def test_sources_that_never_meet_have_no_ratio():
    facts = MemoryFacts(order=[order("1", D1)], audience_day=[audience("2026-03-01", 10)])
    found = ask(facts, "orders,sessions,orders_per_session", "2026-01-01/2026-03-31")
    assert figures(found) == [("2026-01-01", 1, 10, None)]
    assert "no day in common" in " ".join(str(note.text) for note in found.notes)


def test_tracking_coverage_counts_the_own_sites_orders():
    channels = ["site", "Web", None, "amazon", "pos"]
    facts = MemoryFacts(
        order=[order(str(n), D1, sales_channel=channel) for n, channel in enumerate(channels)],
        audience_day=[audience(D1, 10, purchases=2, traffic_channel="direct")],
    )
    assert figures(ask(facts, "orders,tracking_coverage,orders_per_session,conversion_rate")) == [
        (D1, 5, "0.666667", "0.300000", "0.200000")
    ]


def test_what_the_tool_does_not_tell_is_unknown_not_zero():
    """page views and purchases of one day alone; channels never"""
    facts = MemoryFacts(audience_day=[audience(D1, 10, page_views=30, purchases=1), audience(D2, 30)])
    asked = "sessions,page_views,conversion_rate,direct_share,cart_abandonment,attributed_sales"
    found = ask(facts, asked, grain="day")
    assert figures(found) == [
        (D1, 10, 30, "0.100000", None, None, None),
        (D2, 30, None, None, None, None, None),
    ]
    texts = [str(note.text) for note in found.notes if note.code == "partial"]
    assert "Partial. The audience tool tells purchases for 25.0% of sessions." in texts
    assert figures(ask(facts, "conversion_rate")) == [(D1, "0.100000")]


def test_the_funnel_as_the_tool_counts_it():
    rows = [
        audience(
            D1,
            100,
            carts=20,
            checkouts=10,
            purchases=5,
            traffic_channel="direct",
            device="phone",
            country="FR",
        ),
        audience(D1, 300, carts=20, checkouts=10, purchases=3, traffic_channel="email", device="desktop"),
    ]
    facts = MemoryFacts(audience_day=rows)
    asked = "sessions,add_to_cart_rate,checkout_rate,cart_abandonment,direct_share"
    assert figures(ask(facts, asked)) == [(D1, 400, "0.100000", "0.500000", "0.800000", "0.250000")]
    assert figures(ask(facts, "sessions", by="device,traffic_channel,country")) == [
        (D1, "desktop", "email", None, 300),
        (D1, "phone", "direct", "FR", 100),
    ]


def test_two_tools_of_the_same_days_are_not_added():
    """ga4 to the 7th, matomo to the 6th: ga4 knows the latest day"""
    rows = [audience(day, 10) for day in (D1, D2, D3)]
    rows += [audience(day, 12, source="matomo") for day in (D1, D2)]
    facts = MemoryFacts(audience_day=rows, order=[order("1", D1), order("2", D3)])
    found = ask(facts, "sessions,orders_per_session")
    assert figures(found) == [(D1, 30, "0.066667")]
    assert "source_of_record" in codes(found)
    assert figures(ask(facts, "sessions", by="source")) == [(D1, "ga4", 30), (D1, "matomo", 24)]
    assert figures(ask(facts, "sessions", where=(("source", "matomo"),))) == [(D1, 24)]
    apart = [audience(D1, 12, source="matomo"), audience(D3, 10)]
    assert figures(ask(MemoryFacts(audience_day=apart), "sessions")) == [(D1, 22)]


def test_the_company_says_which_tool_is_of_record():
    """ga4 knows the latest day, but matomo is chosen; a choice that knows nothing here changes nothing"""
    rows = [audience(day, 10) for day in (D1, D2, D3)]
    rows += [audience(day, 12, source="matomo") for day in (D1, D2)]
    found = ask(MemoryFacts(choices=Choices(audience_source="matomo"), audience_day=rows), "sessions")
    assert figures(found) == [(D1, 24)]
    (note,) = (note for note in found.notes if note.code == "source_of_record")
    assert "matomo alone, the company's choice: ga4 measure" in str(note.text)
    assert figures(
        ask(MemoryFacts(choices=Choices(audience_source="piwik"), audience_day=rows), "sessions")
    ) == [(D1, 30)]
    apart = [audience(D1, 12, source="matomo"), audience(D3, 10)]
    chosen = MemoryFacts(choices=Choices(audience_source="matomo"), audience_day=apart)
    assert figures(ask(chosen, "sessions")) == [(D1, 22)]


def test_advertising():
    facts = MemoryFacts(
        ad_spend=[
            spend(
                D1, 10, impressions=1000, clicks=20, credited_amount=50, campaign_name="Sale", country="FR"
            ),
            spend(D1, 10, "2", impressions=1000, clicks=10, source="meta_ads"),
            spend(D3, 20, "2", impressions=2000, clicks=10, source="meta_ads"),
        ],
        audience_day=[
            audience(day, 10, traffic_channel=channel, revenue_amount=amount, currency="EUR")
            for day in (D1, D2, D3)
            for channel, amount in (("paid_social", 40), ("email", 500))
        ],
    )
    asked = "ad_spend,ad_clicks,ad_impressions,ad_ctr,cpc,cpm,roas_platform,roas_analytics"
    found = ask(facts, asked)
    assert figures(found) == [(D1, "40.00", 40, 4000, "0.010000", "1.00", "10.00", "5.000000", "3.000000")]
    partial = next(note for note in found.notes if note.code == "partial")
    assert partial.metrics == ("roas_platform",)
    assert "25.0%" in str(partial.text)
    assert figures(ask(facts, "ad_spend", grain="day")) == [(D1, "20.00"), (D2, "0.00"), (D3, "20.00")]
    assert figures(ask(facts, "ad_spend", by="campaign,country")) == [
        (D1, "2", None, "30.00"),
        (D1, "Sale", "FR", "10.00"),
    ]
    assert figures(ask(facts, "attributed_sales", by="traffic_channel")) == [
        (D1, "email", "1500.00"),
        (D1, "paid_social", "120.00"),
    ]
    assert found.to_json()["definitions"]["roas_platform"]["tax"] == "excluded"


def test_ratios_with_spend_are_excluding_tax_whatever_is_asked():
    facts = MemoryFacts(
        order=[order("1", D1)], order_line=[line("1", D1, 100, gross_tax=20)], ad_spend=[spend(D1, 10)]
    )
    assert figures(ask(facts, "net_sales,mer,ad_cost_ratio", tax="included")) == [
        (D1, "120.00", "10.000000", "0.100000")
    ]


def test_spend_in_a_currency_without_a_rate_is_refused():
    facts = MemoryFacts(ad_spend=[spend(D1, 10), spend(D1, 10, "2", currency="USD")])
    with pytest.raises(InputError, match="USD: 2026-01-05"):
        ask(facts, "ad_spend")
    assert figures(ask(facts, "ad_spend", by="currency")) == [(D1, "EUR", "10.00"), (D1, "USD", "10.00")]


def test_a_dimension_that_a_fact_lacks_is_refused_by_name():
    facts = MemoryFacts(order=[order("1", D1)], audience_day=[audience(D1, 10)], ad_spend=[spend(D1, 1)])
    with pytest.raises(UsageError, match="audience_day does not have it"):
        ask(facts, "orders_per_session", by="sales_channel")
    with pytest.raises(UsageError, match="ad_spend does not have it"):
        ask(facts, "mer", by="category")
    with pytest.raises(UsageError, match="traffic_channel"):
        ask(facts, "sessions", by="channel")


def test_search():
    """positions weigh as often as they were shown; a row without position weighs nothing"""
    rows = [
        {"day": D1, "clicks": 5, "impressions": 100, "position_sum": 200, "device": "phone"},
        {"day": D1, "clicks": 5, "impressions": 300, "position_sum": 2400, "device": "desktop"},
        {"day": D2, "clicks": 2, "impressions": 50},
    ]
    facts = MemoryFacts(search_day=rows)
    assert figures(ask(facts, "seo_clicks,seo_impressions,seo_ctr,seo_position", grain="day")) == [
        (D1, 10, 400, "0.025000", "6.500000"),
        (D2, 2, 50, "0.040000", None),
    ]
    assert figures(ask(facts, "seo_position", by="device"))[0] == (D1, "desktop", "8.000000")


def test_email():
    day = {"day": D1, "sent": 1010}
    rows = [
        {**day, "campaign": "a", "delivered": 1000, "clickers": 30, "unsubscribed": 5, "complaints": 1},
        {**day, "campaign": "b", "delivered": 1000, "segment": "Clients", "openers": 400},
    ]
    seen = [
        audience(D1, 10, traffic_channel="email", revenue_amount=250, currency="EUR"),
        audience(D1, 10, traffic_channel="direct", revenue_amount=900, currency="EUR"),
    ]
    facts = MemoryFacts(mailing=rows, audience_day=seen)
    asked = "email_delivered,email_ctr,unsubscribe_rate,complaint_rate,email_open_rate,revenue_per_1000"
    assert figures(ask(facts, asked)) == [
        (D1, 2000, "0.030000", "0.005000", "0.001000", "0.400000", "125.00")
    ]
    assert figures(ask(facts, "email_delivered", by="campaign,segment"))[1] == (D1, "b", "Clients", 1000)


def test_payments_refused():
    rows = [
        {"day": D1, "status": status, "method": "card"}
        for status in ("accepted", "refused", "accepted", "pending")
    ]
    rows += [
        {"day": D1, "status": "refused", "kind": "refund"},
        {"day": D1, "status": "accepted", "method": "wallet"},
    ]
    facts = MemoryFacts(payment=rows)
    assert figures(ask(facts, "payment_refusal_rate")) == [(D1, "0.250000")]
    assert figures(ask(facts, "payment_refusal_rate", by="payment_method")) == [
        (D1, "card", "0.333333"),
        (D1, "wallet", "0.000000"),
    ]


def test_on_time_counts_what_was_due_up_to_the_last_day_known():
    """known to the 8th: what is promised for the 9th is not due; what has not left by then is late"""
    rows = [
        {
            "day": D1,
            "promised_ship_day": D2,
            "shipped_day": D2,
            "promised_delivery_day": D3,
            "delivered_day": "2026-01-08",
        },
        {"day": D1, "promised_ship_day": D2, "shipped_day": D3},
        {"day": D1, "promised_ship_day": D2, "status": "pending"},
        {"day": D1, "promised_ship_day": D2, "status": "cancelled"},
        {"day": D1},
        {"day": D2, "promised_ship_day": "2026-01-09", "status": "pending"},
    ]
    facts = MemoryFacts(shipment=rows)
    found = ask(facts, "on_time_shipping_rate,on_time_delivery_rate", "2026-01-01/2026-01-31", grain="month")
    assert figures(found) == [("2026-01-01", "0.333333", "0.000000")]


def test_stock_is_that_of_the_last_day_known():
    """A level: two days do not add up; an item gone from the last day is gone"""
    rows = [
        {"day": D1, "sku": "A", "on_hand": 10},
        {"day": D1, "sku": "B", "on_hand": 4},
        {"day": D2, "sku": "A", "on_hand": 7},
        {"day": D1, "sku": "C", "on_hand": 2, "source": "depot"},
    ]
    facts = MemoryFacts(stock_level=rows, product=[{"sku": "A", "category": "shoes", "source": "shop"}])
    assert figures(ask(facts, "stock_on_hand")) == [(D1, 9)]
    assert figures(ask(facts, "stock_on_hand", grain="day")) == [(D1, 16), (D2, 7)]
    assert figures(ask(facts, "stock_on_hand", by="product")) == [(D1, "A", 7), (D1, "C", 2)]
    assert figures(ask(facts, "stock_on_hand", where=(("product", "B"),))) == [(D1, 0)]
    assert figures(ask(facts, "stock_on_hand", by="category", where=(("category", "shoes"),))) == [
        (D1, "shoes", 7)
    ]
    assert figures(ask(facts, "stock_on_hand", "2026-01-05/2026-01-08", grain="day"))[2:] == [
        (D3, None),
        ("2026-01-08", None),
    ]


def test_what_is_connected_and_not_worked_out_says_so():
    facts = MemoryFacts(audience_day=[audience(D1, 10, visitors=8)], order=[order("1", D1)])
    found = ask(facts, "visitors,cac,roas_platform")
    assert "not worked out yet" in str(found.unavailable["visitors"])
    assert str(found.unavailable["cac"]) == (
        "No source yet: connect your advertising platforms, what your team, tools and agencies cost."
    )
    assert str(found.unavailable["roas_platform"]) == "No source yet: connect your advertising platforms."


def test_the_period_of_a_question_without_one_is_what_its_metrics_know():
    facts = MemoryFacts(order=[order("1", D2)], audience_day=[audience(D1, 10), audience(D3, 10)])
    assert figures(ask(facts, "sessions")) == [(D1, 20)]
    assert figures(ask(facts, "orders")) == [(D2, 1)]


def test_a_whole_beside_its_parts_is_the_same():
    facts = MemoryFacts(
        order=[order(str(n), D1) for n in range(4)],
        audience_day=[audience(D1, 10, device="phone"), audience(D1, 30, device="desktop"), audience(D2, 5)],
        stock_level=[{"day": day, "sku": "A", "on_hand": 3} for day in (D1, D2)],
    )
    found = ask(facts, "sessions,orders_per_session,stock_on_hand", grain="day", with_whole=True)
    assert {name: str(value) for name, value in found.total.values.items()} == {
        "sessions": "45",
        "orders_per_session": "0.1",
        "stock_on_hand": "3",
    }
