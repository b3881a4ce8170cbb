"""What the values of a dimension are called: countries, types of customers, products."""

import re
from collections.abc import Collection, Mapping

from babel import Locale

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.measure.metrics.api import CUSTOMER_TYPES
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot

_ALPHA_2 = re.compile("[A-Z]{2}")


def names_of(by: str, values: Collection[str], locale: str) -> Mapping[str, str]:
    """Names of values; those without one are shown as the source writes them."""
    if by == "customer_type":
        return {key: str(words) for key, words in CUSTOMER_TYPES.items()}
    if by == "country":
        territories = Locale.parse(locale.replace("-", "_")).territories
        return {
            code: territories[code] for code in values if _ALPHA_2.fullmatch(code) and code in territories
        }
    return {}


def product_names(scope: Scope, skus: Collection[str], period: Period) -> dict[str, str]:
    """The names of items: the catalogue's, else one written on their lines in the period."""
    if not skus:
        return {}
    names: dict[str, str] = {}
    with open_snapshot(scope, current_snapshot(scope)) as reader:
        for entity, column in (("order_line", "product_name"), ("product", "name")):
            if not reader.has(entity):
                continue
            months = set(period.months) if entity == "order_line" else None
            table = reader.table(entity, months)
            known = table.filter(table.sku.isin(list(skus)) & table[column].notnull())
            found = known.group_by("sku").aggregate(name=known[column].max()).to_pyarrow()
            names.update(zip(found["sku"].to_pylist(), found["name"].to_pylist(), strict=True))
    return names
