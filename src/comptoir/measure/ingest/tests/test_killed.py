"""An import that dies: the previous snapshot stays, the next run completes, nothing stands twice."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.alone]

HEADER = "order_id,customer_id,ordered_at,sku,quantity,unit_price,currency\n"
ROUNDS = 10
METRICS = "gross_sales,orders,units,customers"


def write_export(path: Path, orders: int, price: str) -> None:
    rows = (
        f"{n},c{n % 97},2026-{1 + n % 6:02}-{1 + n % 28:02} 10:00:00,SKU{n % 50},{1 + n % 3},{price},EUR\n"
        * 2
        for n in range(orders)
    )
    path.write_text(HEADER + "".join(rows), encoding="utf-8")


class Installation:
    """A data folder of its own, used by the command line alone."""

    def __init__(self, folder: Path) -> None:
        self.environment = os.environ | {"COMPTOIR_HOME": str(folder)}

    def start(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "comptoir", *words],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *words: str) -> Any:
        process = self.start(*words, "--format", "json")
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        return json.loads(out)

    def figures(self) -> Any:
        return self.run("metrics", METRICS, "--company", "shop", "--grain", "month")


def test_an_import_killed_at_any_instant_harms_nothing(tmp_path: Path) -> None:
    here = Installation(tmp_path / "home")
    before, after = tmp_path / "before.csv", tmp_path / "after.csv"
    write_export(before, 4_000, "10.00")
    write_export(after, 5_000, "12.00")
    here.run("company", "add", "Shop", "--slug", "shop")
    begun = time.monotonic()
    here.run("import", "orders", str(before), "--company", "shop", "--mapping", "generic")
    whole = time.monotonic() - begun
    known = here.figures()

    chance = random.Random(7)
    killed = 0
    for _ in range(ROUNDS):
        process = here.start("import", "orders", str(after), "--company", "shop", "--mapping", "generic")
        time.sleep(chance.uniform(0.3 * whole, 0.95 * whole))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            killed += 1
        process.wait()
        seen = here.figures()
        if seen["snapshot"] != known["snapshot"]:
            break  # It was quicker than the signal: its snapshot stands, whole.
        assert seen == known
    assert killed, "no import was slow enough to be killed"

    here.run("import", "orders", str(after), "--company", "shop", "--mapping", "generic")
    other = Installation(tmp_path / "untouched")
    other.run("company", "add", "Shop", "--slug", "shop")
    other.run("import", "orders", str(after), "--company", "shop", "--mapping", "generic")
    assert here.figures()["rows"] == other.figures()["rows"]
    again = here.run("import", "orders", str(after), "--company", "shop", "--mapping", "generic")
    assert (again["rows_loaded"], again["rows_unchanged"]) == (0, 10_000)
