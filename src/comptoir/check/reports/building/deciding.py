"""What is to be decided, without the rest of a review; and what of it concerns channels."""

from collections.abc import Mapping

from comptoir.check.reports.building.asking import Asked
from comptoir.check.reports.building.plan import open_plan
from comptoir.core.ledger.api import ActionKind, PlannedAction
from comptoir.decide.findings.api import Found, last_evening, look_at
from comptoir.decide.findings.api import findings as kept_findings
from comptoir.decide.review.api import Late, late_items

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


def all_findings(asked: Asked) -> tuple[Found, ...]:
    """The most money first: of the last evening those of the list; of an evening of the past, a look of its own."""
    if is_last(asked):
        return tuple(one.found for one in kept_findings(asked.scope))
    return look_at(asked.scope, asked.span.end).found


def late_things(asked: Asked) -> tuple[Late, ...]:
    """What was late on an evening of the past is not kept."""
    return late_items(asked.scope) if is_last(asked) else ()


def is_last(asked: Asked) -> bool:
    return asked.span.end == last_evening(asked.scope)


def channel_findings(asked: Asked) -> tuple[Found, ...]:
    return tuple(one for one in asked.once(all_findings) if _is_about(one.subject))


def channel_actions(asked: Asked) -> list[PlannedAction]:
    return [one for one in asked.once(open_plan) if one.kind in KINDS or _is_about(one.scope)]


def _is_about(subject: Mapping[str, str]) -> bool:
    return not ABOUT.isdisjoint(subject)
