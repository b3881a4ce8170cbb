"""Two bars side by side for each kind: what was expected, and what was seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from comptoir.core.charts.frame import drawn, frame, value_axis
from comptoir.core.charts.theme import Json

_LETTERS = 6
"""Longer kinds stand beside lying bars: below upright ones they would run into one another on a phone."""
_ROW = 18


@dataclass(frozen=True, slots=True)
class PairedBar:
    kind: str
    series: str
    value: Decimal | int | None
    shown: str


def paired(
    items: Sequence[PairedBar], colours: dict[str, str], *, axis_name: str = "", height: int = 240
) -> Json:
    """Kinds and series in the order in which they are first met; `colours` gives a token to each series. Numbers and
    other short kinds make upright bars, longer ones lying bars."""
    kinds = list(dict.fromkeys(item.kind for item in items))
    rows = [
        {"kind": item.kind, "series": item.series, "value": drawn(item.value), "shown": item.shown}
        for item in items
    ]
    is_lying = max((len(kind) for kind in kinds), default=0) > _LETTERS
    along, across = ("y", "x") if is_lying else ("x", "y")
    words = axis_name or None
    return frame(
        len(kinds) * len(colours) * _ROW if is_lying else height,
        data={"values": rows},
        mark={"type": "bar"},
        encoding={
            along: {
                "field": "kind",
                "type": "ordinal",
                "scale": {"domain": kinds, "paddingInner": 0.3},
                "axis": {"title": None, "labelLimit": 140}
                if is_lying
                else {"title": words, "labelAngle": 0, "titlePadding": 8},
            },
            f"{along}Offset": {"field": "series", "type": "nominal", "scale": {"domain": list(colours)}},
            across: {
                "field": "value",
                "type": "quantitative",
                "axis": {**value_axis(), "grid": True, "title": words} if is_lying else value_axis(),
            },
            "fill": {
                "field": "series",
                "type": "nominal",
                "scale": {"domain": list(colours), "range": list(colours.values())},
            },
            "tooltip": [
                {"field": "kind", "type": "nominal", "title": "title"},
                {"field": "shown", "type": "nominal", "title": "series"},
            ],
        },
    )
