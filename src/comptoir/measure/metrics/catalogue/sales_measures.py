"""The measures of orders, their lines and their refunds."""

from collections.abc import Mapping

from comptoir.measure.metrics.catalogue.measure import Condition, Kind, Measure

SOLD: Condition = ("status", ("sold",))
PRODUCT: Condition = ("kind", ("product",))
_SHIPPING: Condition = ("kind", ("shipping",))
COUNTED: tuple[Condition, ...] = (SOLD, ("has_product", (True,)))
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


_FIRST: tuple[Condition, ...] = (*COUNTED, ("is_first", (True,)))
REPEAT_HORIZONS = (30, 60, 90, 365)

OF_SALES: tuple[Measure, ...] = (
    *_lines("gross", (SOLD, PRODUCT), ("gross_amount",)),
    *_lines("discount", (SOLD, ("kind", ("product", "discount"))), ("discount_amount",)),
    *_lines("shipping_charged", (SOLD, _SHIPPING), ("gross_amount",), ("discount_amount",)),
    *_lines("adjustment", (SOLD, ("kind", ("adjustment",))), ("gross_amount",), ("discount_amount",)),
    Measure("quantity", "order_line", Kind.SUM, ("quantity",), where=(SOLD, PRODUCT)),
    *_refunds("returned", ("product",)),
    *_refunds("returned_by_order_day", ("product",), date="order_day", known=("order_day",)),
    *_refunds("shipping_refunded", ("shipping",)),
    *_refunds("gesture", ("gesture",)),
    *_refunds("refunded", ("product", "shipping", "gesture")),
    Measure("returned_quantity", "refund", Kind.SUM, ("quantity",), where=(PRODUCT,)),
    _orders("order_count", COUNTED),
    _orders("known_order_count", COUNTED, ("customer_key",)),
    _orders("first_order_count", _FIRST, ("customer_key",)),
    _orders("confirmed_count", (("status", ("sold", "cancelled")),)),
    _orders("cancelled_count", (("status", ("cancelled",)),)),
    _orders("pending_count", (("status", ("pending",)),)),
    Measure("customer_count", "order", Kind.DISTINCT, where=COUNTED, known=("customer_key",)),
    Measure("repeating_count", "order", Kind.REPEATED, where=COUNTED, known=("customer_key",)),
    *(
        _orders(f"matured_first_{days}", _FIRST, ("customer_key",), matured_days=days)
        for days in REPEAT_HORIZONS
    ),
    *(
        _orders(f"repeated_{days}", _FIRST, ("customer_key",), matured_days=days, within_days=days)
        for days in REPEAT_HORIZONS
    ),
    Measure("cohort_count", "order", Kind.DISTINCT, where=COUNTED, known=("customer_key",), date="first_day"),
)
