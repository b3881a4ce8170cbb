"""The door of the audit trail: every verb leaves one entry, inside its own transaction."""

from typing import TYPE_CHECKING

from comptoir.core.audit.recording import record
from comptoir.core.audit.revising import put_away, revise, take_back

if TYPE_CHECKING:
    from comptoir.core.companies.api import Scope

__all__ = ["newest_entry", "put_away", "record", "revise", "take_back"]


def newest_entry(scope: "Scope") -> int:
    """A number that grows with every verb done in the company; see `audit.queries`."""
    from comptoir.core.audit import queries  # noqa: PLC0415 - companies call this door too

    return queries.newest_entry(scope)
