"""How far forecasts are from what came, on daily figures of real shops, beside AutoETS of `statsforecast`."""

import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from bench import oracles
from bench.measure import Measure, told
from comptoir.decide.forecasts.engine.forecast import Forecast, forecast
from comptoir.decide.forecasts.engine.regression import fit
from comptoir.decide.forecasts.engine.series import HORIZON, Floats, Occasion, Series
from comptoir.decide.forecasts.tests import real_series

WITH_EVENTS, WITHOUT = 0.50, 0.80
"""What the method reached on the series that it was chosen on."""
ONE_FIT = 0.010
UNIT = "relMASE"
HEADLINE = ("net sales", "sales")
"""The series of each shop that the targets are asked of."""


def run() -> list[Measure]:
    shops = {"completejourney": ("US", real_series.completejourney())}
    if real_series.ONLINE_RETAIL.exists():
        shops = {"Online Retail": ("GB", real_series.online_retail())} | shops
    found = [one for name, (country, series) in shops.items() for one in _shop(name, country, series)]
    return [*found, _timed(*next(iter(shops.values())))]


def _shop(shop: str, country: str, known: Mapping[str, Series]) -> list[Measure]:
    found = []
    for name, series in known.items():
        job = f"{shop}, {name}"
        tried = _tried(series, real_series.occasions(country, series))
        theirs, peer = _peer(series, tried)
        is_asked = name in HEADLINE
        found.append(
            told(
                Measure(
                    f"{job}: with events",
                    tried.backtest.relative_error,
                    peer,
                    theirs,
                    note=_note(tried),
                    unit=UNIT,
                    limit=WITH_EVENTS if is_asked else None,
                )
            )
        )
        if is_asked:
            bare = _tried(series, [])
            error = bare.backtest.relative_error
            found.append(
                told(
                    Measure(
                        f"{job}: without events",
                        error,
                        peer,
                        theirs,
                        note=_note(bare),
                        unit=UNIT,
                        limit=WITHOUT,
                    )
                )
            )
    return found


def _tried(series: Series, known: list[Occasion]) -> Forecast:
    found = forecast(series, known)
    if not isinstance(found, Forecast):
        raise SystemExit(f"bench: no forecast ({found.reason}).")
    return found


def _note(found: Forecast) -> str:
    test = found.backtest
    held = " and ".join(f"{share:.1%}" for share in test.covered)
    return f"{test.windows} origins; held {held}"


def _peer(series: Series, tried: Forecast) -> tuple[float | None, str]:
    """The error of AutoETS on the same windows."""
    if not oracles.is_there("statsforecast"):
        return None, "statsforecast is not installed"
    with tempfile.TemporaryDirectory() as folder:
        columns = Path(folder) / "series.npz"
        origins = [one.origin for one in tried.tried]
        np.savez(columns, values=series.values, origins=origins, horizon=HORIZON)
        answer = oracles.auto_ets(columns)
    pairs = list(zip(tried.tried, answer["forecasts"], strict=True))
    theirs = _error([one.actual - np.array(wanted) for one, wanted in pairs])
    return theirs / _error([one.actual - one.naive for one, _wanted in pairs]), "AutoETS"


def _error(gaps: list[Floats]) -> float:
    return float(np.mean(np.abs(np.concatenate(gaps))))


def _timed(country: str, known: Mapping[str, Series]) -> Measure:
    series = next(iter(known.values()))
    occasions = real_series.occasions(country, series)
    fit(series, HORIZON, occasions)  # imports are not what is measured
    rounds = 50
    started = time.process_time()
    for _round in range(rounds):
        fit(series, HORIZON, occasions)
    spent = (time.process_time() - started) / rounds
    return told(
        Measure("one forecast of 28 days, CPU time", spent, note=f"{series.days} days", limit=ONE_FIT)
    )
