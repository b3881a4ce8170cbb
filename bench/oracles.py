"""Other people's programs on the same numbers, in a virtual environment of their own: `.venv-oracles`.

They want older libraries than the product, and are never imported by it. `make oracles` makes the environment.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv-oracles" / "bin" / "python"

LIFETIMES = """
import json, sys, time
import numpy as np
from lifetimes import BetaGeoFitter, GammaGammaFitter
data = np.load(sys.argv[1])
started = time.process_time()
orders = BetaGeoFitter().fit(data["repeats"], data["last"], data["age"])
values = GammaGammaFitter().fit(data["repeats"][data["told"]], data["value"][data["told"]])
spent = time.process_time() - started
found = {name: float(value) for fitted in (orders, values) for name, value in fitted.params_.items()}
print(json.dumps({"cpu_s": round(spent, 2), "parameters": found}))
"""


def is_there() -> bool:
    return PYTHON.exists()


def lifetimes(columns: Path) -> dict[str, Any]:
    """Both models fitted by `lifetimes` on the columns of an .npz file; its time without start and reading."""
    run = subprocess.run(
        [PYTHON, "-W", "ignore", "-c", LIFETIMES, str(columns)], capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found
