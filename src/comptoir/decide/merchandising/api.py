"""The door of merchandising: what earns most where it is seen, and what may be put forward."""

from datetime import date
from typing import Any

from comptoir.core.companies.api import Scope
from comptoir.decide.findings.api import LackingError, usual_names
from comptoir.decide.merchandising.lines import Candidate, Limit, Place, Ranking, Seen

__all__ = ["Candidate", "Limit", "Place", "Ranking", "Seen", "ranking", "ranking_json"]


def ranking(scope: Scope, day: date, planned: int | None = None) -> Ranking:
    """As of the evening of `day`, from facts dated up to it."""
    from comptoir.decide.merchandising import rankings  # noqa: PLC0415 - heavy library, kept out of start-up

    return rankings.ranking(scope, day, planned)


def ranking_json(scope: Scope, day: date, category: str = "", planned: int | None = None) -> dict[str, Any]:
    """`ranking` as commands and programs answer it; `lacking` says why there is none."""
    from comptoir.decide.merchandising import telling  # noqa: PLC0415 - heavy library, kept out of start-up

    try:
        found = ranking(scope, day, planned)
    except LackingError as lacking:
        nothing = telling.ranking_json(scope, Ranking.nothing(day), {}, category)
        return {**nothing, "lacking": str(lacking.args[0])}
    names = usual_names(scope, [one.sku for one in found.candidates], found.day)
    return telling.ranking_json(scope, found, names, category)
