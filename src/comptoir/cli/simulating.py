"""comptoir simulate …"""

import argparse
from datetime import timedelta
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

from comptoir.cli.days import day
from comptoir.cli.output import write_facts, write_rows
from comptoir.core import clock
from comptoir.core.errors import InputError
from comptoir.core.periods import add_months
from comptoir.simulator.api import load_scenario, scenarios, simulate, write_exports, write_truth


def list_all(parsed: argparse.Namespace, out: TextIO) -> None:
    known = [load_scenario(name) for name in scenarios()]
    write_rows(
        out,
        parsed.format,
        [
            {"name": name, "title": one.title, "orders_per_year": one.orders_per_year}
            for name, one in zip(scenarios(), known, strict=True)
        ],
    )


def shop(parsed: argparse.Namespace, out: TextIO) -> None:
    scenario = load_scenario(parsed.scenario)
    if parsed.orders_per_year is not None:
        scenario = scenario.sized(_positive("--orders-per-year", parsed.orders_per_year))
    last = (
        day(parsed.to, "--to") if parsed.to else clock.today(ZoneInfo(scenario.timezone)) - timedelta(days=1)
    )
    first = add_months(last, -_positive("--months", parsed.months)) + timedelta(days=1)
    world, truth = simulate(scenario, parsed.seed, first, last)
    folder = Path(parsed.out)
    layouts = parsed.layouts.split(",") if parsed.layouts else None
    files = write_exports(world, folder / "exports", layouts, language=parsed.language)
    write_truth(world, truth, folder / "truth")
    facts = {
        "scenario": scenario.title,
        "seed": parsed.seed,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "orders": world.orders.num_rows,
        "lines": world.lines.num_rows,
        "refunds": world.refunds.num_rows,
        "exports": len(files),
        "folder": str(folder),
    }
    write_facts(out, parsed.format, facts)


def _positive(name: str, value: int) -> int:
    if value < 1:
        raise InputError(f"{name} is {value}.", "A whole number above 0.")
    return value
