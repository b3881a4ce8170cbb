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
    # The axis reaches below zero where a figure does; the line ends just short of the shorter axis.
    assert spec["encoding"]["y"]["scale"]["domain"][0] == -50
    assert spec["layer"][0]["data"]["values"][1] == pytest.approx({"x": 319.2, "y": 319.2})
    svg = to_svg(spec)
    assert all(word in svg for word in ("Brand", "Social", "equal", "Spend", "Margin"))


def test_a_name_too_long_for_its_place_is_cut_off_within_the_chart():
    name = "Search - everything but the brand, " * 6
    svg = to_svg(drawn(ScatterPoint(name, Decimal(40), Decimal(30), "less"), *_far()), width=300)
    assert name.strip() not in svg
    assert "Search - every" in svg
    assert "…" in svg


def _far():
    return [ScatterPoint("", Decimal(100), Decimal(90), "more")]


def test_without_points_the_frame_is_drawn():
    assert "equal" in to_svg(drawn())
