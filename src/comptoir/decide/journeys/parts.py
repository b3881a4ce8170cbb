"""The parts of the page: each is a question, with what answers it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from comptoir.core.errors import NotFoundError

if TYPE_CHECKING:
    from comptoir.decide.journeys.asked import Asked
    from comptoir.decide.journeys.showing import Shown


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    question: Any
    subtitle: Any

    def show(self, asked: "Asked") -> "Shown":
        from comptoir.decide.journeys import showing  # noqa: PLC0415 - heavy library, kept out of start-up

        found: Shown = getattr(showing, self.name)(asked)
        return found


PARTS: Mapping[str, Part] = {
    part.name: part
    for part in (
        Part(
            "steps",
            _("Where do visits get lost?"),
            _("From the visit to the purchase, step by step; the share is that of all visits."),
        ),
        Part(
            "segments",
            _("Which visits get lost more than others?"),
            _("Each arrow is the share of the step before that goes on."),
        ),
        Part(
            "paths",
            _("By which visits do orders come?"),
            _(
                "The channels of the visits before an order; several visits in a row by one channel are told once."
            ),
        ),
        Part(
            "credit",
            _("Who is credited with the sales?"),
            _(
                "Sales ordered, without tax, shared by five rules: all to the first visit; all to the last; the same "
                "to each; 40 % each to the first and the last, 20 % to those between; or half as much for every 7 days "
                "before the last visit."
            ),
        ),
    )
}


def part_of(name: str) -> Part:
    if name not in PARTS:
        raise NotFoundError(_("There is no such part of the page."))
    return PARTS[name]
