"""What the values of a dimension are called: countries, types of customers, products."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.measure.metrics.api import CUSTOMER_TYPES
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot

if TYPE_CHECKING:
    from ibis.expr import types as ir

FEW = 100
_ALPHA_2 = re.compile("[A-Z]{2}")
_OTHER_NAMES = {
    "eire": "IE",
    "great britain": "GB",
    "uk": "GB",
    "usa": "US",
    "united states of america": "US",
    "czech republic": "CZ",
    "hong kong": "HK",
    "rsa": "ZA",
    "turkey": "TR",
}
"""What shops write beside the English names of Unicode."""


def names_of(by: str, values: Collection[str], locale: str) -> Mapping[str, str]:
    """Names of values; those without one are shown as the source writes them."""
    if by == "customer_type":
        return {key: str(words) for key, words in CUSTOMER_TYPES.items()}
    if by == "country":
        territories = Locale.parse(locale.replace("-", "_")).territories
        return {value: territories[code] for value in values if (code := _country_code(value)) in territories}
    return {}


def _country_code(value: str) -> str:
    """The ISO code of a country that the source writes as a code or by its English name; else nothing."""
    return value if _ALPHA_2.fullmatch(value) else _english_countries().get(value.casefold(), "")


@cache
def _english_countries() -> dict[str, str]:
    names = Locale("en").territories
    known = {names[code].casefold(): code for code in names if _ALPHA_2.fullmatch(code)}
    return {**known, **_OTHER_NAMES}


def product_names(scope: Scope, skus: Collection[str] | None, period: Period) -> dict[str, str]:
    """The names of items, or of all: the catalogue's, else one written on their lines in the period."""
    names: dict[str, str] = {}
    with open_snapshot(scope, current_snapshot(scope)) as reader:
        sources = (("product", "name", None), ("order_line", "product_name", set(period.months)))
        for entity, column, months in sources:
            lacking = None if skus is None else [sku for sku in skus if sku not in names]
            if lacking != [] and reader.has(entity):
                names = _named(reader.table(entity, months), column, lacking) | names
    return names


def _named(table: "ir.Table", column: str, skus: Sequence[str] | None) -> dict[str, str]:
    known = table.filter(table[column].notnull())
    # A list of thousands takes longer to compile than the whole table to read.
    if skus is not None and len(skus) <= FEW:
        known = known.filter(known.sku.isin(skus))
    found = known.group_by("sku").aggregate(name=known[column].max()).to_pyarrow()
    return dict(zip(found["sku"].to_pylist(), found["name"].to_pylist(), strict=True))
