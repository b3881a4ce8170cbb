"""Who buys, who comes back, what each may bring. Of a customer nothing but the surrogate key is told."""

from datetime import date
from typing import Any

from ninja import Query, Router

from comptoir.api.asking import AtParameters, EveningParameters, LifetimeParameters
from comptoir.api.doors import ApiRequest, company_route
from comptoir.api.problems import answers
from comptoir.api.schemas_customers import CohortsOut, LifetimesOut, PartsOut, RfmOut, SavedSegmentsOut
from comptoir.core.companies.api import Permission, Scope
from comptoir.decide.customers.api import Page, clv_json, cohorts_json, lifetimes, rfm_json, segments_json
from comptoir.decide.customers.api import evening as loaded_evening
from comptoir.decide.segments.api import counts_json

router = Router(tags=["customers"])


@router.get("/companies/{company}/customers/rfm", response=answers(RfmOut), summary="Marks of each customer")
@company_route(Permission.VIEW_FIGURES)
def rfm(request: ApiRequest, company: str, asked: Query[EveningParameters]) -> Any:
    """Recency, frequency and value, customer by customer, as `comptoir customers rfm` answers; of the last loaded day
    if unsaid."""
    at = _evening(request.scope, asked)
    return rfm_json(request.scope, at, Page(asked.limit, asked.offset))


@router.get(
    "/companies/{company}/customers/segments", response=answers(PartsOut), summary="Customers by segment"
)
@company_route(Permission.VIEW_FIGURES)
def segments(request: ApiRequest, company: str, asked: Query[AtParameters]) -> Any:
    """How many customers each usual segment has, and what they bought, as `comptoir customers segments` answers."""
    return segments_json(request.scope, _evening(request.scope, asked))


@router.get(
    "/companies/{company}/customers/cohorts", response=answers(CohortsOut), summary="Cohorts by month"
)
@company_route(Permission.VIEW_FIGURES)
def cohorts(request: ApiRequest, company: str, asked: Query[AtParameters]) -> Any:
    """Customers by the month of their first order, month after month, as `comptoir customers cohorts` answers."""
    return cohorts_json(request.scope, _evening(request.scope, asked))


@router.get("/companies/{company}/customers/clv", response=answers(LifetimesOut), summary="Expected value")
@company_route(Permission.VIEW_FIGURES)
def clv(request: ApiRequest, company: str, asked: Query[LifetimeParameters]) -> Any:
    """What each customer may bring, with interval and back-test, as `comptoir customers clv` answers."""
    scope = request.scope
    at = _evening(scope, asked)
    found = lifetimes(scope, at, asked.horizon)
    return clv_json(scope, at, asked.horizon, found, Page(asked.limit, asked.offset))


@router.get("/companies/{company}/segments", response=answers(SavedSegmentsOut), summary="Segments defined")
@company_route(Permission.VIEW_FIGURES)
def saved_segments(request: ApiRequest, company: str, asked: Query[AtParameters]) -> Any:
    """Groups that the company defined: conditions, how many are in them, what they bring."""
    return counts_json(request.scope, _evening(request.scope, asked))


def _evening(scope: Scope, asked: AtParameters) -> date:
    """The day asked, else the last with orders loaded; ConflictError where nothing is."""
    asked.evening(scope)
    return loaded_evening(scope, asked.at)
