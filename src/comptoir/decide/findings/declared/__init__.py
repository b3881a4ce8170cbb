"""The analyses in the order in which they look. Formulas stand in docs/findings.md."""

from collections.abc import Mapping

from comptoir.decide.findings.declared import (
    advertising,
    after_sales,
    buyers,
    course,
    products,
    returning,
    searching,
    seen,
    stock,
)
from comptoir.decide.findings.kinds import Kind

_ALL: tuple[Kind, ...] = (
    *stock.KINDS,
    *products.KINDS,
    *buyers.KINDS,
    *returning.KINDS,
    *advertising.KINDS,
    *after_sales.KINDS,
    *searching.KINDS,
    *seen.KINDS,
    *course.KINDS,
)

KINDS: Mapping[str, Kind] = {kind.code: kind for kind in _ALL}
