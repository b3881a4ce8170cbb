"""The door of choices: what a company chooses of how its figures are read."""

from comptoir.core.companies.api import Scope
from comptoir.measure.choices.actions import choose_audience_source, say_brand_words
from comptoir.measure.choices.brand import pattern, plain
from comptoir.measure.choices.engine import NOTHING, Choices
from comptoir.measure.choices.queries import choices_of


def audience_sources(scope: Scope) -> list[str]:
    """The tools that have told of visits, by name."""
    # What answers it asks for the choices themselves.
    from comptoir.measure.choices.known import audience_sources as known  # noqa: PLC0415

    return known(scope)


__all__ = [
    "NOTHING",
    "Choices",
    "audience_sources",
    "choices_of",
    "choose_audience_source",
    "pattern",
    "plain",
    "say_brand_words",
]
