"""Figures to texts and back."""

from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.core.errors import InputError
from comptoir.simulator.exports import text, write
from comptoir.simulator.exports.clock import Clock, minutes
from comptoir.simulator.exports.french import week_of
from comptoir.simulator.tax import without_tax
from comptoir.simulator.world import World

AMOUNTS = st.lists(st.integers(-(10**13), 10**13), min_size=1, max_size=30)


@settings(max_examples=40, deadline=None)
@given(AMOUNTS)
def test_french_amounts_are_read_back(cents: list[int]) -> None:
    for written, amount in zip(text.euros(np.array(cents)).to_pylist(), cents, strict=True):
        assert written.endswith("\u00a0€")
        plain = written.removesuffix("\u00a0€")
        assert Decimal(plain.replace("\u202f", "").replace(",", ".")) == Decimal(amount) / 100
        groups = plain.removeprefix("-").split(",")[0].split("\u202f")
        assert all(len(group) == 3 for group in groups[1:])
        assert 1 <= len(groups[0]) <= 3


@settings(max_examples=40, deadline=None)
@given(AMOUNTS, st.sampled_from([0.0, 0.021, 0.055, 0.1, 0.2]))
def test_tax_is_taken_out_half_up(cents: list[int], rate: float) -> None:
    for net, amount in zip(without_tax(np.array(cents), np.full(len(cents), rate)), cents, strict=True):
        exact = Decimal(amount) / (1 + Decimal(str(rate)))
        assert int(net) == int(exact.to_integral_value(ROUND_HALF_UP))


@pytest.mark.parametrize(
    ("values", "written"), [([1.6, 2.0, 10.0, 0.0, 12.345], ["1.6", "2", "10", "0", "12.35"])]
)
def test_zeros_that_say_nothing_are_left_out(values: list[float], written: list[str]) -> None:
    assert text.trimmed(text.decimal(np.array(values))).to_pylist() == written


def test_cells_that_would_be_cut_are_quoted() -> None:
    cells = pa.array(["plain", "a,b", 'say "so"', None])
    assert text.quoted(cells, ",").to_pylist() == ["plain", '"a,b"', '"say ""so"""', None]


def test_the_shops_time_over_the_changes_of_the_clock() -> None:
    zone, clock = ZoneInfo("Europe/Paris"), Clock("Europe/Paris", date(2025, 1, 1), date(2025, 12, 31))
    moments = [
        datetime(2025, month, day, hour, 59, 59, tzinfo=UTC)
        for month, day in ((3, 30), (10, 26), (7, 1))
        for hour in (0, 1, 2)
    ]
    instants = pa.array(moments, pa.timestamp("s", tz="UTC"))
    local = [moment.astimezone(zone) for moment in moments]
    assert clock.stamp(instants).to_pylist() == [f"{one:%Y-%m-%d %H:%M:%S %z}" for one in local]
    assert minutes(clock.local(instants)).to_pylist() == [f"{one:%Y-%m-%d %H:%M}" for one in local]


def test_weeks_in_french() -> None:
    mondays = pa.array([date(2025, 1, 6), date(2025, 12, 29)])
    assert week_of(mondays).to_pylist() == ["Semaine du 6 janv. 2025", "Semaine du 29 déc. 2025"]


def test_an_unknown_layout_is_refused_with_the_closest(small: World, tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="Did you mean « shopify »"):
        write(small, tmp_path, ["shopfy"])
    assert list(tmp_path.iterdir()) == []
