"""How many known customers order on each day, to be expected exactly.

A customer's purchases are a renewal process in a clock of his own: the sum of two exponential waits (Erlang-2: he
does not order again at once, so the process remembers) at his rate, ended by leaving for ever with his probability
after each order. Rates are gamma and leavings beta over customers: both are put on a few nodes, and the state of
the whole clientele (rate, leaving, phase of the wait) is led through the days. Many worlds are led at once.
"""

from math import lgamma

import numpy as np

from comptoir.simulator.market import Customers
from comptoir.simulator.streams import Flags, Floats

LEAVINGS = 8
RATE_STEP = 0.75
"""Between nodes of the rates, in logarithms: the trapezoid of a gamma in logarithms errs by some 1e-5."""
State = tuple[Floats, Floats]
"""[world, rate, leaving]: people in the first and in the second half of their wait."""


def gamma_nodes(shape: float, mean: float) -> tuple[Floats, Floats]:
    """Nodes and weights of a gamma, evenly spaced in logarithms, far into the slow ones.

    Gauss nodes would miss the slowest, who matter over years; what is still slower than the first node never buys.
    """
    step = RATE_STEP / max(1.0, shape**0.5)
    low = 7.0 / np.clip(shape, 0.7, 4) ** 0.5
    high = 3.0 / np.clip(shape, 0.35, 4) ** 0.5
    logs = np.arange(-low, high, step)
    ratio = np.exp(logs)
    weights = np.exp(shape * (np.log(shape) + logs) - shape * ratio - lgamma(shape)) * step
    return ratio * mean, weights


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


def expected_repeats(
    customers: Customers, first: Floats, pace: Floats, staying: Floats, state: State | None = None
) -> tuple[Floats, State]:
    """[world, day] orders of known customers, and the state after the last day, to go on from.

    `first` are the expected first purchases, `pace` the speed of the customers' clocks, `staying` the factor that
    a day's incidents leave to the chance of coming back; all [world, day]. Whoever orders on a day waits from the
    next one on.
    """
    rates, of_rate = gamma_nodes(customers.evenness, max(customers.orders_a_year, 1e-9) / 365)
    leavings, of_leaving = beta_nodes(customers.leaving, customers.leaving_evenness)
    worlds, days = first.shape
    shape = (worlds, len(rates), len(leavings))
    fresh, waited = (np.broadcast_to(one, shape).copy() for one in state or (np.zeros(1), np.zeros(1)))
    repeats = np.zeros(first.shape)
    if not customers.orders_a_year:
        return repeats, (fresh, waited)
    share = np.outer(of_rate, of_leaving)
    steps = 2 * rates[None, None, :] * pace.T[:, :, None]
    idles = np.exp(-steps)
    moves = steps * idles
    stays = staying.T[:, :, None, None] * (1 - leavings)
    bought, spare = np.empty(shape), np.empty(shape)
    for day in range(days):
        idle, moved = idles[day, :, :, None], moves[day, :, :, None]
        np.multiply(fresh, 1 - idle - moved, out=bought)
        bought += np.multiply(waited, 1 - idle, out=spare)
        waited *= idle
        waited += np.multiply(fresh, moved, out=spare)
        repeats[:, day] = bought.sum(axis=(1, 2))
        bought += np.multiply(share, first[:, day, None, None], out=spare)
        bought *= stays[day]
        fresh *= idle
        fresh += bought
    return repeats, (fresh, waited)


def future_orders(rate: Floats, stays: Floats, span: float, has_waited: Flags) -> Floats:
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
