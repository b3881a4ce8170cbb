"""Clicks of searches for the brand, told apart by the company's own words when they are asked: changing the words
changes the past. The facts keep the searches as they were typed.

Search consoles tell the clicks of a day, and the searches of a period: a day, a month, what somebody chose. Each day
has the share of the brand in the shortest period that holds it. What a console does not tell (rare searches) is outside
the brand.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from comptoir.core.heavy import ibis
from comptoir.measure.choices.api import pattern
from comptoir.measure.metrics.source import FactSource

if TYPE_CHECKING:
    from ibis.expr import types as ir

_CLICKS = "decimal(18, 4)"
_OF_SITE = ("source", "property_id")


_WIDE = "".join(chr(0xFF01 + sign) for sign in range(94)) + "\u3000"
_USUAL = "".join(chr(0x21 + sign) for sign in range(94)) + " "


def plain_text(text: ir.StringValue) -> ir.StringValue:
    """In small letters without accents, wide signs as the usual ones."""
    usual = _of_engine("nfc_normalize")(text.translate(_WIDE, _USUAL)).lower()
    return _of_engine("strip_accents")(usual)


@cache
def _of_engine(name: str) -> Callable[[ir.StringValue], ir.StringValue]:
    """DuckDB's own: as `choices.plain`, which people's words go through."""

    def of_text(text):  # type: ignore[no-untyped-def]  # the signature is given beside it
        """The engine's."""

    found: Callable[[ir.StringValue], ir.StringValue] = ibis.udf.scalar.builtin(
        of_text, name=name, signature=(("string",), "string")
    )
    return found


def with_brand(days: ir.Table, source: FactSource) -> ir.Table:
    """`brand_clicks` and `other_clicks` of each row, null where no period tells its searches."""
    shares = _shares(source)
    joined = days.left_join(
        shares,
        [
            days.source == shares.of_source,
            days.property_id == shares.of_property,
            days.day == shares.of_day,
        ],
    )
    brand = (joined.clicks * joined.brand_share).round(4).cast(_CLICKS)
    return joined.mutate(brand_clicks=brand, other_clicks=joined.clicks.cast(_CLICKS) - brand).select(
        *days.columns, "brand_clicks", "other_clicks"
    )


def _shares(source: FactSource) -> ir.Table:
    """One row a site and day: the part of the brand in the clicks of the shortest period that holds the day."""
    every = source.table("search_day")
    days = every.group_by(*_OF_SITE, "day").aggregate(clicks=every.clicks.sum())
    periods = _periods(source)
    held = days.join(
        periods,
        [
            days.source == periods.of_source,
            days.property_id == periods.of_property,
            days.day >= periods.first_day,
            days.day <= periods.last_day,
        ],
    )
    whole = ibis.window(group_by=[held.of_source, held.of_property, held.first_day, held.last_day])
    held = held.mutate(all_clicks=held.clicks.sum().over(whole))
    shortest = ibis.window(
        group_by=[held.of_source, held.of_property, held.day],
        order_by=[held.length, held.first_day],
    )
    held = held.mutate(turn=ibis.row_number().over(shortest))
    part = held.brand.cast("float64") / held.all_clicks.cast("float64").nullif(0)
    kept = held.mutate(brand_share=ibis.least(part.fill_null(0.0), 1.0)).filter(held.turn == 0)
    return kept.select("of_source", "of_property", "brand_share", of_day=kept.day)


def _periods(source: FactSource) -> ir.Table:
    """One row a site and period: the clicks of its searches for the brand."""
    terms = source.table("search_term")
    terms = terms.filter(terms.term_kind == "query")
    words = pattern(source.choices.brand)
    is_brand = plain_text(terms.term).re_search(words) if words else ibis.literal(False)
    sums = terms.group_by(*_OF_SITE, "first_day", "day").aggregate(
        brand=ibis.ifelse(is_brand, terms.clicks, 0).sum()
    )
    return sums.select(
        "first_day",
        "brand",
        of_source=sums.source,
        of_property=sums.property_id,
        last_day=sums.day,
        length=sums.day.delta(sums.first_day, unit="day"),
    )
