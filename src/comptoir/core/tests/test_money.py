"""Figures as people read them, in French and in English."""

from datetime import date
from decimal import Decimal

import pytest

from comptoir.core.money import (
    NOTHING,
    currency_words,
    format_compact,
    format_day,
    format_long_day,
    format_money,
    format_number,
    format_percent,
    format_period,
    quantise,
)
from comptoir.core.periods import Period

NARROW, NO_BREAK = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("value", "rounded"), [("0.005", "0.01"), ("0.015", "0.02"), ("-0.005", "-0.01"), ("2.4949", "2.49")]
)
def test_rounding_is_half_up(value, rounded):
    assert quantise(Decimal(value)) == Decimal(rounded)


def test_money():
    assert format_money(Decimal("1234.505"), "EUR", "fr") == f"1{NARROW}234,51{NO_BREAK}€"
    assert format_money(Decimal("1234.505"), "GBP", "en") == "£1,234.51"
    assert format_money(Decimal("1234.5"), "EUR", "fr", 0) == f"1{NARROW}235{NO_BREAK}€"
    assert format_money(Decimal("12.5"), "JPY", "en") == "¥13"
    assert format_money(Decimal("-3"), "EUR", "en-GB") == "-€3.00"


def test_missing_is_not_zero():
    assert (
        format_money(None, "EUR", "fr") == format_number(None, "fr") == format_percent(None, "fr") == NOTHING
    )
    assert format_compact(None, "fr") == NOTHING


def test_numbers_and_shares():
    assert format_number(1234567, "fr") == f"1{NARROW}234{NARROW}567"
    assert format_number(Decimal("1.255"), "en", 2) == "1.26"
    assert format_percent(Decimal("0.12345"), "fr") == f"12,3{NO_BREAK}%"
    assert format_percent(Decimal("0.12345"), "en") == "12.3%"
    assert format_percent(Decimal("0.0305"), "en", signed=True) == "+3.1%"
    assert format_percent(Decimal("-0.5"), "en", 0, signed=True) == "-50%"
    assert format_percent(Decimal("0"), "en", signed=True) == "0.0%"


def test_short_forms():
    assert format_compact(Decimal("12345"), "fr", "EUR") == f"12,3{NO_BREAK}k€"
    assert format_compact(Decimal("1234567"), "en") == "1.2M"
    assert format_compact(Decimal("12.5"), "en", "EUR") == "€12.50"
    assert format_compact(Decimal("812.4"), "en", "EUR") == "€812"


@pytest.mark.parametrize(
    ("start", "end", "french", "english"),
    [
        ("2026-11-16", "2026-11-22", "S47 (16-22 nov. 2026)", "W47 (16-22 Nov 2026)"),
        ("2026-12-28", "2027-01-03", "S53 (28 déc. 2026 – 3 janv. 2027)", "W53 (28 Dec 2026 – 3 Jan 2027)"),
        ("2026-06-01", "2026-06-07", "S23 (1er-7 juin 2026)", "W23 (1-7 Jun 2026)"),
        ("2026-11-01", "2026-11-30", "novembre 2026", "November 2026"),
        ("2026-10-01", "2026-12-31", "T4 2026", "Q4 2026"),
        ("2026-01-01", "2026-12-31", "2026", "2026"),
        ("2026-11-20", "2026-11-20", "20 nov. 2026", "20 Nov 2026"),
        ("2026-10-28", "2026-11-02", "28 oct. – 2 nov. 2026", "28 Oct – 2 Nov 2026"),
    ],
)
def test_periods(start, end, french, english):
    period = Period(date.fromisoformat(start), date.fromisoformat(end))
    assert format_period(period, "fr") == french
    assert format_period(period, "en") == english


def test_days():
    assert format_day(date(2026, 11, 21), "fr") == "21 nov. 2026"


def test_a_currency_is_a_sign_beside_its_amount_and_words_in_a_title():
    assert format_money(Decimal("1317730"), "GBP", "fr", 0) == f"1{NARROW}317{NARROW}730{NO_BREAK}£"
    assert format_compact(Decimal("1317730"), "fr", "GBP", 2) == f"1,32{NO_BREAK}M£"
    assert format_money(Decimal("12"), "CHF", "fr") == f"12,00{NO_BREAK}CHF"
    assert currency_words("GBP", "fr") == "livres sterling"
    assert currency_words("USD", "en") == "US dollars"


def test_nothing_has_no_sign():
    assert format_number(Decimal("-0.04"), "fr", 1) == "0,0"


def test_the_first_of_a_month_is_counted_in_french():
    assert format_long_day(date(2018, 1, 1), "fr") == "1er janvier 2018"
    assert format_long_day(date(2018, 1, 11), "fr") == "11 janvier 2018"
    assert format_long_day(date(2018, 1, 1), "en-GB") == "1 January 2018"
