"""The back-test on daily figures of real shops: how far the forecasts are, against taking last week again."""

import pytest

from comptoir.decide.forecasts.engine.forecast import Forecast, forecast
from comptoir.decide.forecasts.engine.series import Occasion, Series
from comptoir.decide.forecasts.tests import real_series

pytestmark = pytest.mark.slow


def tried(series: Series, known: list[Occasion]) -> float:
    found = forecast(series, known)
    assert isinstance(found, Forecast)
    assert found.backtest.is_enough
    covered80, covered95 = found.backtest.covered
    assert covered80 == pytest.approx(0.80, abs=0.03)
    assert covered95 == pytest.approx(0.95, abs=0.03)
    return found.backtest.relative_error


def test_completejourney() -> None:
    most = {"sales": 0.75, "baskets": 0.89, "sales, grocery": 0.73}
    for name, series in real_series.completejourney().items():
        with_events = tried(series, real_series.occasions("US", series))
        assert with_events < most.get(name, 0.85), name
        assert tried(series, []) < most.get(name, 0.85), name


def test_online_retail() -> None:
    if not real_series.ONLINE_RETAIL.exists():
        pytest.skip(f"{real_series.ONLINE_RETAIL} is not there")
    most = {"net sales": (0.59, 0.61), "orders": (0.55, 0.60), "sales before returns": (0.59, 0.62)}
    for name, series in real_series.online_retail().items():
        with_events = tried(series, real_series.occasions("GB", series))
        assert with_events < most.get(name, (0.78, 0.78))[0], name
        assert tried(series, []) < most.get(name, (0.78, 0.78))[1], name
