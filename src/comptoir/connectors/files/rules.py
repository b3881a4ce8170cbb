"""The words and rules that a mapping is made of."""

from dataclasses import dataclass
from enum import StrEnum


class Content(StrEnum):
    ORDERS = "orders"
    PRODUCTS = "products"


class Prices(StrEnum):
    EXCLUDED = "excluded"
    """Hors taxes."""
    INCLUDED = "included"
    """Toutes taxes comprises."""


class How(StrEnum):
    """How several columns make one value."""

    FIRST = "first"
    """The first of these headers that the file has: the same column under several names."""
    JOIN = "join"
    SUM = "sum"
    VALUE = "value"
    """Not a column: the same text on every row."""


class DateStyle(StrEnum):
    ISO = "iso"
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    UNIX = "unix"


class LineKind(StrEnum):
    PRODUCT = "product"
    SHIPPING = "shipping"
    DISCOUNT = "discount"
    ADJUSTMENT = "adjustment"
    REFUND = "refund"


class DocumentKind(StrEnum):
    REFUND = "refund"
    ADJUSTMENT = "adjustment"


class OrderValues(StrEnum):
    EVERY_ROW = "every_row"
    FIRST_ROW = "first_row"
    """The rows after the first leave the order's values blank (Shopify)."""


class Repeats(StrEnum):
    DROP = "drop"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class ColumnRef:
    """Where a value comes from."""

    names: tuple[str, ...]
    how: How = How.FIRST


@dataclass(frozen=True, slots=True)
class LineRule:
    """Lines whose `field` has one of these values, or begins with one of these prefixes, are `kind`."""

    kind: LineKind
    field: str
    values: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """Documents whose number begins so are refunds or adjustments; product lines follow their document."""

    kind: DocumentKind
    prefixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OneUnit:
    """Lines on which `quantity` counts something else than units (litres, grams): they count as one unit."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    decimal: str = "."
    thousands: str = ""


@dataclass(frozen=True, slots=True)
class Lookup:
    """A second file, beside the first, that says more about each row: `key` is a column of both."""

    file: str
    key: str
