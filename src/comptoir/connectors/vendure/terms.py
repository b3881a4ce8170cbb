"""How Vendure writes sums, rates and instants."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from comptoir.connectors.shops.api import Amount, RefusalError
from comptoir.connectors.source import Record

USUAL_PRECISION = 2
PRECISION = "moneyPrecision"
"""What the reader adds to a record: how many digits of the shop's sums stand behind the point."""


class Money:
    """Sums of one record: the shop writes them in the smallest unit."""

    def __init__(self, record: Record) -> None:
        self.cent = Decimal(1).scaleb(-int(record.get(PRECISION, USUAL_PRECISION)))

    def sum(self, value: object) -> Decimal:
        return self.rounded(number(value, "amount") * self.cent)

    def rounded(self, value: Decimal) -> Decimal:
        return value.quantize(self.cent, rounding=ROUND_HALF_UP)

    def amount(self, record: Record, name: str) -> Amount:
        """Of `name` and `nameWithTax`."""
        net = self.sum(record[name])
        return Amount(net, self.sum(record[f"{name}WithTax"]) - net)

    def taxed(self, total: Decimal, rate: Decimal) -> Amount:
        """A sum that holds its tax."""
        net = self.rounded(total / (1 + rate))
        return Amount(net, total - net)


def number(value: object, field: str) -> Decimal:
    try:
        found = Decimal(str(value))
    except InvalidOperation as error:
        raise RefusalError(field, value, "bad_number") from error
    if not found.is_finite():
        raise RefusalError(field, value, "bad_number")
    return found


def rate(value: object) -> Decimal:
    """0.2 of 20."""
    return number(value, "taxRate") / 100


def instant(text: object) -> datetime:
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError as error:
        raise RefusalError("date", text, "bad_date") from error
    if found.tzinfo is None:
        raise RefusalError("date", text, "bad_date")
    return found
