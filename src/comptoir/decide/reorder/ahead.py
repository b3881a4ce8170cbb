"""How the days to come compare with those that a pace was read over, as the forecasts of families say. Heavy."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.decide.forecasts.api import Asked, Prediction, forecast_of
from comptoir.decide.reorder.engine.demand import Ahead

MOST_FAMILIES = 12
"""The largest categories have a forecast of their own, the others that of the company."""
COMPANY = ""
METRIC = "units"
STALE = timedelta(days=2)


class Families:
    """Forecasts of units by category, each asked once."""

    def __init__(self, scope: Scope, at: date, categories: Mapping[str, str], horizon: int) -> None:
        self._scope, self._at, self._horizon = scope, at, horizon
        self._categories = categories
        most = Counter(categories.values()).most_common(MOST_FAMILIES)
        self._own = {category for category, _count in most if category}
        self._found: dict[str, Prediction | None] = {}

    def ahead(self, sku: str, period: Period) -> Ahead:
        """Days from tomorrow on, against the mean day of the period; steady days where no forecast is to be had."""
        for family in (self._family(sku), COMPANY):
            found = self._forecast(family)
            made = _against(found, period, self._horizon) if found else None
            if made is not None:
                return made
        return Ahead.steady(self._horizon)

    @property
    def known(self) -> dict[str, bool]:
        """Families asked, and whether they had a forecast."""
        return {family: found is not None for family, found in self._found.items()}

    def _family(self, sku: str) -> str:
        category = self._categories.get(sku, COMPANY)
        return category if category in self._own else COMPANY

    def _forecast(self, family: str) -> Prediction | None:
        if family not in self._found:
            where = (("category", family),) if family else ()
            found = forecast_of(self._scope, Asked(METRIC, self._at, where), self._horizon)
            # A forecast from an earlier day than asked is that of a source that stopped: it tells nothing here.
            known = found if isinstance(found, Prediction) else None
            self._found[family] = known if known and self._at - known.last <= STALE else None
        return self._found[family]


def _against(found: Prediction, period: Period, horizon: int) -> Ahead | None:
    places = [(day - found.first).days for day in period]
    seen = [found.actual[place] for place in places if 0 <= place < len(found.actual)]
    known = [value for value in seen if value is not None]
    usual = float(np.mean(known)) if known else 0.0
    late = (period.end - found.last).days
    expected = np.array([max(0.0, day.expected) for day in found.days[max(late, 0) :]])
    if usual <= 0 or not len(expected) or expected.sum() <= 0:
        return None
    lacking = horizon - len(expected)
    ratio = np.concatenate([expected, np.full(max(lacking, 0), expected.mean())])[:horizon] / usual
    of_spans = [_error(errors) for errors in found.sum_errors] or [0.0]
    error = np.array([of_spans[min(place, len(of_spans) - 1)] for place in range(horizon)])
    return Ahead(ratio, error)


def _error(errors: tuple[float, ...]) -> float:
    """Root mean square of the shares by which forecasts of so many days were off, with room for their fewness."""
    return float(np.sqrt(np.mean(np.square(errors)) * (1 + 1 / len(errors)))) if errors else 0.0
