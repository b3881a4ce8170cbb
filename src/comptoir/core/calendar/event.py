"""What the calendar answers: events, whether computed or the company's own."""

from dataclasses import dataclass
from datetime import date

from comptoir.core.calendar.models import INCIDENTS, EventKind
from comptoir.core.periods import Period


@dataclass(frozen=True, slots=True)
class Event:
    day_start: date
    day_end: date
    name: str
    """In the language of whoever asks, for computed events; as typed, for the company's own."""
    kind: EventKind
    code: str = ""
    """The same every year and in every language: `soldes_winter`, `black_friday`. Empty for own events."""
    note: str = ""
    concerns: tuple[str, ...] = ()
    """Of an incident: the metrics whose figures it makes doubtful. Empty: all of them."""
    id: int | None = None
    """Of the company's own events only: they can be changed."""

    @property
    def is_incident(self) -> bool:
        return self.kind in INCIDENTS

    def makes_doubtful(self, metric: str) -> bool:
        """Whether the figures of this metric on its days are not to be trusted."""
        return self.is_incident and (not self.concerns or metric in self.concerns)

    @property
    def is_own(self) -> bool:
        return self.id is not None

    @property
    def period(self) -> Period:
        return Period(self.day_start, self.day_end)
