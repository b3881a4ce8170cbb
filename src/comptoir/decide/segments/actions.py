"""The verbs on segments: permission, one transaction, audit."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.audit.api import put_away, record, revise, take_back
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError, InputError
from comptoir.decide.segments.definition import MOST, stored
from comptoir.decide.segments.engine.conditions import Condition
from comptoir.decide.segments.models import SavedSegment
from comptoir.decide.segments.queries import Segment, as_segment, own_row, own_rows

LONGEST = 80


def add_segment(scope: Scope, name: str, conditions: Sequence[Condition]) -> Segment:
    scope.require(Permission.EDIT_SEGMENTS)
    after = _checked(name, conditions)
    with transaction.atomic():
        _check_name(scope, after["name"])
        row = SavedSegment.objects.create(
            company_id=scope.company_id, created_by_id=scope.actor_id, created_at=clock.now(), **after
        )
        record(scope, "segment.added", _target(row), **after)
    return as_segment(row)


def edit_segment(scope: Scope, number: int, name: str, conditions: Sequence[Condition]) -> Segment:
    """`undo_edit` brings back what was."""
    scope.require(Permission.EDIT_SEGMENTS)
    after = _checked(name, conditions)
    with transaction.atomic():
        row = own_row(scope, number)
        _check_name(scope, after["name"], row)
        before = {"name": row.name, "conditions": row.conditions}
        if before != after:
            row.before = before
            revise(scope, row, tuple(after), after, "segment.edited", _target(row))
    return as_segment(row)


def undo_edit(scope: Scope, number: int) -> Segment:
    scope.require(Permission.EDIT_SEGMENTS)
    with transaction.atomic():
        row = own_row(scope, number)
        if row.before is None:
            raise ConflictError(_("There is no change of this segment to undo."))
        before, row.before = row.before, None
        _check_name(scope, before["name"], row)
        revise(scope, row, tuple(before), before, "segment.edited", _target(row))
    return as_segment(row)


def delete_segment(scope: Scope, number: int) -> Segment:
    """As if it had never been; `restore_segment` undoes it."""
    scope.require(Permission.EDIT_SEGMENTS)
    with transaction.atomic():
        row = own_row(scope, number)
        put_away(scope, row, "segment.deleted", _target(row), name=row.name)
    return as_segment(row)


def restore_segment(scope: Scope, number: int) -> Segment:
    scope.require(Permission.EDIT_SEGMENTS)
    with transaction.atomic():
        row = own_row(scope, number, is_deleted=True)
        _check_name(scope, row.name, row)
        take_back(scope, row, "segment.restored", _target(row), name=row.name)
    return as_segment(row)


def _checked(name: str, conditions: Sequence[Condition]) -> dict[str, Any]:
    if not name.strip() or len(name.strip()) > LONGEST:
        raise InputError(_("A segment has a name of at most %(most)d letters.") % {"most": LONGEST})
    if not conditions:
        raise InputError(
            _("A segment has at least one condition."), advice=_("All customers need no segment.")
        )
    if len(conditions) > MOST:
        raise InputError(_("A segment has at most %(most)d conditions.") % {"most": MOST})
    return {"name": name.strip(), "conditions": stored(conditions)}


def _check_name(scope: Scope, name: str, row: SavedSegment | None = None) -> None:
    taken = own_rows(scope).filter(name__iexact=name).first()
    if taken is not None and (row is None or taken.pk != row.pk):
        raise ConflictError(
            _("There is a segment « %(name)s » already.") % {"name": name}, advice=_("Choose another name.")
        )


def _target(row: SavedSegment) -> str:
    return f"segment:{row.pk}"
