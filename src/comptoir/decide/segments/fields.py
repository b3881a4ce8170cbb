"""What a segment can be made of. Light: pages read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comptoir.core.consent.api import PURPOSE_WORDS
from comptoir.decide.customers.api import SEGMENT_WORDS


class Shape(StrEnum):
    CHOICE = "choice"
    WORD = "word"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    MONTH = "month"


_SIDES = {"least": _("at least"), "most": _("at most")}
_MONTHS = {"least": pgettext_lazy("month", "from"), "most": pgettext_lazy("month", "until")}
_IS = {"is": _("is"), "is_not": _("is not")}
_BOUGHT = {"is": _("bought at least once"), "is_not": _("never bought")}
_ORDERED = {"is": _("at least one order"), "is_not": _("no order")}


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: Any
    shape: Shape
    tests: Mapping[str, Any]
    choices: Mapping[str, Any] = field(default_factory=dict)
    unit: Any = ""

    @property
    def is_dimension(self) -> bool:
        """Its values are those of the facts."""
        return self.shape is Shape.WORD


_ALL = (
    Field("segment", _("Segment by recency and frequency"), Shape.CHOICE, _IS, SEGMENT_WORDS),
    Field("recency", _("Days since the last order"), Shape.NUMBER, _SIDES, unit=_("days")),
    Field("orders", _("Orders"), Shape.NUMBER, _SIDES),
    Field("sales", _("Sales ordered, excl. tax"), Shape.MONEY, _SIDES),
    Field("first_month", _("Month of the first order"), Shape.MONTH, _MONTHS),
    Field("category", _("Category"), Shape.WORD, _BOUGHT),
    Field("product", _("Product (reference)"), Shape.WORD, _BOUGHT),
    Field("brand", _("Brand"), Shape.WORD, _BOUGHT),
    Field("country", _("Country"), Shape.WORD, _ORDERED),
    Field("sales_channel", _("Sales channel"), Shape.WORD, _ORDERED),
    Field("returned", _("Share of orders sent back, even in part"), Shape.PERCENT, _SIDES, unit="%"),
    Field(
        "chance",
        _("Chance of buying within 90 days"),
        Shape.PERCENT,
        _SIDES,
        unit="%",
    ),
    Field(
        "consent",
        _("Consent"),
        Shape.CHOICE,
        {"is": _("was given to"), "is_not": _("is lacking for")},
        {purpose.value: words for purpose, words in PURPOSE_WORDS.items()},
    ),
)
FIELDS: Mapping[str, Field] = {one.name: one for one in _ALL}
