"""The door of price and promotion: what a discount needs to sell, and what stops it."""

from datetime import date
from typing import TYPE_CHECKING, Any

from comptoir.core.companies.api import Scope
from comptoir.decide.pricing.asked import Asked

if TYPE_CHECKING:
    from comptoir.decide.pricing.study import Study

__all__ = ["Asked", "Study", "offer_json", "plenty_json", "study_of"]


def study_of(scope: Scope, day: date, asked: Asked) -> "Study | None":
    """From the evening of `day`; None where nothing of that name was sold lately."""
    from comptoir.decide.pricing.study import study  # noqa: PLC0415 - reads facts, kept out of start-up

    return study(scope, day, asked)


def plenty_json(scope: Scope, day: date) -> dict[str, Any]:
    """Items whose stock lasts longer than a quarter: the first to think of for an offer."""
    from comptoir.decide.pricing import telling  # noqa: PLC0415 - reads facts, kept out of start-up

    return telling.plenty_json(scope, day)


def offer_json(scope: Scope, day: date, asked: Asked) -> dict[str, Any]:
    """`study_of` as commands and programs answer it; NotFoundError where nothing of that name was sold lately."""
    from comptoir.decide.pricing import telling  # noqa: PLC0415 - reads facts, kept out of start-up

    return telling.offer_json(scope, day, asked)
