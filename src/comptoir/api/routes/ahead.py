"""What is coming: forecasts of a metric, and how the targets of a month stand."""

from datetime import timedelta
from typing import Any

from ninja import Query, Router

from comptoir.api.doors import ApiRequest, company_route
from comptoir.api.parameters import ForecastParameters, TargetsParameters
from comptoir.api.problems import answers
from comptoir.api.schemas import ForecastOut, StandingOut
from comptoir.core.companies.api import Permission
from comptoir.decide.forecasts.api import Asked, NoForecast, forecast_of
from comptoir.decide.targets.api import checked, standings

router = Router(tags=["forecasts"])


@router.get("/companies/{company}/forecasts/{name}", response=answers(ForecastOut), summary="The coming days")
@company_route(Permission.VIEW_FIGURES)
def forecast(request: ApiRequest, company: str, name: str, asked: Query[ForecastParameters]) -> Any:
    """Of a metric whose days add up, as `comptoir forecast` answers. Without a forecast, `reason` says why.

    Estimates are numbers, not amounts to the cent."""
    at = asked.at or request.scope.today() - timedelta(days=1)
    found = forecast_of(request.scope, Asked(name, at, asked.filters()), asked.horizon)
    if isinstance(found, NoForecast):
        return {"metric": name, "model": "", "reason": str(found.text), "days": []}
    return {
        "metric": name,
        "model": found.model,
        "reason": "",
        "last_day": found.last,
        "snapshot": found.snapshot,
        "days": found.days,
    }


@router.get("/companies/{company}/targets", response=answers(list[StandingOut]), summary="Targets of a month")
@company_route(Permission.VIEW_FIGURES)
def targets(request: ApiRequest, company: str, asked: Query[TargetsParameters]) -> Any:
    """Share of target, pace and landing of the month of `at`, as `comptoir targets` answers."""
    if asked.metric:
        checked(asked.metric)
    return standings(request.scope, asked.at or request.scope.today() - timedelta(days=1), asked.metric)
