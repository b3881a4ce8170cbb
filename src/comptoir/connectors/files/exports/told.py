"""What people add to a file."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Told:
    """What a person says of a file that does not say it itself."""

    account: str = ""
    first_day: date | None = None
    last_day: date | None = None
