"""A small shop of the simulator, lived through once, and its files without faults."""

from datetime import date
from functools import cache
from pathlib import Path

from comptoir.simulator.api import load_scenario, simulate
from comptoir.simulator.dirt import Dirt
from comptoir.simulator.exports import write
from comptoir.simulator.exports.writing import Language
from comptoir.simulator.world import World


@cache
def lived() -> World:
    """Eight weeks over the change to winter time."""
    world, _truth = simulate(
        load_scenario("maison_lavande").sized(4_000), 11, date(2025, 9, 15), date(2025, 11, 9)
    )
    return world


def exported(folder: Path, *layouts: str, language: Language = "fr") -> list[Path]:
    return write(lived(), folder, layouts, Dirt.none(), language=language)
