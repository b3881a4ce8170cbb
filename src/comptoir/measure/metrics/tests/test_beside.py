"""Two periods at once: the same answers, whoever finds them."""

import os
import threading

import pyarrow as pa
import pytest

from comptoir.measure.metrics import beside
from comptoir.measure.metrics.beside import side_by_side
from comptoir.measure.metrics.tests.shop import days

NOW, THEN = days("2026-03-01/2026-03-31"), days("2025-03-02/2025-04-01")


class Source:
    """Tells which thread it was opened in; no facts."""

    def __init__(self) -> None:
        self.thread = threading.current_thread()


@pytest.fixture
def unhurried(monkeypatch):
    """Whoever asked waits for the other thread to begin, however busy the machine is."""
    monkeypatch.setattr(beside, "_done", lambda measure, source, period, given: given.result(30))


def measure(source, period):
    is_own = source.thread is threading.current_thread()
    return pa.table({"start": [period.start], "is_own": [is_own], "is_main": [is_main()]})


def is_main():
    return threading.current_thread() is threading.main_thread()


def found(*asked):
    return [one.cells.to_pylist()[0] for one in side_by_side(measure, *asked)]


def test_the_second_period_is_measured_by_another_thread_with_its_own_tables(unhurried):
    assert found((NOW, THEN), Source(), Source) == [
        {"start": NOW.start, "is_own": True, "is_main": True},
        {"start": THEN.start, "is_own": True, "is_main": False},
    ]


@pytest.mark.parametrize(("periods", "twin"), [((NOW, THEN), None), ((NOW,), Source)])
def test_without_a_twin_or_a_second_period_one_thread_does_all(periods, twin):
    here = Source()
    assert found(periods, here, twin) == [
        {"start": period.start, "is_own": True, "is_main": True} for period in periods
    ]


def test_nobody_waits_for_a_hand_that_is_busy():
    free, begun = threading.Event(), threading.Event()

    def occupy():
        begun.set()
        free.wait(30)

    hands = beside._hands(os.getpid())
    try:
        busy = [hands.submit(occupy) for _hand in range(hands._max_workers)]
        assert begun.wait(30)
        assert [one["is_main"] for one in found((NOW, THEN), Source(), Source)] == [True, True]
    finally:
        free.set()
    assert all(one.result(30) is None for one in busy)


def test_what_fails_there_is_told_here(unhurried):
    def broken():
        raise LookupError("no such file")

    with pytest.raises(LookupError, match="no such file"):
        side_by_side(measure, (NOW, THEN), Source(), broken)


def test_another_process_has_its_own_hands():
    assert beside._hands(os.getpid()) is not beside._hands(-1)
