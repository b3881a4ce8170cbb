"""Reads of a company's choices."""

from comptoir.core.companies.api import Permission, Scope
from comptoir.measure.choices.brand import guessed
from comptoir.measure.choices.engine import Choices
from comptoir.measure.choices.models import FigureChoices


def choices_of(scope: Scope) -> Choices:
    """What the company has chosen; of the brand's words a guess by its name while nobody has said them."""
    scope.require(Permission.VIEW_FIGURES)
    row = FigureChoices.objects.filter(company_id=scope.company_id).first()
    said = row.brand_words if row else None
    return Choices(
        guessed(scope.name) if said is None else tuple(said),
        said is None,
        row.audience_source if row else "",
    )
