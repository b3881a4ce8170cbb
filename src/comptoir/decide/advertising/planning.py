"""The button: a decision becomes a proposed action of the plan."""

from datetime import timedelta
from decimal import Decimal
from hashlib import sha256

from django.utils.translation import gettext as _

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError
from comptoir.core.ledger.api import Basis, PlannedAction, Proposal, propose
from comptoir.core.money import quantise
from comptoir.decide.advertising import words
from comptoir.decide.advertising.board import RECENT_DAYS, Board, Line
from comptoir.decide.advertising.budgets import CAMPAIGN, METRIC
from comptoir.decide.advertising.engine.proposing import Move
from comptoir.decide.advertising.engine.testing import TEST_WEEKS
from comptoir.decide.advertising.wishing import Decision
from comptoir.decide.findings.api import Figure, effect, figure_to_json

DUE_DAYS = 14


def propose_decision(scope: Scope, board: Board, decision: Decision) -> PlannedAction:
    """ConflictError where a limit stops it, or where the same is open already."""
    scope.require(Permission.EDIT_PLAN)
    proposal, line = decision.proposal, decision.line
    if proposal.is_stopped or proposal.move is Move.HOLD:
        stopping = [
            said for said, stops in words.limit_sentences(decision, line.campaign.delay_days) if stops
        ]
        raise ConflictError(_("This is not proposed."), *stopping[:1])
    found = proposal.effect
    due = timedelta(weeks=TEST_WEEKS) if proposal.move is Move.TEST else timedelta(days=DUE_DAYS)
    return propose(
        scope,
        Proposal(
            words.KINDS[proposal.move],
            words.title(scope, decision),
            words.hypothesis(scope, board, decision),
            METRIC,
            {CAMPAIGN: line.name},
            effect(float(found.low), float(found.mid), float(found.high), Basis.MARGIN) if found else None,
            scope.today(),
            scope.today() + due,
            fingerprint=sha256(f"advertising\n{line.key}".encode()).hexdigest()[:16],
            evidence={
                "title": words.title(scope, decision),
                "how": words.effect_words(scope, proposal),
                "day": board.day,
                "figures": [figure_to_json(figure) for figure in _figures(board, line)],
                "budgets": list(new_budgets(decision)),
            },
        ),
    )


def new_budgets(decision: Decision) -> list[dict[str, str]]:
    """Of each campaign whose budget changes: before and after, a month."""
    proposal, changes = decision.proposal, []
    sides: list[tuple[Line, Decimal]] = []
    if proposal.move in (Move.RAISE, Move.LOWER):
        sides.append((decision.line, proposal.step if proposal.move is Move.RAISE else -proposal.step))
    if proposal.move is Move.SHIFT and decision.to and decision.line.budget and decision.to.budget:
        moved = decision.line.budget.monthly * proposal.step
        sides += [(decision.line, -proposal.step), (decision.to, moved / decision.to.budget.monthly)]
    for line, step in sides:
        if line.budget is not None:
            changes.append(
                {
                    "source": line.source,
                    "campaign": line.name,
                    "before": f"{quantise(line.budget.monthly)}",
                    "after": f"{quantise(line.budget.monthly * (1 + step))}",
                }
            )
    return changes


def _figures(board: Board, line: Line) -> list[Figure]:
    spend = line.spend * RECENT_DAYS / 30
    return [
        Figure(METRIC, quantise(spend), board.period, {CAMPAIGN: line.name}),
        *([Figure("cm2_rate", board.rate, board.period)] if board.rate is not None else []),
    ]
