"""What belongs to one report: who receives it, the mail as it will look, and the button that sends it."""

import base64

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_safe

from comptoir.check.reports.api import Line, State, report, reports
from comptoir.check.sending.forms import SendForm
from comptoir.check.sending.letters import drawn
from comptoir.check.sending.planning import choices_of
from comptoir.check.sending.posting import Sent, may_go
from comptoir.check.sending.posting import send as send_report
from comptoir.check.sending.queries import Received, readers, received, schedule_of, schedule_that_sends
from comptoir.check.sending.words import TONES, by_words, files_words
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ComptoirError, NotFoundError
from comptoir.core.mail.api import sends_mail
from comptoir.core.pages import CompanyRequest, company_view, render_page

_OF_A_MAIL: dict[str, list[str] | str] = {
    "default-src": [CSP.NONE],
    "img-src": ["data:"],
    "style-src": [CSP.UNSAFE_INLINE],
    "frame-ancestors": [CSP.SELF],
    "sandbox": "",
}
"""A mail carries its styles in its text; nothing of it may run or fetch."""


@require_safe
@company_view(Permission.VIEW_FIGURES)
def panel(request: CompanyRequest, number: int) -> HttpResponse:
    """A part of the page of a report."""
    scope, line = request.scope, _line(request.scope, number)
    may_send = scope.may(Permission.APPROVE_REPORTS)
    context = {
        "line": line,
        "may_send": may_send,
        "is_ready": _is_ready(scope, line),
        "received": _told(received(scope, number)) if may_send else [],
        "planned": None if line.state is State.SENT else schedule_that_sends(scope, number),
        "is_sent": line.state is State.SENT,
    }
    return render_page(request, "sending/panel.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@company_view(Permission.APPROVE_REPORTS)
def send(request: CompanyRequest, number: int) -> HttpResponse:
    scope, line = request.scope, _line(request.scope, number)
    got = received(scope, number)
    had = {one.address for one in got}
    named = [one for one in readers(scope, line.template) if one.key not in had]
    form = SendForm(request.POST or None, readers=[one.address for one in named if not one.has_refused])
    if form.is_valid():
        try:
            done = send_report(scope, number, form.addresses(), approves="approve" in request.POST)
        except ComptoirError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _done_words(done))
            return redirect("reports:report", company=scope.slug, number=number)
    plan = schedule_of(scope, line.template)
    context = {
        "line": line,
        "form": form,
        "is_ready": _is_ready(scope, line),
        "received": _told(got),
        "refused": [one.address for one in named if one.has_refused],
        "files": files_words(choices_of(plan)) if plan else "",
        "sends_mail": sends_mail(),
    }
    return render_page(request, "sending/send.html", context, status=422 if form.is_bound else 200)


@xframe_options_sameorigin
@csp_override(_OF_A_MAIL)
@require_safe
@company_view(Permission.APPROVE_REPORTS)
def preview(request: CompanyRequest, number: int) -> HttpResponse:
    """The mail itself, its charts within."""
    letter = drawn(request.scope, report(request.scope, number), ())
    html = letter.html
    for one in letter.attachments:
        picture = f"data:{one.media_type};base64,{base64.b64encode(one.content).decode()}"
        html = html.replace(f"cid:{one.content_id}", picture)
    return HttpResponse(html)


def _line(scope: Scope, number: int) -> Line:
    """Without reading what the report holds."""
    line = next((one for one in reports(scope) if one.id == number), None)
    if line is None:
        raise NotFoundError(
            _("There is no report %(id)d of %(company)s.") % {"id": number, "company": scope.name}
        )
    return line


def _is_ready(scope: Scope, line: Line) -> bool:
    plan = schedule_of(scope, line.template)
    return line.state is not State.DRAFT or (plan is not None and may_go(plan, line.state))


def _told(found: list[Received]) -> list[tuple[Received, str, str, str]]:
    """Each with what became of the mail, its tone, and who sent it."""
    return [
        (
            one,
            str(one.mail.label) if one.mail else _("no longer in the journal"),
            TONES.get(one.mail, ""),
            by_words(one.sent_by),
        )
        for one in found
    ]


def _done_words(done: Sent) -> str:
    count = len(done.written_to)
    words = ngettext("It leaves to %(count)d person.", "It leaves to %(count)d people.", count) % {
        "count": count
    }
    if done.refused:
        return words + " " + _("Not to %(who)s, who stopped it.") % {"who": ", ".join(done.refused)}
    return words
