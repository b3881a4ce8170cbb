"""The parts that every specification shares."""

from decimal import Decimal
from typing import Any

from comptoir.core.charts.theme import Json

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


def frame(height: int, **parts: Any) -> Json:
    """A specification as wide as its place."""
    return {
        "$schema": SCHEMA,
        "width": "container",
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        **parts,
    }


def drawn(value: Decimal | int | None) -> float | None:
    """A value as a chart needs it: exactness ends where pixels begin."""
    return None if value is None else float(value)


def value_axis(*, percent: bool = False) -> Json:
    """Few, short, round labels, each with its own prefix; a ratio is written in percent. Below one a figure is
    written out: its prefix would say thousandths (`500m`)."""
    large = "format(datum.value, '~s')"
    return {
        "labelExpr": "format(datum.value, '.0~%')"
        if percent
        else f"abs(datum.value) < 1 ? format(datum.value, '.3~f') : {large}",
        "tickCount": 4,
        "title": None,
    }
