"""Models of customers: a million generated ones fitted, and the same by `lifetimes` where it is installed."""

import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from bench import oracles
from bench.measure import Measure, told
from comptoir.decide.customers.engine import bg_nbd, gamma_gamma
from comptoir.decide.customers.engine.answers import Inconclusive
from comptoir.decide.customers.engine.purchases import DAYS_OF_A_WEEK, Purchases

SIZE, DAYS = 1_000_000, 730
TARGET = 1.0
"""CPU seconds."""
SAME = 1e-3
TRUE = {"r": 0.2426, "alpha": 4.4135, "a": 0.7929, "b": 2.4258, "p": 6.249, "q": 3.745, "v": 15.448}


def run() -> list[Measure]:
    found = generated(SIZE)
    _fitted(generated(20_000))  # imports are not what is measured
    ours, spent, kinds = _fitted(found)
    known = f"{SIZE:,} customers of {kinds:,} kinds; CPU seconds"
    job = "lifetime value: both models fitted"
    if not oracles.is_there("lifetimes"):
        return [told(Measure(job, spent, target=TARGET, note=f"{known}; lifetimes is not installed"))]
    theirs = _oracle(found)
    apart = max(abs(ours[name] / theirs["parameters"][name] - 1) for name in ours)
    if apart > SAME:
        raise SystemExit(f"bench: lifetimes finds other parameters, {apart:.2%} apart.")
    note = f"{known}; parameters within {apart:.0e} of each other"
    return [told(Measure(job, spent, "lifetimes", theirs["cpu_s"], target=1.0, note=note))]


def _fitted(found: Purchases) -> tuple[dict[str, float], float, int]:
    started = time.process_time()
    groups = found.groups()
    orders, values = bg_nbd.fit(groups), gamma_gamma.fit(found)
    spent = time.process_time() - started
    if isinstance(orders, Inconclusive) or isinstance(values, Inconclusive):
        raise SystemExit("bench: the generated customers could not be fitted.")
    parameters = {"r": orders.r, "alpha": orders.alpha, "a": orders.a, "b": orders.b}
    return parameters | {"p": values.p, "q": values.q, "v": values.v}, spent, len(groups.count)


def generated(size: int) -> Purchases:
    """Customers drawn from the parameters of the CDNOW sample, over up to two years."""
    rng = np.random.default_rng(1)
    age = rng.integers(1, DAYS, size)
    many = rng.poisson(rng.gamma(TRUE["r"], 1 / TRUE["alpha"], size) * age / DAYS_OF_A_WEEK)
    leaves = np.maximum(rng.beta(TRUE["a"], TRUE["b"], size), 1e-12)
    repeats = np.minimum(many, rng.geometric(leaves))
    late = np.where(repeats > 0, rng.beta(np.maximum(repeats, 1), many - repeats + 1) * age, 0)
    last = np.minimum(np.ceil(late), age).astype(np.int64)
    repeats = np.minimum(repeats, last)
    bought = np.maximum(repeats, 1)
    value = rng.gamma(TRUE["p"] * bought) / rng.gamma(TRUE["q"], 1 / TRUE["v"], size) / bought
    return Purchases(repeats, last, age, np.where(repeats > 0, value, 0.0))


def _oracle(found: Purchases) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        columns = Path(folder) / "customers.npz"
        np.savez(
            columns,
            repeats=found.repeats,
            last=found.last_after / DAYS_OF_A_WEEK,
            age=found.age / DAYS_OF_A_WEEK,
            value=found.value,
            told=(found.repeats > 0) & (found.value > 0),
        )
        return oracles.lifetimes(columns)
