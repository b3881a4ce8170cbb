"""Campaigns as commands and programs read them: 30 days, without tax."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.core.money import quantise
from comptoir.decide.advertising.board import Board, Line, board


def campaigns_json(scope: Scope, day: date) -> dict[str, Any]:
    """As they stand on the evening of `day`, the most expensive first; `lacking` says why there are none."""
    found = board(scope, day)
    head = {"company": scope.slug, "currency": scope.currency, "tax": "excluded", "at": day}
    if found is None:
        return {**head, "lacking": _("No advertising is loaded."), "campaigns": []}
    return {
        **head,
        "period": {"from": found.period.start, "to": found.period.end},
        "amounts_of_days": 30,
        "margin_rate": _ratio(found.rate),
        "break_even_roas": _money(found.break_even),
        "margin_is_partial": found.is_partial,
        "why_no_margin": found.why_no_rate or None,
        "campaigns": [_line(found, one) for one in found.lines],
    }


def _line(found: Board, one: Line) -> dict[str, Any]:
    credit, budget, pacing = one.credit, one.budget, one.pacing
    return {
        "campaign": one.name,
        "source": one.source,
        "channel": one.channel,
        "spend": quantise(one.spend),
        "sales": _money(credit.sales if credit else None),
        "credited_by": credit.by.value if credit else None,
        "roas": _money(one.roas),
        "ad_cost_ratio": _ratio(one.ad_cost_ratio),
        "margin": _money(one.margin),
        "result": _money(one.campaign.result),
        "new_customer_share": _ratio(found.new_shares.get(one.channel)),
        "budget": _money(budget.monthly if budget else None),
        "budget_from": budget.origin.value if budget else None,
        "pace": _ratio(pacing.ratio if pacing else None),
        "proposal": one.proposal.move.value,
        "limits": [limit.value for limit in one.proposal.limits],
        "lost_to_budget": _ratio(one.campaign.lost_to_budget),
        "is_calibrated": bool(one.campaign.caused),
    }


def _money(value: Decimal | None) -> Decimal | None:
    return None if value is None else quantise(value)


def _ratio(value: Decimal | None) -> Decimal | None:
    return None if value is None else quantise(value, 6)
