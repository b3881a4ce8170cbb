"""How an event is known from one year to the next."""

import re

from comptoir.core.calendar.api import Event


def identity(event: Event) -> str:
    """What is the same from year to year: the code, or the name without its year."""
    return (
        event.code
        or "own:" + re.sub(r"[\s_’'-]+", " ", re.sub(r"\b(19|20)\d\d\b", "", event.name)).strip().casefold()
    )
