"""The whole review of a company: one assembly, from which page, table, JSON and mail are written. Heavy."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError, InputError
from comptoir.decide.anomalies.api import Alarm, alarms_at, open_alarms
from comptoir.decide.findings.api import last_evening
from comptoir.decide.review.figures import figures_of
from comptoir.decide.review.finds import finds_at, finds_today, kept_finds
from comptoir.decide.review.landings import landings_of
from comptoir.decide.review.lateness import late_items
from comptoir.decide.review.parts import Finds, Late, Review
from comptoir.decide.review.reasons import reasons_of
from comptoir.decide.review.spans import Span, span_of
from comptoir.measure.warehouse.api import Snapshot, current_snapshot


def review(scope: Scope, period: str, at: date | None = None) -> Review:
    """As if today were the evening of `at`, from the facts dated that day or before; of the last whole day where none
    is given. Texts are in the language of the moment. Raises ConflictError while nothing is loaded."""
    scope.require(Permission.VIEW_FIGURES)
    snapshot, evening = current_snapshot(scope), last_evening(scope)
    if snapshot is None or evening is None:
        raise ConflictError(_("Nothing is loaded yet."), advice=_("Import your orders first."))
    if at is not None and at > scope.today():
        raise InputError(_("« %(day)s » has not come yet.") % {"day": at})
    day = at or evening
    finds = finds_today(scope) if at is None else finds_at(scope, day)
    alarms = open_alarms(scope) if at is None else alarms_at(scope, day)
    late = late_items(scope) if at is None else None
    return _assembled(scope, snapshot, span_of(period, day, scope.week_start), finds, alarms, late)


def review_of(scope: Scope, span: Span) -> Review:
    """Of days that end on the last evening, with the findings of the list: no look of its own."""
    scope.require(Permission.VIEW_FIGURES)
    snapshot = current_snapshot(scope)
    if snapshot is None:
        raise ConflictError(_("Nothing is loaded yet."), advice=_("Import your orders first."))
    return _assembled(scope, snapshot, span, kept_finds(scope), open_alarms(scope), late_items(scope))


def _assembled(
    scope: Scope,
    snapshot: Snapshot,
    span: Span,
    finds: Finds,
    alarms: Sequence[Alarm],
    late: tuple[Late, ...] | None,
) -> Review:
    figures = figures_of(scope, span)
    return Review(
        span=span,
        today=span.end + timedelta(days=1),
        snapshot=snapshot.number,
        refreshed_at=snapshot.created_at,
        figures=figures,
        reasons=reasons_of(scope, span, figures, get_language() or scope.language),
        landings=landings_of(scope, span.end),
        finds=finds,
        alarms=tuple(alarms),
        late=late,
    )
