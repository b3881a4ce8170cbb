"""The door of price and promotion: what a discount needs to sell, and what stops it."""

from datetime import date
from typing import TYPE_CHECKING

from comptoir.core.companies.api import Scope
from comptoir.decide.pricing.asked import Asked

if TYPE_CHECKING:
    from comptoir.decide.pricing.study import Study

__all__ = ["Asked", "Study", "study_of"]


def study_of(scope: Scope, day: date, asked: Asked) -> "Study | None":
    """From the evening of `day`; None where nothing of that name was sold lately."""
    from comptoir.decide.pricing.study import study  # noqa: PLC0415 - reads facts, kept out of start-up

    return study(scope, day, asked)
