"""The door of merchandising: what earns most where it is seen, and what may be put forward."""

from datetime import date

from comptoir.core.companies.api import Scope
from comptoir.decide.merchandising.lines import Candidate, Limit, Place, Ranking, Seen

__all__ = ["Candidate", "Limit", "Place", "Ranking", "Seen", "ranking"]


def ranking(scope: Scope, day: date, planned: int | None = None) -> Ranking:
    """As of the evening of `day`, from facts dated up to it."""
    from comptoir.decide.merchandising import rankings  # noqa: PLC0415 - heavy library, kept out of start-up

    return rankings.ranking(scope, day, planned)
