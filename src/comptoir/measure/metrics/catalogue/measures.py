"""The measures that formulas add up: each lives in one fact and is written here once, as data.

A measure of money has a twin `<name>_tax` for the tax on it; formulas choose the basis.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

type Condition = tuple[str, tuple[str | bool, ...]]
"""A column and the values of which it holds one."""


class Kind(StrEnum):
    SUM = "sum"
    COUNT = "count"
    DISTINCT = "distinct"
    """Different customers."""
    REPEATED = "repeated"
    """Different customers with two rows or more in the cell."""


@dataclass(frozen=True, slots=True)
class Measure:
    name: str
    fact: str
    kind: Kind
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    """Columns summed and subtracted."""
    where: tuple[Condition, ...] = ()
    known: tuple[str, ...] = ()
    """Columns that must not be null."""
    is_money: bool = False
    date: str = "day"
    """The day on which it counts."""
    matured_days: int = 0
    """Only rows whose date lies at least so many days before the last loaded day."""
    within_days: int = 0
    """Only rows followed by another order of the same customer within so many days."""

    @property
    def is_additive(self) -> bool:
        return self.kind in (Kind.SUM, Kind.COUNT)

    @property
    def derived(self) -> frozenset[str]:
        """Columns that the fact does not store and that must be worked out from its history."""
        used = {column for column, _values in self.where} | {self.date, *self.known}
        if self.within_days:
            used.add("next_day")
        return frozenset(used & {"is_first", "first_day", "next_day"})


_SOLD: Condition = ("status", ("sold",))
_PRODUCT: Condition = ("kind", ("product",))
_SHIPPING: Condition = ("kind", ("shipping",))
_COUNTED: tuple[Condition, ...] = (_SOLD, ("has_product", (True,)))
"""What an order must be to count as one."""


def _money(
    name: str,
    fact: str,
    where: tuple[Condition, ...],
    plus: tuple[str, ...],
    minus: tuple[str, ...] = (),
    *,
    taxes: Mapping[str, str],
    date: str = "day",
    known: tuple[str, ...] = (),
) -> tuple[Measure, Measure]:
    def twin(suffix: str, added: tuple[str, ...], removed: tuple[str, ...]) -> Measure:
        return Measure(
            name + suffix, fact, Kind.SUM, added, removed, where, is_money=True, date=date, known=known
        )

    return (
        twin("", plus, minus),
        twin("_tax", tuple(taxes[column] for column in plus), tuple(taxes[column] for column in minus)),
    )


_LINE_TAXES = {"gross_amount": "gross_tax", "discount_amount": "discount_tax"}
_REFUND_TAXES = {"amount": "tax"}


def _lines(name: str, where: tuple[Condition, ...], *columns: tuple[str, ...]) -> tuple[Measure, Measure]:
    return _money(name, "order_line", where, *columns, taxes=_LINE_TAXES)


def _refunds(
    name: str, kind: tuple[str, ...], date: str = "day", known: tuple[str, ...] = ()
) -> tuple[Measure, Measure]:
    where: tuple[Condition, ...] = (("kind", kind),)
    return _money(name, "refund", where, ("amount",), taxes=_REFUND_TAXES, date=date, known=known)


def _orders(
    name: str,
    where: tuple[Condition, ...],
    known: tuple[str, ...] = (),
    *,
    matured_days: int = 0,
    within_days: int = 0,
) -> Measure:
    return Measure(
        name,
        "order",
        Kind.COUNT,
        where=where,
        known=known,
        matured_days=matured_days,
        within_days=within_days,
    )


_FIRST: tuple[Condition, ...] = (*_COUNTED, ("is_first", (True,)))
REPEAT_HORIZONS = (30, 60, 90, 365)

_ALL: tuple[Measure, ...] = (
    *_lines("gross", (_SOLD, _PRODUCT), ("gross_amount",)),
    *_lines("discount", (_SOLD, ("kind", ("product", "discount"))), ("discount_amount",)),
    *_lines("shipping_charged", (_SOLD, _SHIPPING), ("gross_amount",), ("discount_amount",)),
    *_lines("adjustment", (_SOLD, ("kind", ("adjustment",))), ("gross_amount",), ("discount_amount",)),
    Measure("quantity", "order_line", Kind.SUM, ("quantity",), where=(_SOLD, _PRODUCT)),
    *_refunds("returned", ("product",)),
    *_refunds("returned_by_order_day", ("product",), date="order_day", known=("order_day",)),
    *_refunds("shipping_refunded", ("shipping",)),
    *_refunds("gesture", ("gesture",)),
    *_refunds("refunded", ("product", "shipping", "gesture")),
    Measure("returned_quantity", "refund", Kind.SUM, ("quantity",), where=(_PRODUCT,)),
    _orders("order_count", _COUNTED),
    _orders("known_order_count", _COUNTED, ("customer_key",)),
    _orders("first_order_count", _FIRST, ("customer_key",)),
    _orders("confirmed_count", (("status", ("sold", "cancelled")),)),
    _orders("cancelled_count", (("status", ("cancelled",)),)),
    _orders("pending_count", (("status", ("pending",)),)),
    Measure("customer_count", "order", Kind.DISTINCT, where=_COUNTED, known=("customer_key",)),
    Measure("repeating_count", "order", Kind.REPEATED, where=_COUNTED, known=("customer_key",)),
    *(
        _orders(f"matured_first_{days}", _FIRST, ("customer_key",), matured_days=days)
        for days in REPEAT_HORIZONS
    ),
    *(
        _orders(f"repeated_{days}", _FIRST, ("customer_key",), matured_days=days, within_days=days)
        for days in REPEAT_HORIZONS
    ),
    Measure(
        "cohort_count", "order", Kind.DISTINCT, where=_COUNTED, known=("customer_key",), date="first_day"
    ),
)

MEASURES: Mapping[str, Measure] = {measure.name: measure for measure in _ALL}
