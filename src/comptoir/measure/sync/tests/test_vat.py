"""Rates of VAT: found from amounts, summed by day, set against the shop's own."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.connectors.source import Taxed, Total
from comptoir.measure.sync.legal_rates import RATES, rate_of
from comptoir.measure.sync.reconciliation import Days, Match
from comptoir.measure.sync.vat import RateSum, by_month, rate_totals

CENT = Decimal("0.01")
DAY = date(2026, 10, 31)
countries_and_rates = st.sampled_from(
    sorted((country, rate) for country, rates in RATES.items() for rate in rates)
)


@given(countries_and_rates, st.integers(4_000, 10_000_00))
def test_the_rate_of_an_amount_is_found(told: tuple[str, Decimal], cents: int) -> None:
    """Of amounts above 40, where no two rates of a country make the same cents."""
    country, rate = told
    net = Decimal(cents) / 100
    assert rate_of(net, (net * rate).quantize(CENT, ROUND_HALF_UP), [country]) == rate


@given(countries_and_rates, st.integers(40_00, 10_000_00))
def test_a_price_with_its_tax_tells_its_rate_too(told: tuple[str, Decimal], cents: int) -> None:
    country, rate = told
    total = Decimal(cents) / 100
    net = (total / (1 + rate)).quantize(CENT, ROUND_HALF_UP)
    assert rate_of(net, total - net, [country]) == rate


@pytest.mark.parametrize(
    ("net", "tax", "countries", "rate"),
    [
        ("100", "20.00", ["FR"], "0.2"),
        ("100", "20.00", ["DE"], None),
        ("100", "20.00", ["DE", "FR"], "0.2"),
        ("100", "5.50", ["FR"], "0.055"),
        ("100", "0", ["FR"], "0"),
        ("100", "8.50", ["RE"], "0.085"),
        ("100", "12.34", ["FR"], None),
        ("100", "20.00", ["ZZ"], None),
        ("0.05", "0.01", ["FR"], "0.2"),
    ],
)
def test_only_rates_that_the_countries_have(
    net: str, tax: str, countries: list[str], rate: str | None
) -> None:
    assert rate_of(Decimal(net), Decimal(tax), countries) == (None if rate is None else Decimal(rate))


def total(unit: str, *taxes: Taxed, counts: bool = True, day: date = DAY) -> Total:
    return Total(unit, day, Decimal(0), counts, "EUR", taxes=taxes)


STANDARD, REDUCED = Decimal("0.2"), Decimal("0.055")


def test_both_sides_stand_by_day_and_rate() -> None:
    shop = [
        total("1", Taxed(STANDARD, Decimal(100), Decimal(20)), Taxed(REDUCED, Decimal(10), Decimal("0.55"))),
        total("2", Taxed(STANDARD, Decimal(50), Decimal(10))),
        total("cancelled", Taxed(STANDARD, Decimal(99), Decimal("19.8")), counts=False),
        total("before", Taxed(STANDARD, Decimal(99), Decimal("19.8")), day=date(2026, 10, 1)),
    ]
    here = [
        RateSum(DAY, "EUR", Decimal("0.20000000"), Decimal(150), Decimal("30.004")),
        RateSum(DAY, "EUR", None, Decimal(5), Decimal(1)),
    ]
    found = Match(shop, [], Days(DAY, DAY)).reconciled(here_taxes=here).rates
    assert [(one.rate, one.net_gap, one.tax_gap, one.is_equal) for one in found] == [
        (STANDARD, 0, Decimal("0.004"), True),
        (REDUCED, -10, Decimal("-0.55"), False),
        (None, 5, 1, False),
    ]


def test_a_shop_that_tells_no_rates_is_not_compared() -> None:
    assert Match([Total("1", DAY, Decimal(12))], []).reconciled().rates is None
    assert Match([Total("1", DAY, Decimal(12), counts=False)], []).reconciled().rates == ()


def test_days_become_months() -> None:
    days = [
        RateSum(date(2026, 10, day), "EUR", STANDARD, Decimal(day), Decimal(day) / 5) for day in (5, 15, 25)
    ]
    [month] = by_month(rate_totals(days, days[:2]))
    assert (month.day, month.shop_net, month.here_net) == (date(2026, 10, 1), 45, 20)
    assert (month.shop_tax, month.here_tax) == (9, 4)
