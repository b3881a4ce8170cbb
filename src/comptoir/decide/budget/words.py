"""The lines of the account, and how each is foreseen, as people read them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.decide.budget.engine.lines import Line
from comptoir.decide.budget.engine.outlook import Method
from comptoir.decide.budget.metrics import METRICS
from comptoir.decide.budget.spans import Width
from comptoir.measure.metrics.api import metric

_OWN: Mapping[Line, Any] = {
    Line.UNKNOWN_COST: _("Left out: net sales whose cost of goods is unknown"),
    Line.UNKNOWN_FEES: _("Left out: margin of orders whose fees are unknown"),
    Line.UNKNOWN_ADS: _("Left out: margin of days without advertising data"),
    Line.UNTYPED: _("Left out: months whose people and tools are not typed"),
    Line.RESULT: _("Result after people and tools"),
}
METHOD_WORDS: Mapping[Method, Any] = {
    Method.OVER: "",
    Method.FORECAST: _("its own forecast"),
    Method.RATE: _("its share of net sales over the last 91 days"),
    Method.TYPED: _("as typed for the month, else as in the last month typed"),
    Method.TOTAL: _("worked out from the other lines"),
}
WIDTH_WORDS: Mapping[Width, Any] = {
    Width.MONTH: _("Month"),
    Width.QUARTER: _("Quarter"),
    Width.YEAR: _("Year"),
    Width.TO_DATE: _("Since January"),
}


def label_of(line: Line) -> Any:
    return _OWN[line] if line in _OWN else metric(METRICS[line]).label
