"""Two bars side by side for each kind: what was expected, and what was seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from comptoir.core.charts.frame import drawn, frame, value_axis
from comptoir.core.charts.theme import Json


@dataclass(frozen=True, slots=True)
class PairedBar:
    kind: str
    series: str
    value: Decimal | int | None
    shown: str


def paired(
    items: Sequence[PairedBar], colours: dict[str, str], *, axis_name: str = "", height: int = 240
) -> Json:
    """Kinds and series in the order in which they are first met; `colours` gives a token to each series."""
    kinds = list(dict.fromkeys(item.kind for item in items))
    rows = [
        {"kind": item.kind, "series": item.series, "value": drawn(item.value), "shown": item.shown}
        for item in items
    ]
    return frame(
        height,
        data={"values": rows},
        mark={"type": "bar"},
        encoding={
            "x": {
                "field": "kind",
                "type": "ordinal",
                "scale": {"domain": kinds, "paddingInner": 0.3},
                "axis": {"title": axis_name or None, "labelAngle": 0, "titlePadding": 8},
            },
            "xOffset": {"field": "series", "type": "nominal", "scale": {"domain": list(colours)}},
            "y": {"field": "value", "type": "quantitative", "axis": value_axis()},
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
