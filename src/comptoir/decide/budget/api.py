"""The door of the budget: the account from gross sales to contribution margin, planned, real, last year, foreseen."""

from typing import Any

from comptoir.decide.budget.actions import import_file, set_budget, spread_year, undo
from comptoir.decide.budget.drawing import down_to_margin
from comptoir.decide.budget.engine.lines import TAKEN, TOTALS, TYPED, Line
from comptoir.decide.budget.metrics import METRICS
from comptoir.decide.budget.queries import account_of, last_day, year_of
from comptoir.decide.budget.shapes import Account, Row
from comptoir.decide.budget.spans import Span, Width
from comptoir.decide.budget.tables import signed
from comptoir.decide.budget.words import label_of
from comptoir.decide.budget.written import account_json, account_rows

__all__ = [
    "METRICS",
    "TAKEN",
    "TOTALS",
    "TYPED",
    "Account",
    "Line",
    "Row",
    "Span",
    "Width",
    "account_json",
    "account_of",
    "account_rows",
    "import_file",
    "label_of",
    "last_day",
    "set_budget",
    "signed",
    "spread_year",
    "undo",
    "waterfall_of",
    "year_of",
]


def waterfall_of(account: Account, language: str) -> dict[str, Any] | None:
    """The chart of an account, as its page draws it: from gross sales to the last total that is known."""
    return down_to_margin(account, language)
