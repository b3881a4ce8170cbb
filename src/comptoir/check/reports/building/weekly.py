"""The weekly report, built from what the other rooms know, at one snapshot. Heavy."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comptoir.check.reports.building.ahead import ahead
from comptoir.check.reports.building.asking import Asked
from comptoir.check.reports.building.customers import customers
from comptoir.check.reports.building.dashboard import dashboard
from comptoir.check.reports.building.essentials import essentials
from comptoir.check.reports.building.heading import heading
from comptoir.check.reports.building.plan import decisions, plan
from comptoir.check.reports.building.products import products
from comptoir.check.reports.building.selling import channels, levers
from comptoir.check.reports.building.why import explained, why
from comptoir.check.reports.kinds import WEEKLY
from comptoir.check.reports.shapes import Block, Part, Report
from comptoir.check.reports.weeks import Week
from comptoir.core import clock
from comptoir.core.companies.api import Scope
from comptoir.core.errors import ConflictError
from comptoir.decide.findings.api import last_evening
from comptoir.decide.review.api import review
from comptoir.measure.warehouse.api import current_snapshot

BRIEF = 3
"""Parts that a mail shows."""


def weekly(scope: Scope, week: Week, last: Report | None = None) -> Report:
    """As of the evening of its last day. `last`: the report before, to say what is new since. Texts are in the language
    of the moment. Raises ConflictError while nothing is loaded, or where data came in while it was built."""
    snapshot = current_snapshot(scope)
    if snapshot is None:
        raise ConflictError(_("Nothing is loaded yet."), advice=_("Import your orders first."))
    found = review(scope, "week", _asked_evening(scope, week.end))
    locale, tax = get_language() or "fr", scope.tax
    asked = Asked(scope, week, snapshot.number, tax, locale, found)
    reasons = explained(asked)
    blocks: tuple[tuple[Block, ...], ...] = (
        (essentials(asked, reasons),),
        dashboard(asked),
        why(asked, reasons),
        channels(asked),
        levers(asked),
        products(asked),
        customers(asked),
        plan(asked),
        ahead(asked),
        decisions(asked, last),
    )
    after = current_snapshot(scope)
    if found.snapshot != snapshot.number or after is None or after.number != snapshot.number:
        raise ConflictError(
            _("New data came in while the report was built."),
            advice=_("Build it again: it takes a few seconds."),
        )
    header = heading(scope, week, snapshot.number, snapshot.created_at, tax, locale)
    parts = tuple(
        Part(key, number, title, question, made, number <= BRIEF)
        for number, ((key, title, question), made) in enumerate(zip(_titles(), blocks, strict=True), start=1)
    )
    return Report(WEEKLY, week.period.start, week.end, clock.now(), header, parts)


def _asked_evening(scope: Scope, end: date) -> date | None:
    """None for the last evening, whose findings and late things are kept already."""
    return None if end == last_evening(scope) else end


def _titles() -> tuple[tuple[str, str, str], ...]:
    return (
        ("essentials", _("The essentials"), _("What is there to know in a minute?")),
        ("dashboard", _("Dashboard"), _("Where do the usual indicators stand?")),
        ("why", _("Why"), _("What moved the sales?")),
        ("channels", _("Sales channels"), _("Where was it sold?")),
        ("levers", _("Acquisition levers"), _("What brings visits, and at what cost?")),
        ("products", _("Products and stock"), _("What sells, what falls, what runs out?")),
        ("customers", _("Customers"), _("Who buys, and who comes back?")),
        ("plan", _("Plan of actions"), _("What is under way?")),
        ("ahead", _("Highlights to come"), _("What do the next eight weeks hold?")),
        ("decisions", _("Decisions and risks"), _("What is asked, and what may go wrong?")),
    )
