"""Saved segments, and what is worked out of them. Heavy libraries come with the first figure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.consent.api import state_of_consents
from comptoir.core.errors import NotFoundError
from comptoir.decide.customers.api import kept
from comptoir.decide.segments.definition import of_stored
from comptoir.decide.segments.engine.conditions import Condition
from comptoir.decide.segments.models import SavedSegment

if TYPE_CHECKING:
    from comptoir.decide.segments.figures import Figures
    from comptoir.decide.segments.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Segment:
    id: int
    name: str
    conditions: tuple[Condition, ...]
    has_before: bool
    """Its last change can be undone."""


@dataclass(frozen=True, slots=True)
class Overlap:
    segments: tuple[Segment, ...]
    shared: tuple[tuple[int, ...], ...]
    """Row and column -> customers in both; on the diagonal those of the one."""

    def share(self, row: int, column: int) -> Decimal | None:
        whole = self.shared[row][row]
        return Decimal(self.shared[row][column]) / whole if whole else None


def saved(scope: Scope) -> list[Segment]:
    """By name."""
    scope.require(Permission.VIEW_FIGURES)
    return [as_segment(row) for row in own_rows(scope)]


def segment(scope: Scope, wanted: int | str) -> Segment:
    """By its number or its name."""
    scope.require(Permission.VIEW_FIGURES)
    if isinstance(wanted, int):
        return as_segment(own_row(scope, wanted))
    row = own_rows(scope).filter(name__iexact=wanted.strip()).first()
    if row is None:
        names = ", ".join(own_rows(scope).values_list("name", flat=True)[:20])
        raise NotFoundError(
            _("There is no segment « %(name)s ».") % {"name": wanted},
            _("There are: %(names)s.") % {"names": names} if names else "",
        )
    return as_segment(row)


def figures_of(scope: Scope, at: date, segments: list[Segment]) -> list["Figures"]:
    """What each makes up, as of the evening of `at`; worked out once for each state of the facts."""
    from comptoir.decide.segments import figures  # noqa: PLC0415 - heavy library

    sheet = _Later(scope, at)

    def of(one: Segment) -> "Figures":
        def make() -> "Figures":
            return figures.figures(sheet.get(), one.conditions)

        return kept(scope, at, "segment", make, one.conditions, _consents(scope, one))

    return [of(one) for one in segments]


def overlap_of(scope: Scope, at: date, segments: list[Segment]) -> Overlap:
    from comptoir.decide.segments import figures  # noqa: PLC0415 - heavy library

    sheet = _Later(scope, at)
    definitions = tuple(one.conditions for one in segments)
    states = tuple(_consents(scope, one) for one in segments)
    found = kept(
        scope, at, "overlap", lambda: figures.shared_by(sheet.get(), definitions), definitions, states
    )
    return Overlap(tuple(segments), found)


class _Later:
    """The sheet of customers, read once, if at all."""

    def __init__(self, scope: Scope, at: date) -> None:
        self._scope, self._at = scope, at
        self._sheet: Sheet | None = None

    def get(self) -> "Sheet":
        from comptoir.decide.segments.sheet import Sheet  # noqa: PLC0415 - heavy library

        if self._sheet is None:
            self._sheet = Sheet(self._scope, self._at)
        return self._sheet


def _consents(scope: Scope, one: Segment) -> tuple[int, int] | None:
    """What the answer depends on beside the facts."""
    asks = any(condition.field == "consent" for condition in one.conditions)
    return state_of_consents(scope) if asks else None


def as_segment(row: SavedSegment) -> Segment:
    return Segment(row.pk, row.name, of_stored(row.conditions), row.before is not None)


def own_rows(scope: Scope) -> QuerySet[SavedSegment]:
    return SavedSegment.objects.filter(company_id=scope.company_id, deleted_at=None)


def own_row(scope: Scope, number: int, *, is_deleted: bool = False) -> SavedSegment:
    row = SavedSegment.objects.filter(
        company_id=scope.company_id, pk=number, deleted_at__isnull=not is_deleted
    ).first()
    if row is None:
        raise NotFoundError(_("There is no such segment."))
    return row
