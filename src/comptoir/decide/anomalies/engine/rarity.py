"""How rare a day of a series is, by the errors that its own forecasts of one day made before. Pure.

Conformal: a day's chance is the share of earlier errors at least as large, on its side, twice. Days around events are
held against days around events, the others against the others; an error is measured by what errors were like lately.

A series has one error a day: too few to tell one in a thousand from one in two hundred. Beyond the error that a series
exceeds one day in ten, the tails of all series are therefore taken together, each measured by that error of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]
type Flags = NDArray[np.bool_]

DAYS = 548
"""Days of errors that a day is judged by: a year and a half."""
WEEK = 7
LEAST_DAYS, LEAST_ALIKE = 120, 40
"""Errors that must be known; and, of them, on days of the same kind."""
LEVEL = 0.95
"""Of the interval that is drawn."""
_TAIL = 0.10
_POWERS = (0.0, 0.5, 1.0)
_FLOOR = 0.02
"""Of the usual level: a figure that hardly ever moves (a daily budget) is not rare for a cent."""
_LATELY, _LATELY_TRUST = 0.1, 0.5
"""What errors were like lately: weight of the newest day, and share of it beside the whole past. One day alone counts
as four usual ones at most."""
_LARGEST = 4.0
_LEAST_OF_WEEK = 5


@dataclass(frozen=True, slots=True)
class Days:
    """Series side by side, a row each, the days of all alike; nan where a figure or its forecast is missing."""

    actual: Floats
    expected: Floats
    units: Floats
    """What an error of each day is measured by."""
    near_events: Flags
    """Of each day."""

    @property
    def errors(self) -> Floats:
        return (self.actual - self.expected) / self.units

    @property
    def weeks(self) -> Floats:
        """The mean error of each day and the six before: what is too small for a day shows in a week."""
        padded = np.pad(self.errors, ((0, 0), (WEEK - 1, 0)), constant_values=np.nan)
        last = np.lib.stride_tricks.sliding_window_view(padded, WEEK, axis=1)
        known = np.count_nonzero(~np.isnan(last), axis=2)
        means: Floats = np.nansum(last, axis=2) / np.maximum(known, 1)
        return np.where((known >= _LEAST_OF_WEEK) & ~np.isnan(last[:, :, -1]), means, np.nan)


def side_by_side(
    actual: Sequence[Floats], expected: Sequence[Floats], near_events: Flags | None = None
) -> Days:
    came, wanted = (np.array(rows, dtype=float).reshape(len(rows), -1) for rows in (actual, expected))
    units = np.array([_units(*rows) for rows in zip(came, wanted, strict=True)]).reshape(came.shape)
    usual = np.zeros(came.shape[1], bool) if near_events is None else near_events
    return Days(came, wanted, units * _lately((came - wanted) / units), usual)


def _lately(errors: Floats) -> Floats:
    """How large errors were before each day, against a mean one: between the whole past and the last weeks."""
    sizes = np.abs(errors)
    known = np.where(np.isnan(sizes), 0.0, sizes)
    count = np.maximum(np.cumsum(~np.isnan(sizes), axis=1), 1)
    usual = np.maximum(np.cumsum(known, axis=1) / count, 1e-12)
    found = np.ones_like(errors)
    late = usual[:, :1].copy()[:, 0]
    for place in range(errors.shape[1]):
        before = usual[:, max(place - 1, 0)]
        found[:, place] = (1 - _LATELY_TRUST) * before + _LATELY_TRUST * late
        told = ~np.isnan(sizes[:, place])
        newest = np.minimum(known[:, place], _LARGEST * before)
        late = np.where(told, (1 - _LATELY) * late + _LATELY * newest, late)
    return np.maximum(found, 1e-12)


def _units(actual: Floats, expected: Floats) -> Floats:
    """A power of what was expected, with which large and small days err alike: the amount itself (shares), its root
    (counts), or nothing."""
    known = ~np.isnan(actual) & ~np.isnan(expected) & (expected > 0)
    if np.count_nonzero(known) < LEAST_DAYS or np.any(expected[~np.isnan(expected)] < 0):
        return np.ones(len(actual))
    floor = 0.1 * float(np.median(expected[known]))
    base = np.maximum(np.nan_to_num(expected), floor)
    sizes, places = np.abs(actual - expected)[known], _ranks(base[known])
    tied = [abs(float(np.corrcoef(_ranks(sizes / base[known] ** power), places)[0, 1])) for power in _POWERS]
    power = _POWERS[int(np.argmin(np.nan_to_num(tied, nan=1.0)))]
    units: Floats = base**power
    return units


def _ranks(values: Floats) -> Floats:
    return np.argsort(np.argsort(values)).astype(float)


def chances(days: Days, place: int, *, of_week: bool = False) -> Floats:
    """For each series, the chance of so large an error on the day `place`, or on it and the six days before; nan where
    it cannot be told."""
    errors = days.weeks if of_week else days.errors
    past = slice(max(place - DAYS, 0), place)
    before, now = errors[:, past], errors[:, place]
    alike = before[:, days.near_events[past] == days.near_events[place]]
    usable = ~np.isnan(now) & _is_known(before, alike)
    found = np.full(len(now), np.nan)
    if np.any(usable):
        least = _FLOOR * _level(days, past)[usable]
        sides = [_side(sign * now[usable], sign * alike[usable], least) for sign in (-1.0, 1.0)]
        found[usable] = np.minimum(1.0, 2 * np.minimum(*sides))
    return found


def _is_known(before: Floats, alike: Floats) -> Flags:
    told, same = (np.count_nonzero(~np.isnan(rows), axis=1) for rows in (before, alike))
    found: Flags = (told >= LEAST_DAYS) & (same >= LEAST_ALIKE)
    return found


def _level(days: Days, past: slice) -> Floats:
    """What is usual, in the unit of errors."""
    shares = np.abs(days.expected[:, past]) / days.units[:, past]
    found: Floats = np.array([float(np.nanmedian(row)) if np.any(~np.isnan(row)) else 0.0 for row in shares])
    return found


def _side(now: Floats, before: Floats, least: Floats) -> Floats:
    """The chance of an error as large as `now`, upwards."""
    edges = np.maximum(np.nanquantile(before, 1 - _TAIL, axis=1), np.maximum(least, 1e-12))
    beyond = before > edges[:, None]
    tail = np.sort((before / edges[:, None])[beyond])
    told = np.count_nonzero(~np.isnan(before), axis=1)
    share = (np.count_nonzero(beyond, axis=1) + 1) / (told + 1)
    further = len(tail) - np.searchsorted(tail, now / edges, side="left")
    rare = share * (1 + further) / (1 + len(tail))
    usual = (1 + np.count_nonzero(before >= now[:, None], axis=1)) / (told + 1)
    found: Floats = np.where(now > edges, rare, usual)
    return found


def interval(days: Days, place: int) -> tuple[Floats, Floats]:
    """Between what each series was expected to lie on the day; nan where too few errors are known."""
    past = slice(max(place - DAYS, 0), place)
    before = days.errors[:, past]
    alike = before[:, days.near_events[past] == days.near_events[place]]
    told = _is_known(before, alike)
    low, high = np.full(len(told), np.nan), np.full(len(told), np.nan)
    if np.any(told):
        quantiles = np.nanquantile(alike[told], ((1 - LEVEL) / 2, (1 + LEVEL) / 2), axis=1)
        low[told], high[told] = days.expected[told, place] + quantiles * days.units[told, place]
    return low, high
