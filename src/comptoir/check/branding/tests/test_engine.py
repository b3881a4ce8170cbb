"""Contrast, and the nearest colour that has enough of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.check.branding.engine import (
    LEAST_CONTRAST,
    NIGHT,
    WHITE,
    contrast,
    is_colour,
    is_readable,
    nearest_readable,
)
from comptoir.check.branding.shapes import Brand

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_counted_as_wcag_does():
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.005)
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.005)


@given(colours, st.sampled_from([WHITE, "#000000", NIGHT]))
def test_the_nearest_readable_colour_is_readable_and_stays(colour, on):
    found = nearest_readable(colour, on)
    assert is_colour(found)
    assert contrast(found, on) >= LEAST_CONTRAST
    assert nearest_readable(found, on) == found
    assert (found == colour) == is_readable(colour, on)


def test_it_is_no_farther_than_must_be():
    """A yellow becomes a dark yellow, not black."""
    found = nearest_readable("#ffe000", WHITE)
    assert LEAST_CONTRAST <= contrast(found, WHITE) < LEAST_CONTRAST + 0.2
    red, green, blue = (int(found[place : place + 2], 16) for place in (1, 3, 5))
    assert red > green > blue == 0


@pytest.mark.parametrize(
    "text", ["", "red", "#fff", "#12345g", "#1234567", "#AABBCC", "#111;}body{", "#111111\n"]
)
def test_what_is_no_colour_reaches_no_style_sheet(text):
    assert not is_colour(text)
    with pytest.raises(ValueError, match="No colour"):
        Brand(main=text)
