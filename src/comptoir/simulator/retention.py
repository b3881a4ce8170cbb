"""How many known customers order on each day, to be expected exactly.

A customer's purchases are a renewal process in a clock of his own: the sum of two exponential waits (Erlang-2: he
does not order again at once, so the process remembers) at his rate, ended by leaving for ever with his probability
after each order. Rates are gamma and leavings beta over customers: both are put on Gauss nodes, and the state of
the whole clientele (rate, leaving, phase of the wait) is led through the days. Many worlds are led at once.
"""

import numpy as np

from comptoir.simulator.scenario import Customers
from comptoir.simulator.streams import Floats

RATES, LEAVINGS = 14, 10


def gamma_nodes(shape: float, mean: float, count: int = RATES) -> tuple[Floats, Floats]:
    """Gauss nodes and weights of a gamma (generalised Laguerre, by Golub and Welsch)."""
    number = np.arange(count)
    diagonal = 2 * number + shape
    beside = np.sqrt(number[1:] * (number[1:] + shape - 1))
    nodes, weights = _gauss(diagonal, beside)
    return nodes * mean / shape, weights


def beta_nodes(mean: float, evenness: float, count: int = LEAVINGS) -> tuple[Floats, Floats]:
    """Gauss nodes and weights of a beta of that mean, whose two parameters sum to `evenness` (Jacobi)."""
    if mean in (0.0, 1.0):
        return np.array([mean]), np.array([1.0])
    low, high = evenness * (1 - mean) - 1, evenness * mean - 1
    number = np.arange(count)
    total = 2.0 * number + low + high
    with np.errstate(divide="ignore", invalid="ignore"):
        diagonal = (high**2 - low**2) / (total * (total + 2))
    diagonal[0] = (high - low) / (low + high + 2)
    later = number[1:]
    span = 2.0 * later + low + high
    with np.errstate(divide="ignore", invalid="ignore"):
        square = (
            4
            * later
            * (later + low)
            * (later + high)
            * (later + low + high)
            / (span**2 * (span + 1) * (span - 1))
        )
    square[0] = 4 * (1 + low) * (1 + high) / ((2 + low + high) ** 2 * (3 + low + high))
    nodes, weights = _gauss(diagonal, np.sqrt(square))
    return (nodes + 1) / 2, weights


def _gauss(diagonal: Floats, beside: Floats) -> tuple[Floats, Floats]:
    matrix = np.diag(diagonal) + np.diag(beside, 1) + np.diag(beside, -1)
    nodes, vectors = np.linalg.eigh(matrix)
    return nodes, vectors[0] ** 2


def expected_repeats(customers: Customers, first: Floats, pace: Floats, staying: Floats) -> Floats:
    """[world, day] orders of known customers.

    `first` are the expected first purchases, `pace` the speed of the customers' clocks, `staying` the factor that
    a day's incidents leave to the chance of coming back; all [world, day]. Whoever orders on a day waits from the
    next one on.
    """
    if not customers.orders_a_year:
        return np.zeros(first.shape)
    rates, of_rate = gamma_nodes(customers.evenness, customers.orders_a_year / 365)
    leavings, of_leaving = beta_nodes(customers.leaving, customers.leaving_evenness)
    share = np.outer(of_rate, of_leaving)[None]
    stays = (1 - leavings)[None, None, :]
    worlds, days = first.shape
    fresh = np.zeros((worlds, len(rates), len(leavings)))
    waited = np.zeros_like(fresh)
    repeats = np.empty(first.shape)
    for day in range(days):
        step = 2 * rates[None, :, None] * pace[:, day, None, None]
        idle = np.exp(-step)
        moved = step * idle
        bought = fresh * (1 - idle - moved) + waited * (1 - idle)
        waited = waited * idle + fresh * moved
        repeats[:, day] = bought.sum(axis=(1, 2))
        back = bought + first[:, day, None, None] * share
        fresh = fresh * idle + back * stays * staying[:, day, None, None]
    return repeats


def future_orders(rate: Floats, stays: Floats, span: Floats | float, has_waited: Floats) -> Floats:
    """Orders that a customer still there is to be expected to place within `span` of his clock.

    From the two phases of his wait the chance to be in the second one is a difference of two exponentials, of which
    this is the integral. `stays` is the chance to stay after each order.
    """
    speed, root = 2 * rate, np.sqrt(np.maximum(stays, 1e-12))
    slow = (1 - np.exp(-speed * (1 - root) * span)) / np.maximum(1 - root, 1e-12)
    fast = (1 - np.exp(-speed * (1 + root) * span)) / (1 + root)
    from_start = (slow - fast) / (2 * root)
    from_second = (slow + fast) / 2
    orders: Floats = np.where(has_waited, from_second, from_start)
    return orders
