"""How rare a day of a series is, by the errors that its own forecasts of one day made before. Pure.

Conformal: a day's chance is the share of earlier errors at least as large, on its side, twice. A series has one error a
day, 365 in all: too few to tell one in a thousand from one in four hundred. Beyond the error that a series exceeds one
day in ten, the tails of all series are therefore taken together, each measured by that error of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]

DAYS = 365
"""Days of errors that a day is judged by."""
LEAST_DAYS = 120
LEVEL = 0.95
"""Of the interval that is drawn."""
_TAIL = 0.10
_POWERS = (0.0, 0.5, 1.0)
_FLOOR = 0.02
"""Of the usual level: a figure that hardly ever moves (a daily budget) is not rare for a cent."""


@dataclass(frozen=True, slots=True)
class Days:
    """Series side by side, a row each, the days of all alike; nan where a figure or its forecast is missing."""

    actual: Floats
    expected: Floats
    units: Floats
    """What an error of each day is measured by."""

    @property
    def errors(self) -> Floats:
        return (self.actual - self.expected) / self.units


def side_by_side(actual: Sequence[Floats], expected: Sequence[Floats]) -> Days:
    came, wanted = (np.array(rows, dtype=float).reshape(len(rows), -1) for rows in (actual, expected))
    units = np.array([_units(*rows) for rows in zip(came, wanted, strict=True)]).reshape(came.shape)
    return Days(came, wanted, units)


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


def chances(days: Days, place: int) -> Floats:
    """For each series, the chance of so large an error on the day `place`; nan where it cannot be told."""
    before = days.errors[:, max(place - DAYS, 0) : place]
    now = days.errors[:, place]
    told = np.count_nonzero(~np.isnan(before), axis=1)
    usable = (told >= LEAST_DAYS) & ~np.isnan(now)
    found = np.full(len(now), np.nan)
    if not np.any(usable):
        return found
    least = _FLOOR * _level(days, place)
    sides = [_side(sign * now[usable], sign * before[usable], least[usable]) for sign in (-1.0, 1.0)]
    found[usable] = np.minimum(1.0, 2 * np.minimum(*sides))
    return found


def _level(days: Days, place: int) -> Floats:
    part = slice(max(place - DAYS, 0), place)
    with np.errstate(all="ignore"):
        share = np.abs(days.expected[:, part]) / days.units[:, part]
        return np.array([float(np.nanmedian(row)) if np.any(~np.isnan(row)) else 0.0 for row in share])


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
    return np.where(now > edges, rare, usual)


def interval(days: Days, place: int) -> tuple[Floats, Floats]:
    """Between what each series was expected to lie on the day; nan where too few errors are known."""
    before = days.errors[:, max(place - DAYS, 0) : place]
    told = np.count_nonzero(~np.isnan(before), axis=1) >= LEAST_DAYS
    low, high = np.full(len(told), np.nan), np.full(len(told), np.nan)
    if np.any(told):
        quantiles = np.nanquantile(before[told], ((1 - LEVEL) / 2, (1 + LEVEL) / 2), axis=1)
        low[told], high[told] = days.expected[told, place] + quantiles * days.units[told, place]
    return low, high


def resolution(series: int) -> float:
    """The smallest chance that so many series of a whole year can tell."""
    return 2 * _TAIL / (1 + series * DAYS * _TAIL)
