"""An account as commands and programs answer it."""

from decimal import Decimal
from typing import Any

from comptoir.core.companies.api import Scope
from comptoir.decide.budget.shapes import Account
from comptoir.decide.budget.words import label_of


def account_rows(account: Account) -> list[dict[str, Any]]:
    """The lines of which anything is known; costs as positive amounts, shares as they are."""
    return [
        {
            "line": one.line.value,
            "actual": one.actual,
            "budget": one.budget,
            "landing": one.landing,
            "low80": one.low80,
            "high80": one.high80,
            "gap": one.gap,
            "gap_share": _share(one.gap_share),
            "last_year": one.before,
            "evolution": _share(one.evolution),
            "method": one.method.value if one.landing is not None else None,
        }
        for one in account.shown
    ]


def account_json(scope: Scope, account: Account) -> dict[str, Any]:
    period = account.span.period
    return {
        "company": scope.slug,
        "currency": account.currency,
        "tax": "excluded",
        "snapshot": account.snapshot,
        "period": {"from": period.start, "to": period.end},
        "last_day": account.last,
        "is_over": account.is_over,
        "months_budgeted": account.budgeted,
        "level": 0.80,
        "inconclusive": str(account.no_landing) or None,
        "notes": [str(note) for note in account.notes],
        "lines": [
            {**row, "label": str(label_of(one.line)), "is_partial": one.is_partial}
            for row, one in zip(account_rows(account), account.shown, strict=True)
        ],
    }


def _share(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(Decimal("0.0001"))
