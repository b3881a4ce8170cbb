"""The invariants of the facts as expressions: each rule answers which rows of a table are BAD.

A rule only calls methods of the Ibis table it is given, so that this module stays light to import and the
same rule runs on any engine. A rule on nulls is silent: `required` speaks of them.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from comptoir.entities.base import Entity
from comptoir.entities.catalogue import PRODUCT_TYPES
from comptoir.entities.order import STATUSES

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

type Rule = Callable[[Table], BooleanValue]

CENT = 0.01
UNITS_OF_A_CENT_OF_ROUNDING = 200
"""A price has four decimals: its rounding may add half of the last one for each unit, a cent every 200."""


def rules(entity: Entity) -> dict[str, Rule]:
    """Every rule of the entity by name: `required:<column>`, `choice:<column>`, then its own invariants."""
    return {
        **{f"required:{c.name}": partial(_is_null, name=c.name) for c in entity.columns if c.required},
        **{
            f"choice:{c.name}": partial(_is_unknown, name=c.name, choices=c.choices)
            for c in entity.columns
            if c.choices
        },
        **{name: _RULES.get((entity.name, name)) or _SHARED[name] for name in entity.invariants},
    }


def _is_null(table: "Table", name: str) -> "BooleanValue":
    return table[name].isnull()


def _is_unknown(table: "Table", name: str, choices: tuple[str, ...]) -> "BooleanValue":
    return table[name].notin(choices)


def _month_is_not_of_day(table: "Table") -> "BooleanValue":
    return table.month != table.day.strftime("%Y-%m")


def _exempt_but_not_anonymous(table: "Table") -> "BooleanValue":
    known = table.customer_key.notnull() | table.order_id.notnull() | table.visitor_id.notnull()
    return (table.consent_basis == "exempt") & known


def _sold_for_nothing(table: "Table") -> "BooleanValue":
    sold = (table.kind == "product") & (table.status == "sold")
    return sold & ((table.quantity <= 0) | (table.unit_price < 0))


def _gross_is_not_price_times_quantity(table: "Table") -> "BooleanValue":
    difference = (table.gross_amount - table.unit_price * table.quantity).abs()
    tolerance = (table.quantity.abs() / UNITS_OF_A_CENT_OF_ROUNDING + 1) * CENT
    return table.kind.isin(("product", "shipping")) & (difference > tolerance)


def _arrives_before_it_leaves(table: "Table") -> "BooleanValue":
    return table.delivered_at < table.shipped_at


def _progress_without_date(table: "Table") -> "BooleanValue":
    delivered = (table.status == "delivered") & table.delivered_at.isnull()
    return delivered | ((table.status == "shipped") & table.shipped_at.isnull())


def _answered_before_opened(table: "Table") -> "BooleanValue":
    answered_early = (table.answered_at < table.opened_at).fill_null(False)
    return answered_early | (table.closed_at < table.opened_at).fill_null(False)


def _value_without_currency(table: "Table") -> "BooleanValue":
    return table.value_amount.notnull() & table.currency.isnull()


def _mark_out_of_range(table: "Table", name: str) -> "BooleanValue":
    return ~table[name].between(1, 5)


def _delivered_more_than_sent(table: "Table") -> "BooleanValue":
    return table.delivered > table.sent


def _zero_or_less(table: "Table", name: str) -> "BooleanValue":
    return table[name] <= 0


def _negative(table: "Table", names: tuple[str, ...]) -> "BooleanValue":
    first, *others = [(table[name] < 0).fill_null(False) for name in names]
    for other in others:
        first = first | other
    return cast("BooleanValue", first)


def _counted_from_itself(table: "Table") -> "BooleanValue":
    return table.is_order & (table.source == table.master_source)


def _agreeing_beyond(table: "Table") -> "BooleanValue":
    return (table.agreeing > table.near) | (table.near > table.numbers)


_SHARED: dict[str, Rule] = {
    "day_in_month": _month_is_not_of_day,
    "exempt_is_anonymous": _exempt_but_not_anonymous,
}
_RULES: dict[tuple[str, str], Rule] = {
    ("order", "status_known"): partial(_is_unknown, name="status", choices=STATUSES),
    ("order_line", "sold_product_positive"): _sold_for_nothing,
    ("order_line", "gross_is_price_times_quantity"): _gross_is_not_price_times_quantity,
    ("refund", "positive"): partial(_negative, names=("quantity", "amount")),
    ("shipment", "leaves_before_it_arrives"): _arrives_before_it_leaves,
    ("shipment", "progress_is_dated"): _progress_without_date,
    ("payment", "positive"): partial(_negative, names=("paid_total",)),
    ("product", "type_known"): partial(_is_unknown, name="product_type", choices=PRODUCT_TYPES),
    ("product_cost", "positive"): partial(_negative, names=("unit_cost",)),
    ("session", "positive"): partial(_negative, names=("page_views", "seconds")),
    ("event", "value_has_currency"): _value_without_currency,
    ("audience_day", "positive"): partial(
        _negative, names=("sessions", "visitors", "page_views", "carts", "checkouts", "purchases")
    ),
    ("ad_spend", "positive"): partial(_negative, names=("impressions", "clicks")),
    ("search_day", "positive"): partial(_negative, names=("impressions", "clicks")),
    ("search_term", "positive"): partial(_negative, names=("impressions", "clicks")),
    ("search_position", "position_from_one"): partial(_zero_or_less, name="position"),
    ("search_position", "positive"): partial(_negative, names=("volume",)),
    ("mailing", "positive"): partial(
        _negative, names=("sent", "delivered", "openers", "clickers", "unsubscribed", "complaints")
    ),
    ("mailing", "delivered_were_sent"): _delivered_more_than_sent,
    ("contact", "answered_after_opened"): _answered_before_opened,
    ("contact", "mark_in_range"): partial(_mark_out_of_range, name="satisfaction"),
    ("review", "rating_in_range"): partial(_mark_out_of_range, name="rating"),
    ("market_index", "positive"): partial(_negative, names=("index_value",)),
    ("exchange_rate", "above_zero"): partial(_zero_or_less, name="rate"),
    ("order_double", "of_another_source"): _counted_from_itself,
    ("source_pair", "agreeing_are_near"): _agreeing_beyond,
}
