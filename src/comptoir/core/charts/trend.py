"""The main line: a metric over time, last year behind it, the calendar above it, a forecast ahead of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from comptoir.core.charts.frame import drawn, frame, value_axis
from comptoir.core.charts.labels import LONGEST, NARROWEST, ROW, WIDE, rows_of
from comptoir.core.charts.theme import Json


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One day, week or month. `shown` is the value as people read it."""

    day: date
    label: str
    value: Decimal | int | None
    shown: str
    compared: Decimal | int | None = None
    compared_shown: str = ""
    compared_label: str = ""


@dataclass(frozen=True, slots=True)
class ForecastPoint:
    day: date
    value: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class CalendarMark:
    """A labelled mark, or the hatched span of a data incident."""

    start: date
    end: date
    label: str
    is_incident: bool = False


@dataclass(frozen=True, slots=True)
class TrendWords:
    """The words of the legend and the tooltip."""

    actual: str
    compared: str
    period: str


def trend(
    points: Sequence[TrendPoint],
    words: TrendWords,
    *,
    marks: Sequence[CalendarMark] = (),
    forecast: Sequence[ForecastPoint] = (),
    percent: bool = False,
    date_format: str = "%-d %b",
    height: int = 260,
) -> Json:
    """The trend of one metric. A missing value breaks the line; it is never drawn as zero."""
    days = [*(one.day for one in points), *(one.day for one in forecast)]
    labels = _labels([one for one in marks if not one.is_incident], days)
    rows = 1 + max((max(one["narrow"], one["wide"]) for one in labels), default=0)
    layers = [
        *_incidents(marks),
        *_forecast(forecast, percent),
        *_lines(points, words, percent, date_format, legend_offset=11 + ROW * rows if marks else 8),
        *_events(labels),
        _pointer(points, words),
    ]
    return frame(height, layer=layers)


def _day(field: str = "day", **parts: object) -> Json:
    """Days have no hour: read as UTC and shown as UTC, they are the same day in every browser."""
    return {
        "field": field,
        "type": "temporal",
        "timeUnit": "utcyearmonthdate",
        "scale": {"type": "utc"},
        **parts,
    }


def _lines(
    points: Sequence[TrendPoint], words: TrendWords, percent: bool, date_format: str, legend_offset: int
) -> list[Json]:
    rows = [
        {
            "day": point.day.isoformat(),
            "value": drawn(point.value),
            "compared": drawn(point.compared),
        }
        for point in points
    ]
    x = _day(
        axis={
            "format": date_format,
            "title": None,
            "labelOverlap": "greedy",
            "tickCount": 8,
            "labelSeparation": 12,
        }
    )
    axis = value_axis(percent=percent)
    legend = {"domain": [words.actual, words.compared], "range": ["--main", "--grey"]}
    has_compared = any(point.compared is not None for point in points)
    layers = []
    for field, style, name in (("compared", "last-year", words.compared), ("value", "actual", words.actual)):
        if field == "compared" and not has_compared:
            continue
        encoding: Json = {"x": x, "y": {"field": field, "type": "quantitative", "axis": axis}}
        if has_compared:
            encoding["stroke"] = {
                "datum": name,
                "scale": legend,
                "legend": {"symbolType": "stroke", "offset": legend_offset},
            }
        mark = {"type": "line", "style": style, "point": _lonely(points) and field == "value"}
        layers.append({"data": {"values": rows}, "mark": mark, "encoding": encoding})
    return layers


def _lonely(points: Sequence[TrendPoint]) -> bool:
    """A line of one point is invisible without its point."""
    return sum(point.value is not None for point in points) == 1


def _pointer(points: Sequence[TrendPoint], words: TrendWords) -> Json:
    """What the mouse meets: the nearest point, with the figures as they are written elsewhere."""
    rows = [
        {
            "day": point.day.isoformat(),
            "value": drawn(point.value),
            words.period: point.label,
            words.actual: point.shown,
            **(
                {words.compared: f"{point.compared_shown} ({point.compared_label})".replace(" ()", "")}
                if point.compared_shown
                else {}
            ),
        }
        for point in points
    ]
    shown = [words.period, words.actual]
    shown += [words.compared] if any(point.compared_shown for point in points) else []
    near = {"param": "near", "empty": False}
    return {
        "data": {"values": rows},
        "params": [
            {
                "name": "near",
                "select": {
                    "type": "point",
                    "nearest": True,
                    "on": "pointerover",
                    "clear": "pointerout",
                    "encodings": ["x"],
                },
            }
        ],
        "mark": {"type": "point", "style": "actual-point", "filled": True},
        "encoding": {
            "x": _day(),
            "y": {"field": "value", "type": "quantitative"},
            "opacity": {"condition": {**near, "value": 1}, "value": 0},
            "tooltip": [
                {
                    "field": _literal(name),
                    "title": "title" if name == words.period else name,
                    "type": "nominal",
                }
                for name in shown
            ],
        },
    }


