"""(d) A year of 200,000 orders of a simulated shop, and the truth of its levers beside it."""

from datetime import date, timedelta

from bench.measure import Measure, median, peak_memory, timed
from comptoir.simulator.api import load_scenario
from comptoir.simulator.engine import prepare
from comptoir.simulator.run import world_of
from comptoir.simulator.sample import sample
from comptoir.simulator.truth import truth

FIRST, DAYS, SEED = date(2025, 1, 1), 365, 1
ROUNDS = 3
TARGET = 10.0


def run() -> list[Measure]:
    scenario = load_scenario("large")
    last = FIRST + timedelta(days=DAYS - 1)
    timed(lambda: prepare(scenario, SEED, FIRST, FIRST), 1)  # imports and words are not what is measured
    prepared = prepare(scenario, SEED, FIRST, last)
    drawn = sample(prepared)
    world = world_of(prepared, drawn)

    def live() -> None:
        shop = prepare(scenario, SEED, FIRST, last)
        world_of(shop, sample(shop))

    seconds = timed(live, ROUNDS)
    ledger = timed(lambda: truth(prepared, drawn, world), ROUNDS)
    rows = f"{world.orders.num_rows:,} orders, {world.lines.num_rows:,} lines"
    return [
        Measure(
            "a simulated year of a large shop",
            median(seconds),
            target=TARGET,
            note=f"{rows}; peak memory {peak_memory():.0f} MB",
        ),
        Measure("the truth of its levers, campaigns and customers", median(ledger), target=TARGET),
    ]
