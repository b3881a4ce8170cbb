"""The door of notifications."""

from comptoir.check.notifications.queries import Hours, hours_of

__all__ = ["Hours", "hours_of"]
