"""Small lines without axes, as our own SVG."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString

Value = Decimal | int | float | None
EMPTY = format_html('<svg class="spark" viewBox="0 0 100 {}" aria-hidden="true"></svg>', 32)
_WIDTH, _HEIGHT, _EDGE = 100.0, 32.0, 2.0


def sparkline(values: Sequence[Value], compared: Sequence[Value] = ()) -> SafeString:
    """The course of `values`, with `compared` thin behind it. Decoration: the figures stand beside it.

    A missing value interrupts the line.
    """
    known = [float(value) for value in (*values, *compared) if value is not None]
    if len([value for value in values if value is not None]) < 2:
        return EMPTY
    low, high = min(known), max(known)
    return format_html(
        '<svg class="spark" viewBox="0 0 100 32" preserveAspectRatio="none" aria-hidden="true">'
        '<path class="spark-area" d="{}"/><path class="spark-compared" d="{}"/><path d="{}"/></svg>',
        _area(values, low, high),
        _line(compared, low, high),
        _line(values, low, high),
    )


def _place(position: int, value: float, count: int, low: float, high: float) -> tuple[float, float]:
    x = _WIDTH * position / max(count - 1, 1)
    reach = _HEIGHT - 2 * _EDGE
    y = _HEIGHT / 2 if high == low else _EDGE + reach * (1 - (value - low) / (high - low))
    return round(x, 2), round(y, 2)


def _runs(values: Sequence[Value], low: float, high: float) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for position, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(_place(position, float(value), len(values), low, high))
    return [run for run in runs if run]


def _line(values: Sequence[Value], low: float, high: float) -> str:
    return " ".join("M" + " L".join(f"{x} {y}" for x, y in run) for run in _runs(values, low, high))


def _area(values: Sequence[Value], low: float, high: float) -> str:
    return " ".join(
        f"M{run[0][0]} {_HEIGHT} L" + " L".join(f"{x} {y}" for x, y in run) + f" L{run[-1][0]} {_HEIGHT}Z"
        for run in _runs(values, low, high)
    )
