"""The door of costs: the rules of a company, which of them holds for a sale, and what is typed by month."""

from comptoir.measure.costs.actions import Draft, add_rule, delete_rule, edit_rule, end_rule, restore_rule
from comptoir.measure.costs.engine import (
    SITE,
    CostKind,
    CostRule,
    Rules,
    Sale,
    channel_of,
    fee_of,
    folded,
    in_order,
    state_of,
)
from comptoir.measure.costs.queries import cost_rules
from comptoir.measure.costs.running import MonthlyCost, RunningCosts, RunningKind, by_day
from comptoir.measure.costs.typed import running_costs, set_running_costs, undo_running_costs
from comptoir.measure.costs.words import amount_words, scope_words, sentence

__all__ = [
    "SITE",
    "CostKind",
    "CostRule",
    "Draft",
    "MonthlyCost",
    "Rules",
    "RunningCosts",
    "RunningKind",
    "Sale",
    "add_rule",
    "amount_words",
    "by_day",
    "channel_of",
    "cost_rules",
    "delete_rule",
    "edit_rule",
    "end_rule",
    "fee_of",
    "folded",
    "in_order",
    "restore_rule",
    "running_costs",
    "scope_words",
    "sentence",
    "set_running_costs",
    "state_of",
    "undo_running_costs",
]
