"""The CDNOW sample as purchases, and customers drawn from known parameters."""

from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np

from comptoir.decide.customers.engine.purchases import Purchases

CALIBRATED = date(1997, 9, 30)


def read(file: Path) -> list[tuple[str, date, str]]:
    """Customer, day and dollars of each transaction."""
    rows = (line.split() for line in file.read_text().splitlines())
    return [
        (who, date(int(day[:4]), int(day[4:6]), int(day[6:])), money) for _n, who, day, _units, money in rows
    ]


def purchases(rows: list[tuple[str, date, str]], until: date = CALIBRATED) -> Purchases:
    by_day: dict[str, dict[date, float]] = defaultdict(lambda: defaultdict(float))
    for who, day, money in rows:
        if day <= until:
            by_day[who][day] += float(money)
    days = [sorted(one.items()) for one in by_day.values()]
    return Purchases(
        np.array([len(one) - 1 for one in days]),
        np.array([(one[-1][0] - one[0][0]).days for one in days]),
        np.array([(until - one[0][0]).days for one in days]),
        np.array([sum(m for _d, m in one[1:]) / max(len(one) - 1, 1) for one in days]),
    )


def generated(
    size: int,
    seed: int,
    days: int = 730,
    *,
    r: float = 0.5,
    alpha: float = 6.0,
    a: float = 0.8,
    b: float = 2.5,
    p: float = 6.0,
    q: float = 4.0,
    v: float = 15.0,
) -> tuple[Purchases, np.ndarray, np.ndarray]:
    """Purchases over up to so many days; then what each customer buys in 26 weeks more, in number and in sum."""
    rng = np.random.default_rng(seed)
    age = rng.integers(30, days, size)
    rate, leaves = rng.gamma(r, 1 / alpha, size), rng.beta(a, b, size)
    nu = rng.gamma(q, 1 / v, size)
    x, last, value = np.zeros((3, size))
    later, sums = np.zeros((2, size))
    for n in range(size):
        day, at = 0.0, 0.0
        while True:
            at += rng.exponential(7 / rate[n])
            if at > age[n] + 182:
                break
            spent = rng.gamma(p, 1 / nu[n])
            if at <= age[n]:
                if int(at) > day:  # several of one day are one
                    x[n] += 1
                    day = int(at)
                    value[n] += spent
            else:
                later[n] += 1
                sums[n] += spent
            if rng.random() < leaves[n]:
                break
        last[n] = day
    found = Purchases(x.astype(np.int64), last.astype(np.int64), age, value / np.maximum(x, 1))
    return found, later, sums
