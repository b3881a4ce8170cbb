"""Bars: ranked, cumulated (Pareto), or stacked over time."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from comptoir.core.charts.frame import drawn, frame, value_axis
from comptoir.core.charts.theme import Json

_EIGHTY = 0.8


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: Decimal | int | None
    shown: str


@dataclass(frozen=True, slots=True)
class StackedBar:
    """The part of one series in one period."""

    period: str
    series: str
    value: Decimal | int | None
    shown: str
    short: str = ""
    """What the axis writes below the bar; the period itself when empty."""


@dataclass(frozen=True, slots=True)
class ParetoBar:
    label: str
    short: str
    """What the axis writes below the bar."""
    value: Decimal
    shown: str
    cumulative: Decimal
    """Share of the whole that this and all larger ones make: 0.8 is 80 %."""
    cumulative_shown: str


def bars(items: Sequence[Bar], *, percent: bool = False, row_height: int = 28) -> Json:
    """Horizontal bars in the given order, their values written at their ends."""
    rows = [{"label": item.label, "value": drawn(item.value), "shown": item.shown} for item in items]
    y = {"field": "label", "type": "nominal", "sort": None, "axis": {"title": None, "labelLimit": 160}}
    largest = max((drawn(item.value) or 0 for item in items), default=0)
    room = {"domainMax": largest * _room(items)} if largest > 0 else {}
    x = {"field": "value", "type": "quantitative", "axis": None, "scale": room}
    return frame(
        max(len(rows), 1) * row_height,
        data={"values": rows},
        encoding={"y": y, "x": x},
        layer=[
            {"mark": {"type": "bar", "height": {"band": 0.62}}},
            {
                "mark": {"type": "text", "style": "value-label", "align": "left", "dx": 6},
                "encoding": {"text": {"field": "shown"}},
            },
        ],
    )


def _room(items: Sequence[Bar]) -> float:
    """For the values written at the ends, also on a phone."""
    return 1.3 + 0.12 * max(0, max(len(item.shown) for item in items) - 10)


def pareto(
    items: Sequence[ParetoBar],
    *,
    value_name: str,
    cumulative_name: str,
    axis_name: str = "",
    height: int = 360,
) -> Json:
    """Bars from the largest on, and the share of the whole that they reach together."""
    rows = [
        {
            "short": item.short,
            "value": drawn(item.value),
            "cumulative": drawn(item.cumulative),
            "label": item.label,
            "shown": item.shown,
            "cumulative_shown": item.cumulative_shown,
        }
        for item in items
    ]
    x = {
        "field": "short",
        "type": "ordinal",
        "sort": None,
        "axis": {
            "title": axis_name or None,
            "titlePadding": 8,
            "labelAngle": 0,
            "labelOverlap": "greedy",
            "labelSeparation": 6,
        },
    }
    tooltip = [
        {"field": "label", "type": "nominal", "title": "title"},
        {"field": "shown", "type": "nominal", "title": value_name},
        {"field": "cumulative_shown", "type": "nominal", "title": cumulative_name},
    ]
    share = {
        "type": "quantitative",
        "scale": {"domain": [0, 1]},
        "axis": {"format": ".0%", "orient": "right", "grid": False, "tickCount": 5, "title": None},
    }
    values = {"field": "value", "type": "quantitative", "axis": value_axis()}
    cumulative = {"field": "cumulative", **share}
    reached = {
        "encoding": {"y": cumulative},
        "layer": [
            {"mark": {"type": "line", "style": "cumulative"}, "encoding": {"x": x}},
            {
                "mark": {"type": "point", "style": "cumulative-point", "filled": True},
                "encoding": {"x": x, "tooltip": tooltip},
            },
            {
                "data": {"values": [{"cumulative": _EIGHTY}]},
                "mark": {"type": "rule", "style": "threshold"},
            },
        ],
    }
    return frame(
        height,
        data={"values": rows},
        resolve={"scale": {"y": "independent"}},
        layer=[{"mark": {"type": "bar"}, "encoding": {"x": x, "y": values, "tooltip": tooltip}}, reached],
    )


def stacked(
    items: Sequence[StackedBar],
    colours: dict[str, str],
    *,
    percent: bool = False,
    height: int = 200,
) -> Json:
    """Bars over time, each made of its series; `colours` gives a token to each, in the order of the stack."""
    shown: dict[str, Json] = {}
    for item in items:
        shown.setdefault(item.period, {})[_field(item.series)] = item.shown
    rows = [
        {
            "period": item.period,
            "short": item.short or item.period,
            "series": item.series,
            "value": drawn(item.value),
            "place": list(colours).index(item.series),
            **shown[item.period],
        }
        for item in items
    ]
    shorts = {item.period: item.short or item.period for item in items}
    x = {
        "field": "period",
        "type": "ordinal",
        "sort": list(shorts),
        "axis": {
            "title": None,
            "labelAngle": 0,
            "labelOverlap": "greedy",
            "labelSeparation": 8,
            "labelExpr": f"{_object(shorts)}[datum.value]",
        },
    }
    return frame(
        height,
        data={"values": rows},
        mark={"type": "bar"},
        encoding={
            "x": x,
            "y": {
                "field": "value",
                "type": "quantitative",
                "aggregate": "sum",
                "axis": value_axis(percent=percent),
            },
            "fill": {
                "field": "series",
                "type": "nominal",
                "scale": {"domain": list(colours), "range": list(colours.values())},
            },
            "order": {"field": "place", "type": "quantitative"},
            "tooltip": [
                {"field": "period", "type": "nominal", "title": "title"},
                *({"field": _field(name), "type": "nominal", "title": name} for name in colours),
            ],
        },
    )


def _field(series: str) -> str:
    """A field of its own for what people read of a series, whatever its name contains."""
    return f"shown_{''.join(letter if letter.isalnum() else '_' for letter in series)}"


def _object(mapping: dict[str, str]) -> str:
    """A literal of Vega's expression language."""
    return json.dumps(mapping, ensure_ascii=False)
