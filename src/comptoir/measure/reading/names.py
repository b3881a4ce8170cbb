"""What the values of a dimension are called: countries, types of customers, products."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale
from django.conf import settings

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.measure.metrics.api import CUSTOMER_TYPES, DEVICES, TRAFFIC_CHANNELS
from comptoir.measure.warehouse.api import Snapshot, current_snapshot, open_snapshot

if TYPE_CHECKING:
    from ibis.expr import types as ir

FEW = 100
CATALOGUES_HELD = 8
_catalogues: dict[tuple[str, int], dict[str, str]] = {}
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
_SOURCES = {
    "amazon": "Amazon",
    "ga4": "Google Analytics 4",
    "google_ads": "Google Ads",
    "matomo": "Matomo",
    "meta_ads": "Meta Ads",
    "prestashop": "PrestaShop",
    "search_console": "Google Search Console",
    "shopify": "Shopify",
    "vendure": "Vendure",
    "woocommerce": "WooCommerce",
}
"""Proper names of tools: the same in every language. A second connection to one is told by its own number."""
_WORDED = {"customer_type": CUSTOMER_TYPES, "traffic_channel": TRAFFIC_CHANNELS, "device": DEVICES}
"""Dimensions whose values are a closed list, with their words."""


def names_of(by: str, values: Collection[str], locale: str) -> Mapping[str, str]:
    """Names of values; those without one are shown as the source writes them."""
    if by in _WORDED:
        return {key: str(words) for key, words in _WORDED[by].items()}
    if by == "source":
        return _SOURCES
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
    known = {str(names[code]).casefold(): str(code) for code in names if _ALPHA_2.fullmatch(str(code))}
    return {**known, **_OTHER_NAMES}


def product_names(scope: Scope, skus: Collection[str] | None, period: Period) -> dict[str, str]:
    """The names of items, or of all: the catalogue's, else one written on their lines in the period."""
    snapshot = current_snapshot(scope)
    if snapshot is None:
        return {}
    catalogue = _catalogue_names(scope, snapshot)
    lacking = None if skus is None else [sku for sku in skus if sku not in catalogue]
    if lacking == []:
        return catalogue
    with open_snapshot(scope, snapshot) as reader:
        if not reader.has("order_line"):
            return catalogue
        return _named(reader.table("order_line", set(period.months)), "product_name", lacking) | catalogue


def _catalogue_names(scope: Scope, snapshot: Snapshot) -> dict[str, str]:
    """Read once for each snapshot, which never changes; never to be written to."""
    key = (str(settings.WAREHOUSE), snapshot.pk)
    known = _catalogues.get(key)
    if known is None:
        with open_snapshot(scope, snapshot) as reader:
            known = _named(reader.table("product"), "name", None) if reader.has("product") else {}
        _catalogues[key] = known
        while len(_catalogues) > CATALOGUES_HELD:
            _catalogues.pop(next(iter(_catalogues)), None)
    return known


def _named(table: "ir.Table", column: str, skus: Sequence[str] | None) -> dict[str, str]:
    known = table.filter(table[column].notnull())
    # A list of thousands takes longer to compile than the whole table to read.
    if skus is not None and len(skus) <= FEW:
        known = known.filter(known.sku.isin(skus))
    found = known.group_by("sku").aggregate(name=known[column].max()).to_pyarrow()
    return dict(zip(found["sku"].to_pylist(), found["name"].to_pylist(), strict=True))
