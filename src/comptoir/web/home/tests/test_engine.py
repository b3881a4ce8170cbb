"""The order of companies: exact points, and laws that hold whatever the signals."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.web.home.engine import Cause, Signals, urgency

COUNTS = st.integers(0, 30)
SIGNALS = st.builds(
    Signals,
    missed=st.none() | st.floats(-1, 1),
    is_out_of_reach=st.booleans(),
    alarms=COUNTS,
    late=COUNTS,
    broken=COUNTS,
    stale=COUNTS,
    to_approve=COUNTS,
    to_check=COUNTS,
)


def test_a_quiet_company_has_no_points() -> None:
    assert urgency(Signals()) == urgency(Signals(missed=0.2))
    assert urgency(Signals()).points == 0
    assert urgency(Signals()).causes == ()


@pytest.mark.parametrize(
    ("seen", "points"),
    [
        (Signals(missed=-0.08), 8),
        (Signals(missed=-0.29), 29),
        (Signals(missed=-0.0799), 7),
        (Signals(missed=-0.08, is_out_of_reach=True), 28),
        (Signals(missed=-0.9, is_out_of_reach=True), 50),
        (Signals(missed=0.01, is_out_of_reach=True), 0),
        (Signals(broken=1), 12),
        (Signals(alarms=2), 16),
        (Signals(alarms=9), 40),
        (Signals(late=1, stale=1, to_check=1), 14),
        (Signals(to_approve=1), 6),
        (Signals(to_approve=5), 12),
    ],
)
def test_points_are_those_of_the_page(seen: Signals, points: int) -> None:
    assert urgency(seen).points == points


def test_the_heaviest_cause_is_told_first() -> None:
    found = urgency(Signals(missed=-0.12, alarms=1, broken=1))
    assert found.causes == ((Cause.BROKEN, 12), (Cause.LANDING, 12), (Cause.ALARMS, 8))


@given(SIGNALS)
def test_the_causes_add_up(seen: Signals) -> None:
    found = urgency(seen)
    assert sum(points for _cause, points in found.causes) == found.points <= 190
    assert all(points > 0 for _cause, points in found.causes)


@given(SIGNALS, st.sampled_from(["alarms", "late", "broken", "stale", "to_approve", "to_check"]), COUNTS)
def test_more_of_a_signal_is_never_less_urgent(seen: Signals, name: str, more: int) -> None:
    worse = replace(seen, **{name: getattr(seen, name) + more})
    assert urgency(worse).points >= urgency(seen).points


@given(SIGNALS, st.floats(0, 0.5))
def test_a_lower_landing_is_never_less_urgent(seen: Signals, less: float) -> None:
    worse = replace(seen, missed=None if seen.missed is None else seen.missed - less)
    assert urgency(worse).points >= urgency(seen).points
