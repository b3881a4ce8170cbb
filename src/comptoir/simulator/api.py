"""The door of the simulator: shops whose truth is known. Light at import: numpy and pyarrow come when a shop runs."""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comptoir.simulator.scenario import Scenario
    from comptoir.simulator.truth import Truth
    from comptoir.simulator.world import World


def scenarios() -> list[str]:
    """Names of the scenarios that come with the product."""
    from comptoir.simulator.reading import scenario_names  # noqa: PLC0415 - keeps start-up light

    return scenario_names()


def load_scenario(name_or_path: str) -> "Scenario":
    """One of `scenarios()`, or a file of one's own, whose name ends in .yml."""
    from comptoir.simulator.reading import load_scenario as load  # noqa: PLC0415

    return load(name_or_path)


def simulate(scenario: "Scenario", seed: int, first: date, last: date) -> "tuple[World, Truth]":
    """What happened from `first` to `last`, and what only tests and benches may know of it.

    The same scenario, seed and first day give the same past, however far the world goes on.
    """
    from comptoir.simulator.run import simulate as run  # noqa: PLC0415

    return run(scenario, seed, first, last)


__all__ = ["load_scenario", "scenarios", "simulate"]
