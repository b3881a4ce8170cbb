"""The table of campaigns, and the file of new budgets that Google Ads Editor takes."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.ledger.api import ActionKind, actions
from comptoir.core.money import quantise
from comptoir.core.tables.api import CellKind, Line, Table, TableColumn, harmless
from comptoir.decide.advertising import words
from comptoir.decide.advertising.board import Board
from comptoir.decide.advertising.budgets import DAYS_A_MONTH

_CHANGING = (ActionKind.RAISE_BUDGET, ActionKind.LOWER_BUDGET, ActionKind.MOVE_BUDGET)
_HEADER = ("Campaign", "Budget", "Budget type")
"""In English, as the Editor reads them; what is left out stays as it is in the account."""
EDITOR_SOURCE = "google_ads"


def as_table(board: Board, currency: str, *, whole: bool = False) -> Table:
    """`whole`: with what the page tells once for all campaigns."""
    money = {"kind": CellKind.MONEY, "currency": currency}
    columns = [
        TableColumn("campaign", _("Campaign")),
        TableColumn("lever", _("Lever")),
        TableColumn("spend", _("Spend"), **money),  # type: ignore[arg-type]
        TableColumn("pace", _("Month / budget"), CellKind.PERCENT),
        TableColumn("cos", _("COS"), CellKind.PERCENT),
        TableColumn("roas", _("ROAS"), CellKind.NUMBER),
        TableColumn("result", _("Result"), **money),  # type: ignore[arg-type]
        TableColumn("new", _("New customers"), CellKind.PERCENT),
        TableColumn("proposal", _("Proposal")),
    ]
    if whole:
        columns += [
            TableColumn("margin", _("Credited margin"), **money),  # type: ignore[arg-type]
            TableColumn("budget", _("Monthly budget"), **money),  # type: ignore[arg-type]
            TableColumn("budget_from", _("Budget from")),
            TableColumn("credited_by", _("Credited by")),
            TableColumn("break_even", _("Break-even ROAS"), CellKind.NUMBER),
            TableColumn("lost", _("Impressions lost to budget"), CellKind.PERCENT),
            TableColumn("calibrated", _("Calibrated by a test")),
        ]
    rows: list[Line] = [
        {
            "key": line.key,
            "campaign": words.campaign_words(line),
            "lever": words.channel_words(line.channel),
            "spend": quantise(line.spend),
            "pace": _places(line.pacing.ratio) if line.pacing else None,
            "cos": _places(line.ad_cost_ratio),
            "roas": None if line.roas is None else quantise(line.roas),
            "margin": None if line.margin is None else quantise(line.margin),
            "result": None if line.campaign.result is None else quantise(line.campaign.result),
            "new": _places(board.new_shares.get(line.channel)),
            "proposal": str(words.MOVES[line.proposal.move]),
            "budget": quantise(line.budget.monthly) if line.budget else None,
            "budget_from": str(words.BUDGETS[line.budget.origin]) if line.budget else "",
            "credited_by": str(words.CREDITED[line.credit.by]) if line.credit else "",
            "break_even": None if board.break_even is None else quantise(board.break_even),
            "lost": _places(line.campaign.lost_to_budget),
            "calibrated": str(_("yes") if line.campaign.caused else _("no, only credited")),
        }
        for line in board.lines
    ]
    return Table(columns, rows, title=_("Campaigns"))


def _places(value: Decimal | None) -> Decimal | None:
    return None if value is None else quantise(value, 6)


def planned_budgets(scope: Scope) -> Iterator[tuple[str, Decimal]]:
    """New monthly budgets of campaigns of Google Ads, from the actions that are open; the newest action wins."""
    scope.require(Permission.VIEW_FIGURES)
    seen = set()
    for action in actions(scope):
        if not action.is_open or action.kind not in _CHANGING:
            continue
        for change in action.evidence.get("budgets", ()):
            if change["source"] == EDITOR_SOURCE and change["campaign"] not in seen:
                seen.add(change["campaign"])
                yield change["campaign"], Decimal(change["after"])


def editor_file(scope: Scope) -> bytes:
    """Google Ads Editor: UTF-8, comma, decimal point, daily budgets (a month / 30.4)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEADER)
    for name, monthly in planned_budgets(scope):
        writer.writerow([harmless(name), f"{quantise(monthly / DAYS_A_MONTH)}", "Daily"])
    return out.getvalue().encode()
