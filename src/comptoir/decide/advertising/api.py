"""The door of the advertising budget: campaigns as they stand, and what may be done about each."""

from datetime import date
from typing import TYPE_CHECKING, Any

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period

if TYPE_CHECKING:
    from comptoir.decide.advertising.board import Board, Line
    from comptoir.decide.advertising.spending import Spending

__all__ = ["Board", "Line", "Spending", "campaigns", "campaigns_json", "credited_words", "spending"]


def campaigns(scope: Scope, day: date) -> "Board | None":
    """As they stand on the evening of `day`; None where no advertising is loaded."""
    from comptoir.decide.advertising.board import board  # noqa: PLC0415 - reads facts, kept out of start-up

    return board(scope, day)


def spending(scope: Scope, period: Period, snapshot: int | None = None) -> "tuple[Spending, ...]":
    """What each campaign cost over any days, with what it is credited with; see `spending`."""
    from comptoir.decide.advertising import spending as room  # noqa: PLC0415 - reads facts, kept out of start-up

    return room.spending(scope, period, snapshot)


def credited_words(line: "Spending") -> str:
    """Who credits the campaign with its sales; empty where nobody does."""
    from comptoir.decide.advertising.words import CREDITED  # noqa: PLC0415 - reads facts, kept out of start-up

    return str(CREDITED[line.credit.by]) if line.credit else ""


def campaigns_json(scope: Scope, day: date) -> dict[str, Any]:
    """`campaigns` as commands and programs answer it."""
    from comptoir.decide.advertising import telling  # noqa: PLC0415 - reads facts, kept out of start-up

    return telling.campaigns_json(scope, day)
