"""A heat map: a square for each row and column, the darker the more; its figure stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from comptoir.core.charts.frame import drawn, frame
from comptoir.core.charts.theme import Json

_DARK_FROM = 0.72
"""Of the way to the largest value: from there on the figure is written in the colour of the page."""

_SQUARE = 34
"""Pixels that a figure and its unit need."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    row: str
    column: str
    value: Decimal | int | None
    """How dark; None leaves the square empty."""
    short: str
    """What stands in the square."""
    shown: Sequence[tuple[str, str]] = ()
    """Name and value of each line of the tooltip."""


def heat(
    cells: Sequence[HeatCell],
    *,
    row_name: str,
    column_name: str,
    most: Decimal | int | None = None,
    row_height: int = 28,
) -> Json:
    """Rows and columns in the order in which they are first met. `most`: the value from which it grows no darker."""
    rows = list(dict.fromkeys(cell.row for cell in cells))
    columns = list(dict.fromkeys(cell.column for cell in cells))
    known = [cell for cell in cells if cell.value is not None]
    largest = (
        most if most is not None else max((cell.value for cell in known if cell.value is not None), default=0)
    )
    top = drawn(largest) or 1.0
    values = [
        {
            "row": cell.row,
            "column": cell.column,
            "value": min(drawn(cell.value) or 0.0, top),
            "short": cell.short,
            "title": f"{row_name} {cell.row} · {column_name} {cell.column}",
            **{f"shown_{place}": text for place, (_name, text) in enumerate(cell.shown)},
        }
        for cell in known
    ]
    names = [name for name, _text in known[0].shown] if known else []
    place = {
        "y": {
            "field": "row",
            "type": "ordinal",
            "scale": {"domain": rows},
            "axis": {"title": row_name, "labelLimit": 140},
        },
        "x": {
            "field": "column",
            "type": "ordinal",
            "scale": {"domain": columns},
            "axis": {"title": column_name, "labelAngle": 0, "labelFlush": False, "labelOverlap": "greedy"},
        },
    }
    tooltip = [
        {"field": "title", "type": "nominal", "title": "title"},
        *({"field": f"shown_{n}", "type": "nominal", "title": name} for n, name in enumerate(names)),
    ]
    colour = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [0, top], "range": ["--soft", "--series-1"]},
        "legend": None,
    }
    # Where squares are narrow, on a phone, the figure stands without its unit, which the heading and tooltip tell.
    written = f"width < {len(columns) * _SQUARE} ? replace(datum.short, regexp('[^0-9]+$'), '') : datum.short"
    light, dark = (f"datum.value {sign} {top * _DARK_FROM}" for sign in ("<", ">="))
    return frame(
        max(len(rows), 1) * row_height + 48,
        data={"values": values},
        encoding=place,
        layer=[
            {"mark": {"type": "rect"}, "encoding": {"color": colour, "tooltip": tooltip}},
            {
                "transform": [{"filter": light}],
                "mark": {"type": "text", "style": "cell-label", "tooltip": False, "text": {"expr": written}},
            },
            {
                "transform": [{"filter": dark}],
                "mark": {
                    "type": "text",
                    "style": "cell-label-on",
                    "tooltip": False,
                    "text": {"expr": written},
                },
            },
        ],
    )
