"""The door of the watch over the measurement."""

from comptoir.measure.tracking.engine import Shift
from comptoir.measure.tracking.queries import event_of, sentence, tracking_shifts

__all__ = ["Shift", "event_of", "sentence", "tracking_shifts"]
