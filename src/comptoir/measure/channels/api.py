"""The door of channels: the rules of a company, and their application to what is loaded."""

import logging
from typing import TYPE_CHECKING, Any

from comptoir.core.companies.api import Permission, Scope
from comptoir.measure.channels.actions import (
    Draft,
    add_rule,
    ask_apply,
    delete_rule,
    edit_rule,
    end_rule,
    move_rule,
    restore_rule,
)
from comptoir.measure.channels.copying import copied_settings, copy_settings
from comptoir.measure.channels.queries import channel_rules, channels_of, is_pending
from comptoir.measure.channels.words import conditions_words, sentence
from comptoir.measure.metrics.api import build_rollups

if TYPE_CHECKING:
    from comptoir.measure.channels.applying import Watch

__all__ = [
    "Draft",
    "add_rule",
    "apply_rules",
    "ask_apply",
    "channel_rules",
    "channels_of",
    "conditions_words",
    "copied_settings",
    "copy_settings",
    "delete_rule",
    "edit_rule",
    "end_rule",
    "is_pending",
    "move_rule",
    "restore_rule",
    "sentence",
]

logger = logging.getLogger(__name__)


def apply_rules(scope: Scope, watch: "Watch | None" = None) -> dict[str, Any]:
    """Give all that is loaded the channel that the rules say now: rows changed by entity, months, snapshot.

    Raises ForbiddenError, ConflictError where another import goes on for long, CancelledError.
    """
    from comptoir.measure.channels import applying  # noqa: PLC0415 - heavy library, kept out of start-up

    scope.require(Permission.EDIT_CHANNELS)
    found = applying.apply_rules(scope, watch or applying.Nobody())
    if found.snapshot is not None:
        try:
            build_rollups(scope, found.snapshot)
        except Exception:
            # The facts are in; the first question will make what is missing.
            logger.exception("The figures of %s could not be prepared.", scope.slug)
    return {
        "changed": found.changed,
        "months": sorted(found.months),
        "snapshot": found.snapshot.number if found.snapshot else None,
    }
