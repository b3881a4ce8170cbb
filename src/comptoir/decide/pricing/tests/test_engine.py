"""Margins, units needed, the reference price and earlier offers: the worked values, and the limits."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from comptoir.decide.pricing.engine.deciding import (
    Limit,
    Offer,
    expected,
    is_blocked,
    limits,
    without_more_units,
)
from comptoir.decide.pricing.engine.margin import Unit, highest_discount, units_needed
from comptoir.decide.pricing.engine.operations import days_of, depths, operations
from comptoir.decide.pricing.engine.reference import free_again, reference, shown_percent

UNIT = Unit(Decimal(100), Decimal(60), Decimal(10))
TENTH = Decimal("0.10")
OFFER = Offer(UNIT, TENTH, 10, Decimal(4), Decimal(108), Decimal(120), stock=Decimal(100))
DAY = date(2026, 10, 1)


def test_10_per_cent_off_120_takes_a_third_of_the_margin_and_needs_half_as_many_units_again():
    # 120 with tax is 100 without; cost 60, logistics and fees 10.
    after = UNIT.discounted(TENTH)
    assert (UNIT.margin, after.margin) == (30, 20)
    assert units_needed(UNIT.margin, after.margin) == Decimal("0.5")
    assert OFFER.units_to_sell == 60
    assert highest_discount(UNIT) == Decimal("0.3")
    assert units_needed(Decimal(30), Decimal(0)) is None
    assert units_needed(Decimal(-1), Decimal(-5)) is None


@given(
    price=st.decimals(1, 10**4, places=2),
    cost=st.decimals(0, 10**4, places=2),
    discount=st.decimals("0.01", "0.99", places=2),
)
def test_the_units_needed_earn_the_same_margin(price, cost, discount):
    unit = Unit(price, cost, Decimal(1))
    needed = units_needed(unit.margin, unit.discounted(discount).margin)
    if needed is not None:
        assert needed > 0
        assert abs((1 + needed) * unit.discounted(discount).margin - unit.margin) < Decimal("1e-9")


def history(*parts):
    """Prices by day, the last one the day before `DAY`."""
    prices = [Decimal(price) for count, price in parts for _day in range(count)]
    return {DAY - timedelta(days=len(prices) - place): price for place, price in enumerate(prices)}


def test_the_reference_is_the_lowest_price_of_the_thirty_days_before():
    # 100 until ten days before, 80 for five days, 100 again, then 75.
    found = reference(history((40, 100), (5, 80), (5, 100)), DAY)
    assert (found.price, found.seen) == (80, 30)
    assert found.day == DAY - timedelta(days=6)
    assert shown_percent(Decimal(75), found.price) == 6
    # Lower still, but on the day before the thirty.
    assert reference(history((10, 50), (30, 100)), DAY).price == 100
    assert reference(history((11, 50), (29, 100)), DAY).price == 50
    assert reference({}, DAY) is None
    assert reference({DAY: Decimal(50)}, DAY) is None


def test_a_second_markdown_keeps_the_price_before_the_first():
    soldes = DAY - timedelta(days=14)
    found = reference(history((30, 100), (14, 80)), soldes)
    assert found.price == 100
    assert shown_percent(Decimal(60), found.price) == 40


def test_a_reduction_is_rounded_down_and_never_made_up():
    assert shown_percent(Decimal("66.67"), Decimal(100)) == 33
    assert shown_percent(Decimal(100), Decimal(100)) == 0
    assert shown_percent(Decimal(120), Decimal(100)) == 0
    assert free_again(date(2026, 11, 30)) == date(2026, 12, 31)


def test_each_limit_stops_what_it_is_for():
    assert limits(OFFER) == ()
    above = limits(replace(OFFER, struck=Decimal("120.01")))
    assert above == (Limit.STRUCK_ABOVE,)
    assert is_blocked(above)
    assert limits(replace(OFFER, struck=Decimal(120))) == ()
    assert is_blocked(limits(replace(OFFER, reference=None, struck=Decimal(120))))
    deep = replace(OFFER, discount=Decimal("0.31"), stock=None)
    assert limits(deep) == (Limit.LOSS,)
    assert is_blocked(limits(deep))
    assert limits(replace(deep, in_soldes=True)) == ()
    assert limits(replace(deep, discount=Decimal("0.30"))) == ()
    assert limits(replace(OFFER, reference=Decimal(108))) == (Limit.NO_REDUCTION,)
    assert not is_blocked(limits(replace(OFFER, reference=Decimal(100))))
    assert limits(replace(OFFER, reference=None)) == (Limit.NO_REFERENCE,)
    assert limits(replace(OFFER, unit=None)) == (Limit.UNKNOWN_COST,)
    assert limits(replace(OFFER, stock=Decimal(60))) == ()
    assert limits(replace(OFFER, stock=Decimal(59))) == (Limit.STOCK_SHORT,)


def test_what_it_brings_is_told_by_what_earlier_offers_sold():
    # 40 units at 30 without; twice as many at 20.
    assert expected(OFFER, []) is None
    found = expected(OFFER, [Decimal(2), Decimal(1), Decimal("1.5")])
    assert (found.low, found.mid, found.high) == (-400, 0, 400)
    once = expected(OFFER, [Decimal(2)])
    assert (once.low, once.mid, once.high) == (-400, 400, 400)
    assert without_more_units(OFFER) == -400
    # What is not there is not sold.
    assert expected(replace(OFFER, stock=Decimal(50)), [Decimal(2)]).high == 50 * 20 - 40 * 30


def test_an_earlier_offer_is_read_from_its_prices():
    days = [DAY + timedelta(days=place) for place in range(60)]
    prices = {day: Decimal(80 if 40 <= place < 47 else 100) for place, day in enumerate(days)}
    units = {day: Decimal(6 if 40 <= place < 47 else 2) for place, day in enumerate(days)}
    del prices[days[42]], units[days[42]]
    (found,) = operations(days_of([(prices, units)]))
    assert (found.start, found.end, found.depth) == (days[40], days[46], Decimal("0.2"))
    # Six days of seven sold: a day without a sale is a day.
    assert found.daily == Decimal(36) / 7
    assert found.before == 2
    assert round(found.ratio, 3) == Decimal("2.571")


def test_a_price_that_stays_low_becomes_the_price_and_what_began_before_is_left_out():
    days = [DAY + timedelta(days=place) for place in range(120)]
    prices = {day: Decimal(100 if place < 40 else 70) for place, day in enumerate(days)}
    found = depths(prices)
    assert found[days[39]] == 0
    assert found[days[40]] == Decimal("0.3")
    assert found[days[119]] == 0
    early = {day: Decimal(70 if 10 <= place < 20 else 100) for place, day in enumerate(days)}
    assert operations(days_of([(early, dict.fromkeys(days, Decimal(1)))])) == ()
    assert operations({}) == ()
