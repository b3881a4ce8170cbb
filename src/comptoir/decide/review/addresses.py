"""Where each thing of the review leads. Apart: a command has no pages, and must not load them all."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Comparison, Period, compare_period
from comptoir.decide.drivers.api import METRICS
from comptoir.decide.review.parts import FigureLine, Late
from comptoir.decide.review.spans import Span
from comptoir.decide.targets.api import Place


def formula_address(scope: Scope, name: str, period: Period, tax: str) -> str:
    asked = {"from": period.start, "to": period.end, "tax": tax, "compare": "none"}
    return _page(scope, "cockpit:metric", {"name": name}, asked)


def why_address(scope: Scope, span: Span, line: FigureLine, tax: str) -> str:
    """Only where that page compares with the same days."""
    name, period = line.metric.name, span.period
    compared = compare_period(period, None, Comparison.PREVIOUS, scope.today(), span.week_start)
    if name not in METRICS or compared != span.compared:
        return ""
    asked = {"metric": name, "from": period.start, "to": period.end, "compare": "previous", "tax": tax}
    return _page(scope, "drivers:page", {}, asked)


def late_address(scope: Scope, one: Late) -> str:
    name, arguments = one.address
    return _page(scope, name, arguments, {})


def _page(scope: Scope, name: str, arguments: Mapping[str, Any], query: Mapping[str, Any]) -> str:
    try:
        address = reverse(name, kwargs={"company": scope.slug, **arguments})
    except NoReverseMatch:  # a site without that room
        return ""
    asked = {key: value for key, value in query.items() if value}
    return f"{address}?{urlencode(asked)}" if asked else address


def target_address(scope: Scope, place: Place) -> str:
    return _page(
        scope, "targets:page", {}, {"metric": place.metric, "dimension": place.dimension, "part": place.part}
    )
