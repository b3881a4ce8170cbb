"""Which days a report of a kind covers, and how it is built: from what the other rooms know, at one snapshot. Heavy."""

from collections.abc import Callable
from datetime import date
from importlib import import_module

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comptoir.check.reports import spans
from comptoir.check.reports.building.asking import Asked
from comptoir.check.reports.building.heading import heading
from comptoir.check.reports.kinds import Kind, PartOf
from comptoir.check.reports.shapes import Block, Part, Report
from comptoir.check.reports.spans import Span
from comptoir.core import clock
from comptoir.core.companies.api import Scope
from comptoir.core.errors import ConflictError, InputError
from comptoir.decide.findings.api import last_evening
from comptoir.measure.warehouse.api import current_snapshot

type Builder = Callable[[Asked], tuple[Block, ...]]


def span_of(scope: Scope, kind: Kind, evening: date | None) -> Span:
    """The last week or month that is over on that evening; on the last one where none is named."""
    last = last_evening(scope)
    if last is None:
        raise ConflictError(_("Nothing is loaded yet."), advice=_("Import your orders first."))
    if evening is not None and evening > scope.today():
        raise InputError(_("« %(day)s » has not come yet.") % {"day": evening})
    return spans.span_of(scope, kind.grain, evening or last)


def made(scope: Scope, kind: Kind, span: Span) -> Report:
    """As of the evening of its last day, in the language of the moment. Raises ConflictError while nothing is loaded,
    or where data came in while it was built."""
    snapshot = current_snapshot(scope)
    if snapshot is None:
        raise ConflictError(_("Nothing is loaded yet."), advice=_("Import your orders first."))
    locale, tax = get_language() or "fr", scope.tax
    asked = Asked(scope, span, snapshot.number, tax, locale)
    parts = tuple(
        Part(one.key, number, str(one.title), str(one.question), builder(one)(asked), number <= kind.brief)
        for number, one in enumerate(kind.parts, start=1)
    )
    after = current_snapshot(scope)  # numbers only grow: what was read in between is of the same one
    if after is None or after.number != snapshot.number:
        raise ConflictError(
            _("New data came in while the report was built."),
            advice=_("Build it again: it takes a few seconds."),
        )
    header = heading(scope, kind, span, snapshot.number, snapshot.created_at, tax, locale)
    return Report(kind.key, span.period.start, span.end, clock.now(), header, parts)


def builder(part: PartOf) -> Builder:
    module, _colon, function = part.builder.partition(":")
    found: Builder = getattr(import_module(f"comptoir.check.reports.building.{module}"), function)
    return found
