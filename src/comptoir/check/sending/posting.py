"""The verb that sends a report: once to each reader, whoever asks and how often."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from comptoir.check.reports.api import Kept, Line, State, approve, mark_sent, report, report_address
from comptoir.check.sending.letters import addressed, drawn, for_outside, leading
from comptoir.check.sending.models import Delivery, Schedule
from comptoir.check.sending.planning import checked_address, key
from comptoir.check.sending.queries import Reader, own_deliveries, readers, schedule_of, with_refusals
from comptoir.check.sharing.api import share, shared_path
from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Scope, people_who
from comptoir.core.errors import ConflictError, InputError
from comptoir.core.mail.api import Kind, Letter, absolute, post, sends_mail

LINK_DAYS = 30
"""For how long the link of a mail to the outside shows the report."""


@dataclass(frozen=True, slots=True)
class Sent:
    line: Line
    written_to: tuple[str, ...]
    """Now; those who had it before are not written to again."""
    had_it: tuple[str, ...]
    refused: tuple[str, ...]
    """Who wants it no more."""


def send(
    scope: Scope, number: int, recipients: Sequence[str] | None = None, *, approves: bool = False
) -> Sent:
    """To `recipients`, else to those whom its schedule names. It needs an approval, unless its schedule asks for none;
    with `approves` a draft is approved by whoever sends it. Doing it twice does no harm: each address receives it
    once."""
    scope.require(Permission.APPROVE_REPORTS)
    held = report(scope, number)
    plan = schedule_of(scope, held.line.template)
    unapproved = plan is not None and not plan.needs_approval
    is_draft = held.line.state is State.DRAFT
    _refuse_draft(scope, held, unapproved=unapproved or approves)
    named = _named(scope, held.line.template, recipients)
    known = {one.address for one in own_deliveries(scope, number)}
    asked = [one for one in named if one.key not in known and not one.has_refused]
    refused = tuple(one.address for one in named if one.has_refused)
    had_it = tuple(one.address for one in named if one.key in known)
    if not asked:
        if refused and not had_it:
            raise ConflictError(
                _("Nobody is left to send it to: %(who)s stopped it.") % {"who": ", ".join(refused)}
            )
        return Sent(held.line, (), had_it, refused)
    if not sends_mail():
        raise ConflictError(
            _("This installation has no mail server (COMPTOIR_MAIL_URL)."),
            advice=_("Ask whoever runs it to give it one."),
        )
    own = drawn(scope, held, plan.files if plan else ())
    shares = plan is not None and plan.shares and bool(absolute("/"))
    outside = own
    if any(one.person is None for one in asked):
        outside = for_outside(scope, held, own, shares=shares)
    with transaction.atomic():
        if is_draft and approves:
            approve(scope, number)
        settled = mark_sent(scope, number, unapproved=unapproved, planner=plan.planned_by if plan else "")
        if (settled.report, settled.remarks) != (held.report, held.remarks):
            raise ConflictError(
                _("The report was changed while its mail was drawn."), advice=_("Send it again.")
            )
        language = held.report.header.language
        link = cache(lambda: _link(scope, number, language)) if shares else str
        posted = tuple(
            one.address
            for one in asked
            if _post(scope, number, own if one.person else outside, one, language, link)
        )
        if posted:
            record(scope, "report.delivered", f"report:{number}", title=held.line.title, people=len(posted))
    return Sent(settled.line, posted, had_it, refused)


def _link(scope: Scope, number: int, language: str) -> str:
    """Where whoever received this sending reads the report without a sign-in, for a while."""
    last = scope.today() + timedelta(days=LINK_DAYS)
    with override(language):
        label = _("Readers from outside, by mail")
    _row, secret = share(scope, number, label, last)
    return absolute(shared_path(secret))


def _post(scope: Scope, number: int, own: Letter, to: Reader, language: str, link: Callable[[], str]) -> bool:
    """The line of the report and the mail, in one transaction."""
    told = {"person_id": to.person, "sent_at": clock.now(), "sent_by": scope.actor}
    delivery, is_new = Delivery.objects.get_or_create(report_id=number, address=to.key, defaults=told)
    if not is_new:
        return False  # somebody sent it a moment ago
    if to.person is None:
        own = leading(own, link())
    digest = hashlib.sha256(to.key.encode()).hexdigest()[:32]
    delivery.mail_id = post(
        addressed(scope, own, delivery, to.address, language),
        Kind.REPORT,
        f"report:{number}:{digest}",
        company_id=scope.company_id,
        person_id=to.person,
    )
    delivery.save(update_fields=("mail",))
    return True


def _named(scope: Scope, template: str, recipients: Sequence[str] | None) -> list[Reader]:
    if recipients is None:
        found = readers(scope, template)
    else:
        members = {key(one.email): one for one in people_who(scope, Permission.VIEW_FIGURES)}
        addresses = [checked_address(one.strip()) for one in recipients]
        people = [members.get(key(one)) for one in addresses]
        named = [Reader(one, who.id if who else None) for one, who in zip(addresses, people, strict=True)]
        found = with_refusals(scope, template, named)
    if not found:
        raise InputError(
            _("Nobody is named to receive this report."),
            advice=_("Name recipients, or set them in its schedule, under « Reports », « Sending »."),
        )
    return found


def _refuse_draft(scope: Scope, held: Kept, *, unapproved: bool) -> None:
    if held.line.state is not State.DRAFT or unapproved:
        return
    address = report_address(scope.slug, held.line.id)
    advice = _("Approve it on its page: %(address)s") % {"address": address} if address else ""
    raise ConflictError(
        _("The report of %(period)s is a draft: it is sent once somebody has approved it.")
        % {"period": held.line.title},
        advice=advice or _("Read it under « Reports », approve it, then send it."),
    )


def may_go(plan: Schedule, state: str) -> bool:
    """Whether the schedule may send a report in that state."""
    return state == State.APPROVED or (state == State.DRAFT and not plan.needs_approval)
