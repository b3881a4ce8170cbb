"""What the things that findings are about are called."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from comptoir.core.companies.api import Scope
from comptoir.decide.findings.candidate import days_before
from comptoir.decide.findings.found import Found
from comptoir.measure.reading.api import product_names

NAMED_DAYS = 91
"""An item that the catalogue does not know is named by the lines of so many days."""


def names_for(scope: Scope, found: Iterable[Found]) -> Mapping[str, str]:
    """Names of products by their item number; one without a name is told by its number."""
    skus = {sku: one.day for one in found if (sku := one.subject.get("product"))}
    if not skus:
        return {}
    return usual_names(scope, skus.keys(), max(skus.values()))


def usual_names(scope: Scope, skus: Collection[str], day: date) -> Mapping[str, str]:
    """What items are called on the evening of `day`."""
    return product_names(scope, skus, days_before(day, NAMED_DAYS))
