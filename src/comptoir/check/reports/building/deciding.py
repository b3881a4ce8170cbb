"""What is asked of those who answer for channels: findings and actions that concern these."""

from collections.abc import Mapping

from comptoir.check.reports.building.asking import Asked
from comptoir.check.reports.building.plan import open_plan
from comptoir.core.ledger.api import ActionKind, PlannedAction
from comptoir.decide.findings.api import Found, last_evening, look_at
from comptoir.decide.findings.api import findings as kept_findings

ABOUT = frozenset({"traffic_channel", "sales_channel", "campaign", "search", "landing_page"})
"""What a finding or an action of channels is about."""
KINDS = frozenset(
    {
        ActionKind.LOWER_BUDGET,
        ActionKind.RAISE_BUDGET,
        ActionKind.MOVE_BUDGET,
        ActionKind.TEST_LEVER,
        ActionKind.PAUSE_ADS,
        ActionKind.SCHEDULE_ADS,
    }
)


def channel_findings(asked: Asked) -> tuple[Found, ...]:
    """Of the last evening those of the list; of an evening of the past, a look of its own."""
    end = asked.span.end
    if end == last_evening(asked.scope):
        found = tuple(one.found for one in kept_findings(asked.scope))
    else:
        found = look_at(asked.scope, end).found
    return tuple(one for one in found if _is_about(one.subject))


def channel_actions(asked: Asked) -> list[PlannedAction]:
    return [one for one in asked.once(open_plan) if one.kind in KINDS or _is_about(one.scope)]


def _is_about(subject: Mapping[str, str]) -> bool:
    return not ABOUT.isdisjoint(subject)
