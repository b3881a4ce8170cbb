"""The door of costs: the rules of a company, and which of them holds for a sale."""

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
from comptoir.measure.costs.words import amount_words, scope_words, sentence

__all__ = [
    "SITE",
    "CostKind",
    "CostRule",
    "Draft",
    "Rules",
    "Sale",
    "add_rule",
    "amount_words",
    "channel_of",
    "cost_rules",
    "delete_rule",
    "edit_rule",
    "end_rule",
    "fee_of",
    "folded",
    "in_order",
    "restore_rule",
    "scope_words",
    "sentence",
    "state_of",
]
