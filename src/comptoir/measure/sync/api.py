"""The door of reading connections."""

from comptoir.measure.sync.actions import ask_sync, sync, try_connection
from comptoir.measure.sync.queries import Status, statuses
from comptoir.measure.sync.reconciling import reconciled, usual_period
from comptoir.measure.sync.replaying import ask_replay, replay

__all__ = [
    "Status",
    "ask_replay",
    "ask_sync",
    "reconciled",
    "replay",
    "statuses",
    "sync",
    "try_connection",
    "usual_period",
]
