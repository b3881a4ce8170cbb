"""Points against the line on which both figures are equal."""

from decimal import Decimal

import pytest

from comptoir.core.charts.api import ScatterPoint, scatter, to_svg

COLOURS = {"more": "--series-3", "less": "--series-2"}


def drawn(*points):
    return scatter(list(points), COLOURS, x_name="Spend", y_name="Margin", line_name="equal")


def test_each_point_stands_at_its_two_figures_and_names_are_written():
    spec = drawn(
        ScatterPoint("Brand", Decimal(100), Decimal(300), "more", (("Spend", "€100"),)),
        ScatterPoint("Social", Decimal(400), Decimal(-50), "less", (("Spend", "€400"),)),
    )
    assert [(row["x"], row["y"]) for row in spec["data"]["values"]] == [(100.0, 300.0), (400.0, -50.0)]
    # The axis reaches below zero where a figure does; the line ends where the shorter axis does.
    assert spec["encoding"]["y"]["scale"]["domain"][0] == -50
    assert spec["layer"][0]["data"]["values"][1] == pytest.approx({"x": 336.0, "y": 336.0})
    svg = to_svg(spec)
    assert all(word in svg for word in ("Brand", "Social", "equal", "Spend", "Margin"))


def test_without_points_the_frame_is_drawn():
    assert "equal" in to_svg(drawn())
