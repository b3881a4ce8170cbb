"""Amounts of several currencies, converted by what a central bank quoted."""

from dataclasses import replace
from decimal import Decimal

import pytest

from comptoir.core.errors import InputError
from comptoir.entities.registry import entity
from comptoir.measure.metrics.api import Query, run
from comptoir.measure.metrics.rate_book import stored_rates
from comptoir.measure.metrics.rates import no_rates
from comptoir.measure.metrics.tests.facts import MemoryFacts, arrow
from comptoir.measure.metrics.tests.shop import SCOPE, ask, days, figures
from comptoir.measure.warehouse.api import writer

SALES = {
    "order": [
        {"order_id": name, "day": "2026-01-12", "has_product": True, "currency": currency}
        for name, currency in (("1", "EUR"), ("2", "USD"), ("3", "IDR"))
    ],
    "order_line": [
        {"order_id": "1", "day": "2026-01-12", "gross_amount": 100},
        {"order_id": "2", "day": "2026-01-12", "gross_amount": 50, "currency": "USD"},
        {"order_id": "3", "day": "2026-01-12", "gross_amount": 18_000_000, "currency": "IDR"},
    ],
}
RATES = [
    {"currency": "USD", "quoted_on": "2026-01-09", "rate": "1.25"},
    {"currency": "IDR", "quoted_on": "2026-01-09", "rate": "17500"},
    {"currency": "USD", "quoted_on": "2026-01-13", "rate": "9"},
]


def gross(scope=SCOPE, rates=RATES, over="2026-01-12", **more):
    facts = MemoryFacts(**SALES, exchange_rate=rates)
    found = ask(facts, "gross_sales", over, scope=scope, book=stored_rates(facts), **more)
    return figures(found)[0][-1]


def test_the_last_quotation_before_the_day_converts():
    """Friday's rates on a Monday: 100 + 50 / 1.25 + 18,000,000 / 17,500"""
    assert gross() == "1168.57"


def test_towards_a_quoted_currency_both_rates_are_of_one_day():
    """100 x 1.25 + 50 + 18,000,000 x 1.25 / 17,500"""
    assert gross(replace(SCOPE, currency="USD")) == "1460.71"


def test_small_currencies_keep_their_digits():
    """100 + 18,000,000 / 17,500: with eight decimals of the rate 1,128.52"""
    alone = [one for one in RATES if one["currency"] == "IDR"]
    facts = MemoryFacts(order=SALES["order"][::2], order_line=SALES["order_line"][::2], exchange_rate=alone)
    found = ask(facts, "gross_sales", "2026-01-12", book=stored_rates(facts))
    assert figures(found)[0][-1] == "1128.57"


def test_of_two_sources_the_same_one_always_answers():
    other = [
        {**one, "source": "banque_de_france", "rate": "1.6"} for one in RATES if one["currency"] == "USD"
    ]
    assert gross(rates=[*RATES, *other]) == gross(rates=[*other, *RATES]) == "1159.82"


def test_rates_of_more_than_a_week_ago_are_refused():
    old = [{**one, "quoted_on": "2026-01-04"} for one in RATES]
    with pytest.raises(InputError, match=r"IDR: 2026-01-12; USD: 2026-01-12"):
        gross(rates=old)
    with pytest.raises(InputError, match=r"for IDR: 2026-01-12\."):
        gross(rates=RATES[::2])


@pytest.mark.django_db(transaction=True)
def test_rates_in_the_warehouse_convert(scope):
    with writer(scope) as batch:
        for name, rows in {**SALES, "exchange_rate": RATES}.items():
            (batch.append if entity(name).dated else batch.merge)(name, arrow(name, rows))
        batch.commit("test", {})
    found = run(scope, Query(("gross_sales",), period=days("2026-01-12")))
    assert found.rows[0].values["gross_sales"] == Decimal("1168.5714")


def test_without_rates_nothing_is_converted():
    facts = MemoryFacts(**SALES)
    for book in (no_rates, stored_rates(facts)):
        with pytest.raises(InputError, match="IDR"):
            ask(facts, "gross_sales", book=book)
