"""The door of the audit trail: every verb leaves one entry, inside its own transaction."""

from comptoir.core.audit.recording import record
from comptoir.core.audit.revising import put_away, revise, take_back

__all__ = ["put_away", "record", "revise", "take_back"]
