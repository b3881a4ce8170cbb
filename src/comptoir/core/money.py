"""Amounts and other figures, rounded and written for people. Rounding is half up, on output only."""

import re
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import (
    NumberPattern,
    format_compact_currency,
    format_compact_decimal,
    format_decimal,
    get_currency_name,
    get_currency_precision,
    get_currency_symbol,
    parse_pattern,
)

from comptoir.core.periods import Grain, Period, bucket, kind_of

NOTHING = "–"
"""Written where a figure is not known: missing is not zero."""

_SIGN = "\ue000"
"""Stands for the sign of the currency in a pattern: a character that nobody writes."""

Number = Decimal | int


def quantise(value: Decimal, places: int = 2) -> Decimal:
    """The value rounded half up, as invoices are."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)  # nothing has no sign


@cache
def _known(locale: str) -> Locale:
    """Parsed once: a table of figures asks for it at every cell."""
    return Locale.parse(locale.replace("-", "_"))


def format_money(value: Number | None, currency: str, locale: str, places: int | None = None) -> str:
    """`1 234,50 €`, with the currency's own decimals; `places=0` for amounts whose cents do not matter."""
    if value is None:
        return NOTHING
    digits = get_currency_precision(currency) if places is None else places
    written = _money_pattern(locale, digits).apply(quantise(Decimal(value), digits), _known(locale))
    return str(written).replace(_SIGN, currency_sign(currency, locale))


@cache
def _money_pattern(locale: str, digits: int) -> NumberPattern:
    """Read once: a page has hundreds of amounts, and the library looks for the name of the currency at each."""
    pattern = _known(locale).currency_formats["standard"].pattern.replace("\N{CURRENCY SIGN}", _SIGN)
    return parse_pattern(pattern.replace("0.00", f"0.{'0' * digits}" if digits else "0"))


@cache
def currency_sign(currency: str, locale: str) -> str:
    """`£`, `$`, `€`: one company has one currency, so the country beside the sign (`£GB`, `US$`) says nothing."""
    symbol = _symbol(currency, locale)
    return next((letter for letter in symbol if unicodedata.category(letter) == "Sc"), symbol)


@cache
def _symbol(currency: str, locale: str) -> str:
    return str(get_currency_symbol(currency, locale=_known(locale)))


def currency_words(currency: str, locale: str) -> str:
    """`livres sterling`, `euros`: the unit of a chart or a table, in words."""
    return str(get_currency_name(currency, count=2, locale=_known(locale)))


def _with_sign(written: str, currency: str, locale: str) -> str:
    symbol = _symbol(currency, locale)
    return written.replace(symbol, currency_sign(currency, locale))


def format_number(value: Number | None, locale: str, places: int = 0) -> str:
    if value is None:
        return NOTHING
    fraction = f".{'0' * places}" if places else ""
    return format_decimal(quantise(Decimal(value), places), f"#,##0{fraction}", locale=_known(locale))


def format_percent(ratio: Number | None, locale: str, places: int = 1, *, signed: bool = False) -> str:
    """`12,3 %` for 0.123; a change carries its sign."""
    if ratio is None:
        return NOTHING
    rounded = quantise(Decimal(ratio), places + 2)
    written = str(_percent_pattern(locale, places).apply(rounded, _known(locale)))
    return f"+{written}" if signed and rounded > 0 else written


@cache
def _percent_pattern(locale: str, places: int) -> NumberPattern:
    whole, sign = _known(locale).percent_formats[None].pattern.split("0", 1)
    return parse_pattern(f"{whole}0{'.' if places else ''}{'0' * places}{sign}")


def format_compact(value: Number | None, locale: str, currency: str | None = None, places: int = 1) -> str:
    """`12,3 k€`, `1.2M`: for cards and axes."""
    if value is None:
        return NOTHING
    number = Decimal(value)
    if abs(number) < 1000:
        digits = 0 if currency is None or abs(number) >= 100 else 2
        return (
            format_number(number, locale, digits)
            if currency is None
            else format_money(number, currency, locale, digits)
        )
    if currency is None:
        return format_compact_decimal(number, locale=_known(locale), fraction_digits=places)
    written = format_compact_currency(number, currency, locale=_known(locale), fraction_digits=places)
    # The trade writes k€ and M€ in one word; Unicode's own data put a space between.
    return _with_sign(re.sub(r"(?<=[kMG])\s(?=\D)", "", written), currency, locale)


def format_day(day: date, locale: str) -> str:
    """`21 nov. 2026`."""
    return ordinal_first(format_date(day, "d MMM y", locale=_known(locale)), locale)


def format_long_day(day: date, locale: str) -> str:
    """`21 novembre 2026`, for a sentence."""
    return ordinal_first(format_date(day, "d MMMM y", locale=_known(locale)), locale)


def format_weekday(day: date, locale: str) -> str:
    """`samedi 21 novembre 2026`: a day that people remember by its name."""
    return f"{format_date(day, 'EEEE', locale=_known(locale))} {format_long_day(day, locale)}"


def ordinal_first(written: str, locale: str) -> str:
    """French counts the first of a month: `1er janvier`. Unicode's own data do not know it."""
    return re.sub(r"^1(?= )", "1er", written) if _known(locale).language == "fr" else written


def format_period(period: Period, locale: str) -> str:
    """`S47 (16-22 nov. 2026)`, `novembre 2026`, `T4 2026`, `2026`, or the days from to."""
    known = _known(locale)
    start, end = period.start, period.end
    # The far future never runs: only finished periods have a name of their own.
    kind = kind_of(period, date.max)
    if kind is Grain.WEEK or (period == bucket(start, Grain.WEEK)):
        letter = "S" if known.language == "fr" else "W"
        return f"{letter}{start.isocalendar().week:02d} ({_days(period, known)})"
    if kind is Grain.MONTH and start.month == end.month and start.year == end.year:
        return format_date(start, "LLLL y", locale=known)
    if kind is Grain.QUARTER:
        return format_date(start, "QQQ y", locale=known)
    if kind is Grain.YEAR:
        return format_date(start, "y", locale=known)
    return format_day(start, locale) if start == end else _days(period, known)


def _days(period: Period, locale: Locale) -> str:
    """The range, with month and year once where both ends share them."""
    start, end = period.start, period.end
    if (start.year, start.month) == (end.year, end.month):
        return f"{ordinal_first(f'{start.day} ', str(locale)).strip()}-{format_date(end, 'd MMM y', locale=locale)}"
    pattern = "d MMM" if start.year == end.year else "d MMM y"
    first = ordinal_first(format_date(start, pattern, locale=locale), str(locale))
    return f"{first} – {format_day(end, str(locale))}"
