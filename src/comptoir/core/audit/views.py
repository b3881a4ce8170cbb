"""Who did what in a company: the page with its filters, and the export of what it shows."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from comptoir.core.audit import queries
from comptoir.core.audit.forms import TrailForm
from comptoir.core.audit.models import Entry
from comptoir.core.audit.tables import trail_table
from comptoir.core.audit.words import label_of
from comptoir.core.companies.api import Permission
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import table_response

PAGE_LENGTH = 100
LONGEST_EXPORT = 100_000


@company_view(Permission.VIEW_AUDIT)
@require_safe
def trail(request: CompanyRequest) -> HttpResponse:
    form, found = _filtered(request)
    page = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "table": trail_table(page.object_list, request.scope.zone),
        "query": query.urlencode(),
    }
    return render_page(request, "audit/trail.html", context, part="entries")


@company_view(Permission.VIEW_AUDIT)
@require_safe
def export(request: CompanyRequest, format: str) -> HttpResponse:  # noqa: A002 - the word of the address
    _form, found = _filtered(request)
    table = trail_table(found[:LONGEST_EXPORT].iterator(), request.scope.zone)
    return table_response(table, format, f"{request.scope.slug} audit")


def _filtered(request: CompanyRequest) -> tuple[TrailForm, QuerySet[Entry]]:
    form = TrailForm(request.GET)
    form.offer([(verb, label_of(verb)) for verb in queries.verbs(request.scope)])
    form.is_valid()
    return form, queries.entries(request.scope, **form.cleaned_data)
