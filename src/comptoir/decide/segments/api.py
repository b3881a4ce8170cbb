"""The door of segments: definitions that a company saved, who is in them, and whose addresses may go out."""

from datetime import date
from typing import TYPE_CHECKING

from comptoir.core.companies.api import Scope
from comptoir.core.consent.api import Purpose
from comptoir.decide.customers.api import evening
from comptoir.decide.segments.actions import (
    add_segment,
    delete_segment,
    edit_segment,
    restore_segment,
    undo_edit,
)
from comptoir.decide.segments.definition import condition, sentence
from comptoir.decide.segments.engine.audience import Audience
from comptoir.decide.segments.engine.conditions import Condition
from comptoir.decide.segments.queries import Overlap, Segment, figures_of, overlap_of, saved, segment
from comptoir.decide.segments.telling import counts_json, definition_json

if TYPE_CHECKING:
    from comptoir.decide.segments.figures import Figures

__all__ = [
    "Audience",
    "Condition",
    "Figures",
    "Overlap",
    "Segment",
    "add_segment",
    "audience_of",
    "condition",
    "counts_json",
    "definition_json",
    "delete_segment",
    "edit_segment",
    "export",
    "figures_of",
    "members",
    "overlap_of",
    "restore_segment",
    "saved",
    "segment",
    "sentence",
    "undo_edit",
]


def members(scope: Scope, wanted: int | str, at: date | None = None) -> list[int]:
    """The keys of the customers in the segment named or numbered, in order, as of the evening of `at`."""
    from comptoir.decide.segments.sheet import Sheet  # noqa: PLC0415 - heavy library

    sheet = Sheet(scope, evening(scope, at))
    keys: list[int] = sheet.book.key[sheet.members(segment(scope, wanted).conditions)].tolist()
    return keys


def audience_of(scope: Scope, one: Segment, purpose: Purpose, at: date | None = None) -> Audience:
    """The addresses of those in it who agreed to the purpose; how many are left out, and why."""
    from comptoir.decide.segments import exporting  # noqa: PLC0415 - heavy library

    return exporting.audience_of(scope, one, purpose, evening(scope, at))


def export(
    scope: Scope, one: Segment, purpose: Purpose, *, is_hashed: bool, at: date | None = None
) -> Audience:
    """The same to be handed out, hashed or as they are; noted in the trail."""
    from comptoir.decide.segments.exporting import Form, export  # noqa: PLC0415 - heavy library

    form = Form.HASHED if is_hashed else Form.PLAIN
    return export(scope, one, purpose, form, evening(scope, at))
