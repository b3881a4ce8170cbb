"""How charts look in the light and in the dark. Specifications name styles and tokens, never colours.

A token is a string such as `--series-1`; `painted` replaces it. The page does the same in `charts.js`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2s
from typing import Any

type Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Palette:
    surface: str
    ink: str
    ink_2: str
    line: str
    grey: str
    soft: str
    """Fill below the main line and of the forecast's band."""
    mark: str
    """Calendar events."""
    hatch: str
    """Stripes over a data incident."""
    series: tuple[str, ...]
    """Apart from one another for all common kinds of colour vision, and 3:1 against the surface."""


PALETTES: dict[str, Palette] = {
    "light": Palette(
        surface="#ffffff",
        ink="#141b29",
        ink_2="#525d70",
        line="#e1e5ec",
        grey="#8b95a7",
        soft="#e8eefc",
        mark="#8a5a00",
        hatch="#f0d9a8",
        series=("#2450d3", "#d1690b", "#0f8a7a", "#a23e8c", "#3889c4", "#94750a", "#6b5b53", "#c2405a"),
    ),
    "dark": Palette(
        surface="#171d28",
        ink="#e9edf4",
        ink_2="#a3aec0",
        line="#2a3342",
        grey="#77839a",
        soft="#1d2a4d",
        mark="#e9b949",
        hatch="#4d3f19",
        series=("#7d9cff", "#f0a35e", "#4cc7b4", "#e08fce", "#7cc4f2", "#d8bb55", "#b9a79d", "#f58ba0"),
    ),
}


def tokens(theme: str, main: str = "") -> dict[str, str]:
    """What each token stands for in the theme; `main` is the colour of the main line, where it is not the palette's."""
    palette = PALETTES[theme]
    named = {f"--series-{number}": colour for number, colour in enumerate(palette.series, start=1)}
    return {
        **named,
        "--main": main or palette.series[0],
        "--grey": palette.grey,
        "--mark": palette.mark,
        "--hatch": palette.hatch,
        "--soft": palette.soft,
        "--ink": palette.ink,
        "--surface": palette.surface,
        "--ink-2": palette.ink_2,
    }


def painted(value: Any, colours: dict[str, str]) -> Any:
    """The same specification with its tokens replaced."""
    if isinstance(value, str):
        return colours.get(value, value)
    if isinstance(value, dict):
        return {key: painted(part, colours) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [painted(part, colours) for part in value]
    return value


def series_tokens(names: Iterable[str]) -> dict[str, str]:
    """A token for each name, the same for the same name in every chart as far as the palette reaches.

    The name itself draws its place; a place already taken sends it on to the next free one.
    """
    count = len(PALETTES["light"].series)
    taken: dict[int, str] = {}
    for name in sorted(set(names)):
        place = int.from_bytes(blake2s(name.encode(), digest_size=4).digest()) % count
        while place in taken and len(taken) < count:
            place = (place + 1) % count
        taken.setdefault(place, name)
    chosen = {name: f"--series-{place + 1}" for place, name in taken.items()}
    return {name: chosen.get(name, "--grey") for name in names}


def mixed(colour: str, surface: str, share: float = 0.14) -> str:
    """A tint of the colour on the surface."""
    pairs = ((int(colour[place : place + 2], 16), int(surface[place : place + 2], 16)) for place in (1, 3, 5))
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02x}" for one, other in pairs)


def config(theme: str, main: str = "") -> Json:
    """The Vega-Lite configuration of the theme; `main` as in `tokens`."""
    palette = PALETTES[theme]
    soft = mixed(main, palette.surface) if main else palette.soft
    main = main or palette.series[0]
    font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif'
    return {
        "aria": False,
        "background": "transparent",
        "font": font,
        "padding": {"left": 0, "right": 4, "top": 4, "bottom": 0},
        "view": {"stroke": None},
        "axis": {
            "labelColor": palette.ink_2,
            "labelFontSize": 12,
            "titleColor": palette.ink_2,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "gridColor": palette.line,
            "domain": False,
            "ticks": False,
            "labelPadding": 8,
        },
        "axisX": {"grid": False, "labelFlush": True},
        "legend": {
            "labelColor": palette.ink_2,
            "labelFontSize": 12,
            "titleColor": palette.ink_2,
            "orient": "top",
            "title": None,
            "symbolType": "square",
            "symbolSize": 90,
            "offset": 8,
        },
        "range": {"category": list(palette.series)},
        "line": {"color": main, "strokeWidth": 2, "strokeJoin": "round"},
        "bar": {"color": main, "cornerRadiusEnd": 2},
        "rule": {"color": palette.line},
        "text": {"color": palette.ink_2, "fontSize": 11},
        # `color`, not `fill` or `stroke`: Vega-Lite's own default colour would win over these.
        "style": {
            "actual": {"color": main, "strokeWidth": 2.25},
            "actual-point": {"color": main, "stroke": palette.surface, "strokeWidth": 1.5, "size": 56},
            "last-year": {"color": palette.grey, "strokeWidth": 1},
            "forecast": {"color": main, "strokeWidth": 2, "strokeDash": [5, 4]},
            "interval": {"color": soft, "opacity": 0.9},
            "event": {"color": palette.mark, "strokeDash": [2, 3], "strokeWidth": 1},
            "event-label": {"color": palette.mark, "fontSize": 11},
            "cumulative": {"color": palette.series[1], "strokeWidth": 2},
            "cumulative-point": {"color": palette.series[1], "size": 18},
            "threshold": {"color": palette.ink_2, "strokeDash": [4, 4], "strokeWidth": 1},
            "waterfall-end": {"color": palette.ink, "thickness": 4},
            "waterfall-link": {"color": palette.grey, "strokeWidth": 1, "strokeDash": [2, 2]},
            "cell-label": {"color": palette.ink, "fontSize": 12},
            "cell-label-on": {"color": palette.surface, "fontSize": 12},
            "value-label": {"color": palette.ink, "fontSize": 12},
        },
    }
