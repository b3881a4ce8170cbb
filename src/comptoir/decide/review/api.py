"""The door of the review: what changed and why, where the month lands, what is worth doing, what is late."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.core.errors import ConflictError
from comptoir.decide.findings.api import last_evening
from comptoir.decide.review.addresses import late_address
from comptoir.decide.review.lateness import late_items
from comptoir.decide.review.parts import Late, LateKind
from comptoir.decide.review.spans import PERIODS, Span, span_of

if TYPE_CHECKING:
    from comptoir.core.tables.api import Table
    from comptoir.decide.review.morning import Morning
    from comptoir.decide.review.parts import Review

__all__ = [
    "PERIODS",
    "Late",
    "LateKind",
    "Review",
    "as_json",
    "as_markdown",
    "as_table",
    "kept_review",
    "late_address",
    "late_items",
    "morning",
    "review",
    "review_of",
]


def review(scope: Scope, period: str = "day", at: date | None = None) -> "Review":
    """The review of a company, for the days up to the evening of `at`; see `reviewing`."""
    from comptoir.decide.review import reviewing  # noqa: PLC0415 - heavy library, kept out of start-up

    return reviewing.review(scope, period, at)


def kept_review(scope: Scope, period: str = "day") -> "Review":
    """The review of the days up to the last evening from the findings of the list, as the page shows it: nothing is
    looked for and nothing kept. Raises ConflictError while nothing is loaded."""
    evening = last_evening(scope)
    if evening is None:
        raise ConflictError(_("Nothing is loaded yet."), advice=_("Import your orders first."))
    return review_of(scope, span_of(period, evening, scope.week_start))


def review_of(scope: Scope, span: Span) -> "Review":
    """The review of days that end on the last evening, with the findings of the list; see `reviewing`."""
    from comptoir.decide.review import reviewing  # noqa: PLC0415 - heavy library, kept out of start-up

    return reviewing.review_of(scope, span)


def as_json(scope: Scope, found: "Review") -> dict[str, Any]:
    """Plain values, as docs/review.md describes them."""
    from comptoir.decide.review import telling  # noqa: PLC0415 - heavy library, kept out of start-up

    return telling.as_json(scope, found)


def as_markdown(scope: Scope, found: "Review") -> str:
    """A text that can be pasted into a mail, in the language of the moment."""
    from comptoir.decide.review import writing  # noqa: PLC0415 - heavy library, kept out of start-up

    return writing.as_markdown(scope, found)


def as_table(found: "Review") -> "Table":
    """The figures, one a line."""
    from comptoir.decide.review import tables  # noqa: PLC0415 - heavy library, kept out of start-up

    return tables.as_table(found.figures)


def morning(scope: Scope) -> "Morning | None":
    """The last day in the words of a mail, with the addresses of its pages; see `morning`."""
    from comptoir.decide.review import morning as told  # noqa: PLC0415 - heavy library, kept out of start-up

    return told.morning(scope)
