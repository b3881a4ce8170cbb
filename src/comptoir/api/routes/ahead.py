"""What is coming, and why it moved: forecasts, targets, the account, the drivers of a metric."""

from datetime import timedelta
from typing import Any

from django.utils.translation import override
from ninja import Query, Router

from comptoir.api.asking import BudgetParameters, DriversParameters
from comptoir.api.doors import ApiRequest, company_route
from comptoir.api.parameters import ForecastParameters, TargetsParameters
from comptoir.api.problems import answers
from comptoir.api.schemas_ahead import AccountOut, DriversOut, ForecastOut, StandingOut
from comptoir.core.companies.api import Permission
from comptoir.decide.budget.api import account_json, account_of, last_day
from comptoir.decide.drivers.api import as_json, explain
from comptoir.decide.forecasts.api import Asked, forecast_json
from comptoir.decide.targets.api import checked, standings

router = Router(tags=["forecasts"])


@router.get("/companies/{company}/forecasts/{name}", response=answers(ForecastOut), summary="The coming days")
@company_route(Permission.VIEW_FIGURES)
def forecast(request: ApiRequest, company: str, name: str, asked: Query[ForecastParameters]) -> Any:
    """Of a metric whose days add up, as `comptoir forecast` answers. Without a forecast, `reason` says why.

    Estimates are numbers, not amounts to the cent."""
    at = asked.at or request.scope.today() - timedelta(days=1)
    one = Asked(name, at, asked.filters())
    return forecast_json(request.scope, one, asked.horizon, asked.by, is_tested=asked.backtest)


@router.get("/companies/{company}/targets", response=answers(list[StandingOut]), summary="Targets of a month")
@company_route(Permission.VIEW_FIGURES)
def targets(request: ApiRequest, company: str, asked: Query[TargetsParameters]) -> Any:
    """Share of target, pace and landing of the month of `at`, as `comptoir targets` answers."""
    if asked.metric:
        checked(asked.metric)
    return standings(request.scope, asked.at or request.scope.today() - timedelta(days=1), asked.metric)


@router.get("/companies/{company}/budget", response=answers(AccountOut), summary="The account of a month")
@company_route(Permission.VIEW_FIGURES)
def budget(request: ApiRequest, company: str, asked: Query[BudgetParameters]) -> Any:
    """From gross sales to the margin: real, planned, last year and foreseen, as `comptoir budget` answers, in the
    language of the company."""
    scope, at = request.scope, asked.past(request.scope)
    span = asked.span(last_day(scope, at) or at or scope.today())
    with override(scope.language):
        return account_json(scope, account_of(scope, span, at))


@router.get("/companies/{company}/drivers/{name}", response=answers(DriversOut), summary="Why a metric moved")
@company_route(Permission.VIEW_FIGURES)
def drivers(request: ApiRequest, company: str, name: str, asked: Query[DriversParameters]) -> Any:
    """Exact effects by factor and by segment, as `comptoir drivers` answers, in the language of the company."""
    scope, by = request.scope, [asked.by] if asked.by else None
    with override(scope.language):
        found = explain(scope, name, asked.days(), asked.compare, by=by, tax=asked.tax)
        return as_json(scope, name, found)