def _literal(field: str) -> str:
    """Dots and brackets in a field's name would be read as a path."""
    return field.replace("\\", "\\\\").replace(".", "\\.").replace("[", "\\[").replace("]", "\\]")


def _labels(marks: Sequence[CalendarMark], days: Sequence[date]) -> list[Json]:
    """Each with its row, counted upwards: in a narrow place and in a wide one."""
    marks = sorted(marks, key=lambda one: one.start)
    if not marks:
        return []
    first, last = (end([*days, *(one.start for one in marks)]) for end in (min, max))
    places = [(one.start - first).days / max((last - first).days, 1) for one in marks]
    names = [one.label for one in marks]
    rows = zip(marks, *(rows_of(places, names, width) for width in (NARROWEST, WIDE)), strict=True)
    return [
        {"start": one.start.isoformat(), "label": one.label, "narrow": narrow, "wide": wide}
        for one, narrow, wide in rows
    ]


_ROW = f"(width < {WIDE} ? datum.narrow : datum.wide)"
"""Of a label, at the width that the chart has."""


def _events(rows: Sequence[Json]) -> list[Json]:
    if not rows:
        return []
    tooltip = {"field": "label", "type": "nominal", "title": "title"}
    return [
        {
            "data": {"values": rows},
            "mark": {"type": "rule", "style": "event", "strokeWidth": 1},
            "encoding": {"x": _day("start"), "tooltip": tooltip},
        },
        {
            "data": {"values": rows},
            "mark": {
                "type": "text",
                "style": "event-label",
                "align": "center",
                "baseline": "bottom",
                "dx": -1,
                "dy": {"expr": f"-3 - {ROW} * {_ROW}"},
                "opacity": {"expr": f"{_ROW} < 0 ? 0 : 1"},
                "limit": LONGEST,
            },
            "encoding": {
                "x": _day("start"),
                "y": {"value": 0},
                "text": {"field": "label"},
                "tooltip": tooltip,
            },
        },
    ]


def _incidents(marks: Sequence[CalendarMark]) -> list[Json]:
    rows = [
        {
            "start": mark.start.isoformat(),
            "end": (mark.end + timedelta(days=1)).isoformat(),
            "label": mark.label,
        }
        for mark in marks
        if mark.is_incident
    ]
    if not rows:
        return []
    return [
        {
            "data": {"values": rows},
            "mark": {"type": "rect", "fill": _stripes()},
            "encoding": {
                "x": _day("start"),
                "x2": {"field": "end"},
                "tooltip": {"field": "label", "type": "nominal", "title": "title"},
            },
        }
    ]


def _stripes(count: int = 24) -> Json:
    """Vega draws no patterns; hard stops in a slanted gradient make the same hatching."""
    stops = []
    for stripe in range(count):
        colour = "--hatch" if stripe % 2 else "transparent"
        stops += [
            {"offset": stripe / count, "color": colour},
            {"offset": (stripe + 1) / count, "color": colour},
        ]
    return {"gradient": "linear", "x1": 0, "y1": 0, "x2": 1, "y2": 1, "stops": stops}


def _forecast(points: Sequence[ForecastPoint], percent: bool) -> list[Json]:
    if not points:
        return []
    rows = [
        {
            "day": point.day.isoformat(),
            "value": drawn(point.value),
            "low": drawn(point.low),
            "high": drawn(point.high),
        }
        for point in points
    ]
    axis = value_axis(percent=percent)
    return [
        {
            "data": {"values": rows},
            "mark": {"type": "area", "style": "interval"},
            "encoding": {
                "x": _day(),
                "y": {"field": "low", "type": "quantitative", "axis": axis},
                "y2": {"field": "high"},
            },
        },
        {
            "data": {"values": rows},
            "mark": {"type": "line", "style": "forecast"},
            "encoding": {"x": _day(), "y": {"field": "value", "type": "quantitative", "axis": axis}},
        },
    ]
