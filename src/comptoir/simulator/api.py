"""The door of the simulator: shops whose truth is known. Light at import: numpy and pyarrow come when a shop runs."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comptoir.simulator.exports.periods import Cut
    from comptoir.simulator.exports.writing import Language
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


def write_exports(
    world: "World",
    folder: Path,
    layouts: Collection[str] | None = None,
    *,
    cut: "Cut" = "month",
    language: "Language" = "fr",
    is_clean: bool = False,
) -> list[Path]:
    """The files that a French team would drop in; `layouts` None: a shop's and its tools'. `language`: of the tools
    that have one.

    `is_clean`: without the late refunds, edited orders, renamed column and missing day that real files have.
    InputError for a layout that is not known. Same world, same bytes.
    """
    from comptoir.simulator.dirt import Dirt  # noqa: PLC0415
    from comptoir.simulator.exports import USUAL, write  # noqa: PLC0415

    dirt = Dirt.none() if is_clean else Dirt()
    return write(world, folder, USUAL if layouts is None else layouts, dirt, cut=cut, language=language)


def write_truth(world: "World", truth: "Truth", folder: Path) -> list[Path]:
    """What happened, to the cent, and why: for tests and benches alone."""
    from comptoir.simulator import ledger  # noqa: PLC0415

    return ledger.write(world, truth, folder)


__all__ = ["load_scenario", "scenarios", "simulate", "write_exports", "write_truth"]
