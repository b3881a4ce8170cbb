"""Sparklines: our own SVG."""

from decimal import Decimal

from comptoir.core.charts.api import sparkline


def test_from_low_to_high_it_spans_the_height() -> None:
    assert '<path d="M0.0 30.0 L50.0 16.0 L100.0 2.0"/>' in sparkline([Decimal(1), Decimal(2), Decimal(3)])


def test_a_missing_value_interrupts_the_line() -> None:
    assert '<path d="M0.0 30.0 L33.33 16.0 M100.0 2.0"/>' in sparkline([1, 2, None, 3])


def test_a_flat_course_lies_in_the_middle() -> None:
    assert "M0.0 16.0 L100.0 16.0" in sparkline([5, 5])


def test_the_compared_line_shares_the_scale() -> None:
    assert '<path class="spark-compared" d="M0.0 30.0 L100.0 30.0"/>' in sparkline([10, 20], [0, 0])


def test_one_value_is_no_course() -> None:
    assert "<path" not in sparkline([7])
    assert "<path" not in sparkline([])
    assert "<path" not in sparkline([None, None])
