"""The closed list of entities."""

from comptoir.core.errors import NotFoundError, closest
from comptoir.entities.advertising import AD_SPEND
from comptoir.entities.audience import AUDIENCE_DAY, EVENT, SESSION
from comptoir.entities.base import Entity
from comptoir.entities.catalogue import PRODUCT, PRODUCT_COST, STOCK_LEVEL
from comptoir.entities.customer import CONTACT, CUSTOMER_ENTITY
from comptoir.entities.delivery import SHIPMENT
from comptoir.entities.double import ORDER_DOUBLE, SOURCE_PAIR
from comptoir.entities.mailing import MAILING
from comptoir.entities.market import MARKET_INDEX
from comptoir.entities.order import ORDER, ORDER_LINE
from comptoir.entities.payment import FEE, PAYMENT, PAYOUT
from comptoir.entities.rate import EXCHANGE_RATE
from comptoir.entities.refund import REFUND
from comptoir.entities.review import REVIEW
from comptoir.entities.search import SEARCH_DAY, SEARCH_POSITION, SEARCH_TERM

ENTITIES: dict[str, Entity] = {
    entity.name: entity
    for entity in (
        ORDER,
        ORDER_LINE,
        REFUND,
        SHIPMENT,
        PAYMENT,
        FEE,
        PAYOUT,
        PRODUCT,
        PRODUCT_COST,
        STOCK_LEVEL,
        CUSTOMER_ENTITY,
        SESSION,
        EVENT,
        AUDIENCE_DAY,
        AD_SPEND,
        SEARCH_DAY,
        SEARCH_TERM,
        SEARCH_POSITION,
        MAILING,
        CONTACT,
        REVIEW,
        MARKET_INDEX,
        EXCHANGE_RATE,
        ORDER_DOUBLE,
        SOURCE_PAIR,
    )
}


def entity(name: str) -> Entity:
    """The entity of that name; NotFoundError with the closest known name otherwise."""
    if name in ENTITIES:
        return ENTITIES[name]
    guess = closest(name, ENTITIES)
    raise NotFoundError(
        f"There is no entity « {name} ».",
        f"Known: {', '.join(ENTITIES)}.",
        f"Did you mean « {guess} »?" if guess else "",
    )
