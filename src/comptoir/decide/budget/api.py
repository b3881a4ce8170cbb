"""The door of the budget: the account from gross sales to contribution margin, planned, real, last year, foreseen."""

from comptoir.decide.budget.actions import import_file, set_budget, spread_year, undo
from comptoir.decide.budget.engine.lines import TAKEN, TOTALS, TYPED, Line
from comptoir.decide.budget.queries import account_of, last_day, year_of
from comptoir.decide.budget.shapes import Account, Row
from comptoir.decide.budget.spans import Span, Width
from comptoir.decide.budget.written import account_json, account_rows

__all__ = [
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
    "last_day",
    "set_budget",
    "spread_year",
    "undo",
    "year_of",
]
