"""Numbers, amounts and times as Shopify writes them, and the tax inside or on top of a price. Pure."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from comptoir.connectors.shops.api import NO_AMOUNT, NOTHING, Amount, RefusalError
from comptoir.connectors.source import Record

FOUR = Decimal("0.0001")
CENT = Decimal("0.01")
ONE = Decimal(1)


def money(record: Record, field: str) -> Decimal:
    """The amount of a MoneyBag in the shop's currency; nothing where the field is empty."""
    bag = record.get(field)
    return NOTHING if bag is None else number(bag["shopMoney"]["amount"], field)


def number(value: object, field: str) -> Decimal:
    try:
        read = Decimal(str(value))
    except InvalidOperation as error:
        raise RefusalError(field, value, "bad_number") from error
    if not read.is_finite():
        raise RefusalError(field, value, "bad_number")
    return read


def instant(text: Any, field: str = "createdAt") -> datetime:
    """Shopify's times are UTC and say so."""
    try:
        read = datetime.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise RefusalError(field, text, "bad_date") from error
    if read.tzinfo is None:
        raise RefusalError(field, text, "bad_date")
    return read


def tail(identifier: str) -> str:
    """1 of gid://shopify/Order/1?key=value."""
    return identifier.rpartition("/")[2].partition("?")[0]


def of_price(price: Decimal, tax: Decimal, included: bool) -> Amount:
    """A price of a shop whose prices include their tax, or do not."""
    return Amount(price - tax, tax) if included else Amount(price, tax)


def split(
    original: Decimal, off: Decimal, tax: Decimal, stated: Decimal | None, included: bool
) -> tuple[Amount, Amount, Decimal | None]:
    """Before discounts, the discount, and the rate of a line that tells the tax on what was billed.

    Their difference is the billed amount with the tax that the shop says, to the cent.
    """
    billed = of_price(original - off, tax, included)
    rate = _rate(billed, stated)
    if not off:
        return billed, NO_AMOUNT, rate
    share = NOTHING if rate is None else (rate / (ONE + rate) if included else rate)
    discount = of_price(off, (off * share).quantize(FOUR, rounding=ROUND_HALF_UP), included)
    return billed + discount, discount, rate


def _rate(billed: Amount, stated: Decimal | None) -> Decimal | None:
    """The stated rate where it explains the tax, else the one that the amounts show."""
    if not billed.net:
        return stated
    if stated is not None and abs(billed.net * stated - billed.tax) <= max(2 * CENT, abs(billed.net) / 500):
        return stated
    return (billed.tax / billed.net).quantize(Decimal("0.001"))
