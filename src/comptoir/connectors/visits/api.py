"""The door of visits: names of steps and devices, and what may be kept of a visitor and of an address."""

from comptoir.connectors.visits.anonymous import click_of, key_of, path_of, surrogate, tags_of, term_of
from comptoir.connectors.visits.words import (
    ADD_TO_CART,
    BEGIN_CHECKOUT,
    DEVICES,
    EVENTS,
    PAGE_VIEW,
    PURCHASE,
    SEARCH,
    VIEW_ITEM,
    device_of,
)

__all__ = [
    "ADD_TO_CART",
    "BEGIN_CHECKOUT",
    "DEVICES",
    "EVENTS",
    "PAGE_VIEW",
    "PURCHASE",
    "SEARCH",
    "VIEW_ITEM",
    "click_of",
    "device_of",
    "key_of",
    "path_of",
    "surrogate",
    "tags_of",
    "term_of",
]
