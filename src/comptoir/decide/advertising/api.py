"""The door of the advertising budget: campaigns as they stand, and what may be done about each."""

from datetime import date
from typing import TYPE_CHECKING

from comptoir.core.companies.api import Scope

if TYPE_CHECKING:
    from comptoir.decide.advertising.board import Board, Line

__all__ = ["Board", "Line", "campaigns"]


def campaigns(scope: Scope, day: date) -> "Board | None":
    """As they stand on the evening of `day`; None where no advertising is loaded."""
    from comptoir.decide.advertising.board import board  # noqa: PLC0415 - reads facts, kept out of start-up

    return board(scope, day)
