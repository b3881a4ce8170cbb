"""From one figure to another: what each step adds or takes off, one below the other."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from textwrap import wrap

from comptoir.core.charts.frame import drawn, frame
from comptoir.core.charts.theme import Json

_RIGHT, _LEFT, _EDGE = 0.45, 0.4, 0.04
"""Of the width: the room for the values written beside the bars, also on a phone; on the left where any falls."""
_LETTERS = 18
"""Of a line of a label; longer ones take several."""
_LINE = 14


@dataclass(frozen=True, slots=True)
class WaterfallStep:
    label: str
    value: Decimal
    """Where it stands, for an end; else what it adds, below zero what it takes off."""
    shown: str
    is_end: bool = False
    """The figure before, or after: a mark, no bar, so that the axis need not begin at zero."""
    note: str = ""
    """What the tooltip says beside the value."""


def waterfall(
    steps: Sequence[WaterfallStep], *, value_name: str, row_height: int = 34, is_whole: bool = False
) -> Json:
    """Ends as marks, steps as bars that hang on one another. Lengths are true to scale; the axis is not shown, for
    every value is written. A whole one begins at zero and draws its ends as bars: what is left of what."""
    rows = _rows(steps, is_whole=is_whole)
    reach = [row[key] for row in rows for key in ("start", "end")]
    low, high = (min(reach), max(reach)) if reach else (0.0, 0.0)
    width = high - low or abs(high) or 1.0
    left = _LEFT if any(row["side"] == "left" for row in rows) else _EDGE
    scale = {"domain": [low - width * left, high + width * _RIGHT], "zero": False, "nice": False}
    wrapped = {row["place"]: wrap(row["label"], _LETTERS) for row in rows}
    labels = json.dumps(wrapped, ensure_ascii=False)
    lines = max(map(len, wrapped.values()), default=1)
    y = {
        "field": "place",
        "type": "ordinal",
        "axis": {
            "title": None,
            "labelLimit": 150,
            "labelLineHeight": _LINE,
            "labelExpr": f"{labels}[datum.value]",
        },
    }
    x = {"field": "start", "type": "quantitative", "axis": None, "scale": scale}
    x2 = {"field": "end"}
    tooltip = [
        {"field": "label", "type": "nominal", "title": "title"},
        {"field": "shown", "type": "nominal", "title": value_name},
        {"field": "note", "type": "nominal", "title": " "},
    ]
    is_bar, is_mark = {"filter": "!datum.is_mark"}, {"filter": "datum.is_mark"}
    colour = {
        "field": "kind",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": ["up", "down", "end"], "range": ["--series-1", "--series-2", "--grey"]},
    }
    return frame(
        max(len(rows), 1) * max(row_height, lines * _LINE + 6),
        data={"values": rows},
        encoding={"y": y},
        layer=[
            {
                "mark": {"type": "rule", "style": "waterfall-link"},
                "transform": [{"filter": "isValid(datum.next)"}],
                "encoding": {
                    "x": {**x, "field": "end"},
                    "y": {**y, "bandPosition": 0.5},
                    "y2": {"field": "next", "bandPosition": 0.5},
                },
            },
            {
                "mark": {"type": "bar", "height": {"band": 0.6}},
                "transform": [is_bar],
                "encoding": {"x": x, "x2": x2, "fill": colour, "tooltip": tooltip},
            },
            {
                "mark": {"type": "tick", "style": "waterfall-end", "height": {"band": 0.72}},
                "transform": [is_mark],
                "encoding": {"x": x, "tooltip": tooltip},
            },
            _values("right", x, "left", 6),
            _values("left", x, "right", -6),
        ],
    )


def _values(side: str, x: Json, align: str, dx: int) -> Json:
    """Written at the far end of the bar, where the next one does not hang."""
    field = "high" if side == "right" else "low"
    return {
        "mark": {"type": "text", "style": "value-label", "align": align, "dx": dx},
        "transform": [{"filter": f"datum.side === '{side}'"}],
        "encoding": {"x": {**x, "field": field}, "text": {"field": "shown"}},
    }


def _rows(steps: Sequence[WaterfallStep], *, is_whole: bool) -> list[Json]:
    rows, level = [], Decimal(0)
    for place, step in enumerate(steps):
        is_mark = step.is_end and not is_whole
        start = step.value if is_mark else Decimal(0) if step.is_end else level
        level = step.value if step.is_end else level + step.value
        rises = level >= start
        rows.append(
            {
                "place": place,
                "label": step.label,
                "shown": step.shown,
                "note": step.note,
                "is_mark": is_mark,
                "kind": "end" if step.is_end else "up" if rises else "down",
                "side": "right" if rises else "left",
                "start": drawn(start),
                "end": drawn(level),
                "low": drawn(min(start, level)),
                "high": drawn(max(start, level)),
            }
        )
    for row, following in pairwise(rows):
        row["next"] = following["place"]
    return rows
