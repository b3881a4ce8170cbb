"""Points of two figures each, and the line on which both are equal."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from comptoir.core.charts.frame import drawn, frame, value_axis
from comptoir.core.charts.theme import Json

_ROOM = 1.12
"""Beyond the largest value, for the labels."""
_END = 0.95
"""Of the way to the edge: the name of the line stays within the chart, below the legend."""


@dataclass(frozen=True, slots=True)
class ScatterPoint:
    label: str
    x: Decimal
    y: Decimal
    series: str
    shown: Sequence[tuple[str, str]] = ()
    """Name and value of each line of the tooltip."""


def scatter(
    points: Sequence[ScatterPoint],
    colours: dict[str, str],
    *,
    x_name: str,
    y_name: str,
    line_name: str,
    height: int = 320,
) -> Json:
    """Each point with its name beside it; `colours` gives a token to each series. Both axes begin at zero: a point
    below the line is one whose second figure is less than the first."""
    rows = [
        {
            "label": point.label,
            "x": drawn(point.x),
            "y": drawn(point.y),
            "series": point.series,
            **{f"shown_{place}": text for place, (_name, text) in enumerate(point.shown)},
        }
        for point in points
    ]
    across, up = [float(point.x) for point in points], [float(point.y) for point in points]
    reach_x, reach_y = (max([*values, 0.0]) * _ROOM or 1.0 for values in (across, up))
    end = min(reach_x, reach_y) * _END
    x = {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": [0, reach_x], "nice": False},
        "axis": {**value_axis(), "title": x_name},
    }
    y = {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [min([*up, 0.0]), reach_y], "nice": False},
        "axis": {**value_axis(), "title": y_name},
    }
    names = [name for name, _text in points[0].shown] if points else []
    tooltip = [
        {"field": "label", "type": "nominal", "title": "title"},
        *({"field": f"shown_{place}", "type": "nominal", "title": name} for place, name in enumerate(names)),
    ]
    fill = {
        "field": "series",
        "type": "nominal",
        "scale": {"domain": list(colours), "range": list(colours.values())},
    }
    # Right of the middle a name is written to the left of its point; one too long for the room left is cut off.
    place = f"width * datum.x / {reach_x}"
    sides: list[tuple[str, Json]] = [
        (f"datum.x <= {reach_x / 2}", {"align": "left", "dx": 9, "limit": {"expr": f"width - {place} - 9"}}),
        (f"datum.x > {reach_x / 2}", {"align": "right", "dx": -9, "limit": {"expr": f"{place} - 9"}}),
    ]
    line = {"values": [{"x": 0, "y": 0}, {"x": end, "y": end}]}
    named: Json = {"encoding": {"text": {"field": "label"}}}
    return frame(
        height,
        data={"values": rows},
        encoding={"x": x, "y": y},
        layer=[
            {"data": line, "mark": {"type": "line", "style": "threshold", "tooltip": False}},
            {
                "data": {"values": [{"x": end, "y": end, "label": line_name}]},
                "mark": {"type": "text", "align": "right", "dx": -4, "dy": -8, "tooltip": False},
                "encoding": {"text": {"field": "label"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1},
                "encoding": {"color": fill, "tooltip": tooltip},
            },
            *(
                {
                    **named,
                    "transform": [{"filter": test}],
                    "mark": {"type": "text", "style": "value-label", "tooltip": False, **side},
                }
                for test, side in sides
            ),
        ],
    )
