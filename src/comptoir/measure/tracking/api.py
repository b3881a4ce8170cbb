"""The door of the watch over the measurement."""

from comptoir.measure.tracking.engine import POINTS, Shift
from comptoir.measure.tracking.queries import event_of, sentence, tracking_shifts

__all__ = ["POINTS", "Shift", "event_of", "sentence", "tracking_shifts"]
