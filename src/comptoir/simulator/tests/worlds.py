"""Worlds that several tests look at, lived through once."""

from datetime import date, timedelta
from functools import cache

from comptoir.simulator.api import load_scenario
from comptoir.simulator.engine import Prepared, prepare
from comptoir.simulator.run import world_of
from comptoir.simulator.sample import Sample, sample
from comptoir.simulator.scenario import Scenario
from comptoir.simulator.world import World

FIRST = date(2023, 11, 22)


def last_after(days: int) -> date:
    return FIRST + timedelta(days=days - 1)


def lived(scenario: Scenario, days: int, seed: int = 1) -> tuple[Prepared, Sample, World]:
    """Without its truth, which takes longer than the world."""
    prepared = prepare(scenario, seed, FIRST, last_after(days))
    drawn = sample(prepared)
    return prepared, drawn, world_of(prepared, drawn)


@cache
def lavande() -> tuple[Prepared, Sample, World]:
    """Two and a half years of the demonstration, at half its size."""
    return lived(load_scenario("maison_lavande").sized(22_000), 913)
