"""What a week decides on: stock, advertising, prices, merchandising, losses, ways to purchase."""

from datetime import timedelta
from enum import StrEnum
from typing import Any

from ninja import Query, Router

from comptoir.api.asking import (
    AtParameters,
    EveningParameters,
    JourneysParameters,
    OfferParameters,
    SlotParameters,
)
from comptoir.api.doors import ApiRequest, company_route
from comptoir.api.problems import answers
from comptoir.api.schemas_selling import (
    AdvertisingOut,
    JourneysOut,
    LossesOut,
    OfferOut,
    OrderOut,
    RankingOut,
    StockOut,
)
from comptoir.core.companies.api import Permission, Scope
from comptoir.decide.advertising.api import campaigns_json
from comptoir.decide.findings.api import LackingError
from comptoir.decide.journeys.api import PARTS, journeys_json
from comptoir.decide.losses.api import losses_json
from comptoir.decide.merchandising.api import ranking_json
from comptoir.decide.pricing.api import Asked, offer_json, plenty_json
from comptoir.decide.reorder import api as reorder

router = Router(tags=["selling"])
Part = StrEnum("Part", {name.upper(): name for name in PARTS})  # type: ignore[misc]


@router.get("/companies/{company}/stock", response=answers(StockOut), summary="How long stock lasts")
@company_route(Permission.VIEW_FIGURES)
def stock(request: ApiRequest, company: str, asked: Query[EveningParameters]) -> Any:
    """Days of cover, stock-out days and what to order, with their intervals, as `comptoir stock` answers."""
    return asked.paged(_outlooks(request.scope, asked, reorder.stock_json, "products"), "products")


@router.get("/companies/{company}/stock/order", response=answers(OrderOut), summary="The order to send")
@company_route(Permission.VIEW_FIGURES)
def order(request: ApiRequest, company: str, asked: Query[EveningParameters]) -> Any:
    """What the default proposal orders, supplier by supplier."""
    return asked.paged(_outlooks(request.scope, asked, reorder.order_json, "lines"), "lines")


@router.get("/companies/{company}/advertising", response=answers(AdvertisingOut), summary="Campaigns")
@company_route(Permission.VIEW_FIGURES)
def advertising(request: ApiRequest, company: str, asked: Query[EveningParameters]) -> Any:
    """Spend, credit, pace of the month and what may be done, as `comptoir advertising` answers."""
    return asked.paged(campaigns_json(request.scope, asked.evening(request.scope)), "campaigns")


@router.get("/companies/{company}/prices", response=answers(OfferOut), by_alias=True, summary="A discount")
@company_route(Permission.VIEW_FIGURES)
def prices(request: ApiRequest, company: str, asked: Query[OfferParameters]) -> Any:
    """What a discount needs to sell and what stops it; without `of`, items with much stock. As `comptoir prices`."""
    evening = asked.evening(request.scope)
    if not asked.of.strip():
        return plenty_json(request.scope, evening)
    return offer_json(request.scope, evening, Asked.parse(asked.said(), evening + timedelta(days=1)))


@router.get("/companies/{company}/merchandising", response=answers(RankingOut), summary="What to put forward")
@company_route(Permission.VIEW_FIGURES)
def merchandising(request: ApiRequest, company: str, asked: Query[SlotParameters]) -> Any:
    """What earns most where it is seen, as `comptoir merchandising` answers."""
    at = asked.evening(request.scope)
    return asked.paged(ranking_json(request.scope, at, asked.category, asked.planned), "products")


@router.get("/companies/{company}/losses", response=answers(LossesOut), summary="What buys less than before")
@company_route(Permission.VIEW_FIGURES)
def losses(request: ApiRequest, company: str, asked: Query[EveningParameters]) -> Any:
    """Segments of visits against their own past, money a week, probable cause, as `comptoir losses` answers."""
    return asked.paged(losses_json(request.scope, asked.evening(request.scope)), "segments")


@router.get("/companies/{company}/journeys/{part}", response=answers(JourneysOut), summary="Ways to purchase")
@company_route(Permission.VIEW_FIGURES)
def journeys(request: ApiRequest, company: str, part: Part, asked: Query[JourneysParameters]) -> Any:
    """Steps and segments of visits, the ways of orders, or who is credited, as `comptoir journeys` answers."""
    return journeys_json(request.scope, str(part), asked.address())


def _outlooks(scope: Scope, asked: AtParameters, tell: Any, name: str) -> dict[str, Any]:
    day = asked.evening(scope)
    try:
        found = reorder.outlooks(scope, day)
    except LackingError as lacking:
        return {**reorder.lacking_json(scope, day, str(lacking.args[0])), name: []}
    told: dict[str, Any] = tell(scope, found, reorder.product_names_of(scope, found))
    return told
