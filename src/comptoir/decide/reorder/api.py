"""The door of reorder: when products run out, what will be missing, and the order that answers it."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from comptoir.core.companies.api import Scope
from comptoir.decide.findings.api import usual_names
from comptoir.decide.reorder.engine.limits import Limit
from comptoir.decide.reorder.lines import Line, Outlooks
from comptoir.decide.reorder.sheet import Sheet, Terms
from comptoir.decide.reorder.sheets import sheet_of
from comptoir.decide.reorder.telling import lacking_json, order_json, stock_json
from comptoir.decide.reorder.words import LIMIT_WORDS

if TYPE_CHECKING:
    from comptoir.decide.reorder.lines import Campaign

__all__ = [
    "LIMIT_WORDS",
    "Limit",
    "Line",
    "Outlooks",
    "Sheet",
    "Terms",
    "lacking_json",
    "naming",
    "order_json",
    "outlooks",
    "product_names_of",
    "sheet_of",
    "stock_json",
]


def outlooks(scope: Scope, day: date) -> Outlooks:
    """Every product that sells, as of the evening of `day`, from facts dated up to it.

    LackingError (of findings) where no stock is known.
    """
    from comptoir.decide.reorder import outlooks as heavy  # noqa: PLC0415 - heavy library, kept out of start-up

    return heavy.outlooks(scope, day)


def naming(found: Outlooks, sku: str, name: str) -> "tuple[Campaign, ...]":
    """Campaigns of the last four weeks whose own name holds the item's number or name."""
    from comptoir.decide.reorder import outlooks as heavy  # noqa: PLC0415 - heavy library, kept out of start-up

    return heavy.naming(found.campaigns, sku, name)


def product_names_of(scope: Scope, found: Outlooks) -> Mapping[str, str]:
    """What the products are called; one without a name is told by its number."""
    return usual_names(scope, [one.sku for one in found.lines], found.day)
