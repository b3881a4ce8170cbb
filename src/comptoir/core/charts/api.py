"""The door of charts: builders give specifications without colours, renderers draw them in a theme.

In a template: `{% load charts %}{% chart spec title=… table=… %}`, and once a page `{% chart_runtime %}`.
"""

from comptoir.core.charts.bars import Bar, ParetoBar, StackedBar, bars, pareto, stacked
from comptoir.core.charts.heat import HeatCell, heat
from comptoir.core.charts.pairs import PairedBar, paired
from comptoir.core.charts.render import to_png, to_svg
from comptoir.core.charts.scatter import ScatterPoint, scatter
from comptoir.core.charts.sparkline import sparkline
from comptoir.core.charts.theme import series_tokens
from comptoir.core.charts.trend import CalendarMark, ForecastPoint, TrendPoint, TrendWords, trend
from comptoir.core.charts.waterfall import WaterfallStep, waterfall

__all__ = [
    "Bar",
    "CalendarMark",
    "ForecastPoint",
    "HeatCell",
    "PairedBar",
    "ParetoBar",
    "ScatterPoint",
    "StackedBar",
    "TrendPoint",
    "TrendWords",
    "WaterfallStep",
    "bars",
    "heat",
    "paired",
    "pareto",
    "scatter",
    "series_tokens",
    "sparkline",
    "stacked",
    "to_png",
    "to_svg",
    "trend",
    "waterfall",
]
