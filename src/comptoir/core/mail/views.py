"""To whom a company wrote: the page with its filters, the export, and a second try."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from comptoir.core.companies.api import Permission
from comptoir.core.mail import actions, queries
from comptoir.core.mail.events import view_of
from comptoir.core.mail.forms import MailsForm
from comptoir.core.mail.models import Mail
from comptoir.core.mail.outbox import sends_mail
from comptoir.core.mail.tables import mails_table
from comptoir.core.mail.words import State
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import table_response

PAGE_LENGTH = 50
LONGEST_EXPORT = 100_000
_SORTS = {
    "created_at": "pk",
    **{name: name for name in ("to", "subject", "kind", "state", "sent_at", "error")},
}


@require_safe
@company_view(Permission.VIEW_AUDIT)
def page(request: CompanyRequest) -> HttpResponse:
    form, found = _filtered(request)
    pages = Paginator(found, PAGE_LENGTH)
    shown = pages.get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    own = queries.own_rows(request.scope)
    context = {
        "form": form,
        "page": shown,
        "table": mails_table(shown.object_list, request.scope.zone),
        "sort": request.GET.get("sort", ""),
        "query": query.urlencode(),
        "is_empty": not own.exists(),
        "counts": own.aggregate(
            doubts=Count("pk", Q(state=State.DOUBT)),
            failed=Count("pk", Q(state=State.FAILED)),
            bounced=Count("pk", Q(state=State.BOUNCED)),
        ),
        "again": [row for row in own.filter(state__in=(State.FAILED, State.DOUBT)) if row.may_go_again],
        "may_send": request.scope.may(Permission.SHARE),
        "sends_mail": sends_mail(),
        "hears_back": bool(settings.MAIL_PROVIDER and settings.ANYMAIL.get("WEBHOOK_SECRET")),
    }
    return render_page(request, "mail/page.html", context, part="mails")


@require_safe
@company_view(Permission.VIEW_AUDIT)
def export(request: CompanyRequest, suffix: str) -> HttpResponse:
    _form, found = _filtered(request)
    table = mails_table(found[:LONGEST_EXPORT].iterator(), request.scope.zone, with_reference=True)
    return table_response(table, suffix, f"{request.scope.slug}-{_('mails')}")


@require_POST
@company_view(Permission.VIEW_AUDIT)
def again(request: CompanyRequest, number: int) -> HttpResponse:
    actions.send_again(request.scope, number)
    messages.success(request, _("It is sent again."))
    return redirect("mail:page", company=request.scope.slug)


@csrf_exempt
def events(request: HttpRequest, provider: str) -> HttpResponse:
    """Of the provider that sends, guarded by its secret and signature; nothing for anybody else."""
    view = view_of(provider)
    if view is None:
        raise Http404
    answer: HttpResponse = view(request)
    return answer


def _filtered(request: CompanyRequest) -> tuple[MailsForm, QuerySet[Mail]]:
    form = MailsForm(request.GET)
    form.is_valid()
    found = queries.mails(request.scope, **form.cleaned_data)
    asked = request.GET.get("sort", "")
    name = _SORTS.get(asked.lstrip("-"))
    if name:
        found = found.order_by(f"-{name}" if asked.startswith("-") else name, "-pk")
    return form, found
