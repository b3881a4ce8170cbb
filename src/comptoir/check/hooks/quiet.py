"""Hours in which nothing is told. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class Hours:
    """From and to, by the clock of the company; both or none. From 20:00 to 08:00 goes over midnight."""

    start: time | None = None
    end: time | None = None

    def hold(self, at: time) -> bool:
        if self.start is None or self.end is None or self.start == self.end:
            return False
        if self.start < self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


def free_from(local: datetime, hours: Iterable[Hours]) -> datetime:
    """The first instant from `local` on that lies in none of them; a day later where they leave none."""
    known, at = tuple(hours), local
    for _turn in range(2 * len(known) + 2):
        held = next((one for one in known if one.hold(at.time())), None)
        if held is None or held.end is None:
            return at
        ends = datetime.combine(at.date(), held.end, at.tzinfo)
        at = ends if ends > at else datetime.combine(at.date() + timedelta(days=1), held.end, at.tzinfo)
    return local + timedelta(days=1)
