"""Amounts of the webservice: texts with six decimals."""

from decimal import Decimal, InvalidOperation
from typing import Any

from comptoir.connectors.shops.api import NOTHING, Amount, RefusalError
from comptoir.connectors.source import Record

HUNDRED = Decimal(100)
STEPS = (200, 1_000)
"""Half per cents, then thousandths: rates are round, amounts are rounded."""
A_CENT = Decimal("0.01")


def number(record: Record, field: str) -> Decimal:
    """Zero where the field is empty or unknown to the shop's version."""
    return to_number(record.get(field), field)


def to_number(value: Any, field: str) -> Decimal:
    if value in (None, "", False):
        return NOTHING
    try:
        found = Decimal(str(value))
    except InvalidOperation as error:
        raise RefusalError(field, value, "bad_number") from error
    if not found.is_finite():
        raise RefusalError(field, value, "bad_number")
    return found


def whole(record: Record, field: str) -> int:
    return int(number(record, field))


def amount(record: Record, field: str) -> Amount:
    """Of `…_tax_excl` and `…_tax_incl`."""
    net, total = number(record, f"{field}_tax_excl"), number(record, f"{field}_tax_incl")
    return Amount(net, total - net)


def rate_of(billed: Amount, named: Decimal | None) -> Decimal | None:
    """0.2 for 20 %: the rate that the shop names if the amounts bear it out, else the roundest that makes this tax,
    else what they tell."""
    if not billed.net:
        return None
    told = billed.tax / billed.net
    if named is not None and _makes(named / HUNDRED, billed):
        return named / HUNDRED
    for steps in STEPS:
        if _makes(rounded := Decimal(round(told * steps)) / steps, billed):
            return rounded
    return told.quantize(Decimal("0.0001"))


def _makes(rate: Decimal, billed: Amount) -> bool:
    return abs(billed.net * rate - billed.tax) <= A_CENT
