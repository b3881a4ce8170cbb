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

AUTO_ETS = """
import json, sys, time, warnings
import numpy as np
from statsforecast.models import AutoETS
warnings.simplefilter("ignore")
data = np.load(sys.argv[1])
found, spent = [], 0.0
for origin in data["origins"]:
    started = time.process_time()
    found.append(AutoETS(season_length=7).forecast(y=data["values"][:origin], h=int(data["horizon"]))["mean"].tolist())
    spent += time.process_time() - started
print(json.dumps({"cpu_s": spent / len(found), "forecasts": found}))
"""


def is_there(module: str) -> bool:
    """Whether `make oracles` was asked for, since it holds that module."""
    if not PYTHON.exists():
        return False
    asked = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({module!r}) is None)"
    return subprocess.run([PYTHON, "-c", asked], check=False).returncode == 0


def lifetimes(columns: Path) -> dict[str, Any]:
    """Both models fitted by `lifetimes` on the columns of an .npz file; its time without start and reading."""
    return _asked(LIFETIMES, columns)


def auto_ets(columns: Path) -> dict[str, Any]:
    """What AutoETS of `statsforecast` expects from each origin of the series in an .npz file; CPU time of one."""
    return _asked(AUTO_ETS, columns)


def _asked(program: str, columns: Path) -> dict[str, Any]:
    run = subprocess.run(
        [PYTHON, "-W", "ignore", "-c", program, str(columns)], capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found
