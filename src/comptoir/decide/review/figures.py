"""The figures of the days, beside the days before, the same days last year, and what was expected. Heavy."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Comparison
from comptoir.decide.forecasts.api import Asked, Prediction, forecast_of, judge, landing_of
from comptoir.decide.review.parts import Expected, FigureLine, Figures, Sign
from comptoir.decide.review.spans import Span
from comptoir.measure.metrics.api import Good, Metric, Query, metric, run
from comptoir.measure.reading.api import Figure

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Result

WATCHED = ("net_sales", "orders", "aov", "sessions", "conversion_rate", "ad_spend", "returns")
MARGINS = ("cm3", "cm2", "gross_margin")
"""The margin after everything, else the nearest that the costs known allow, in the fourth place."""
_MARGIN_PLACE = 3
JUDGED_DAYS = 31
"""A forecast made before the first day does not reach further."""
_HORIZON = 31


def figures_of(scope: Scope, span: Span) -> Figures:
    asked = (*WATCHED, *MARGINS)
    now = run(scope, _query(asked, span, Comparison.PREVIOUS))
    year = run(scope, _query(asked, span, Comparison.YEAR))
    lines = tuple(_line(scope, span, one, now, year) for one in _told(now))
    return Figures(lines, now.tax, year.compared)


def _query(asked: Sequence[str], span: Span, comparison: Comparison) -> Query:
    return Query(tuple(asked), period=span.period, compare=comparison, kind=span.kind)


def _told(now: "Result") -> list[Metric]:
    """Those whose source is there; of the margins the first that is known."""
    known = [name for name in now.total.values if name not in now.unavailable]
    names = [name for name in WATCHED if name in known]
    margin = next((name for name in MARGINS if now.total.values.get(name) is not None), None)
    if margin is not None:
        names.insert(_MARGIN_PLACE, margin)
    return [metric(name) for name in names]


def _line(scope: Scope, span: Span, one: Metric, now: "Result", year: "Result") -> FigureLine:
    value = now.total.values.get(one.name)
    expected = _expected(scope, span, one, now.tax) if value is not None else None
    return FigureLine(
        one,
        value,
        now.total.compared.get(one.name),
        year.total.compared.get(one.name),
        expected,
        _sign(one, value, expected),
    )


def _expected(scope: Scope, span: Span, one: Metric, tax: str) -> Expected | None:
    """From the forecast of the evening before the first day. Shares and ratios have none: their days do not add up."""
    if not one.is_additive or span.period.days > JUDGED_DAYS:
        return None
    start, end = span.period.start, span.end
    found = forecast_of(scope, Asked(one.name, start - timedelta(days=1), tax=tax), _HORIZON)
    if not isinstance(found, Prediction):
        return None
    if start == end:
        day = next((day for day in found.days if day.day == end), None)
        return Expected(*map(_exact, (day.expected, day.low80, day.high80))) if day else None
    landed = landing_of(found, start, end)
    return Expected(*map(_exact, (landed.expected, landed.low80, landed.high80))) if landed else None


def _sign(one: Metric, value: Figure, expected: Expected | None) -> Sign:
    if value is None or expected is None:
        return Sign.UNJUDGED
    told = judge(
        float(value), float(expected.low), float(expected.high), good_when_up=one.good is not Good.DOWN
    )
    is_neutral = one.good not in (Good.UP, Good.DOWN)
    return Sign.UNUSUAL if is_neutral and told.value != Sign.USUAL else Sign(told.value)


def _exact(value: float) -> Decimal:
    return Decimal(f"{value:.2f}")
