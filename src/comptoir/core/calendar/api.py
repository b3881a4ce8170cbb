"""The door of the calendar: dated events that explain a curve, and the same event a year before."""

from comptoir.core.calendar.actions import Draft, add_event, delete_event, edit_event, restore_event
from comptoir.core.calendar.computed import tell_incidents_when
from comptoir.core.calendar.event import Event
from comptoir.core.calendar.models import EventKind
from comptoir.core.calendar.queries import event_named, events, same_event, was_looked_at

__all__ = [
    "Draft",
    "Event",
    "EventKind",
    "add_event",
    "delete_event",
    "edit_event",
    "event_named",
    "events",
    "restore_event",
    "same_event",
    "tell_incidents_when",
    "was_looked_at",
]
