from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir.core.companies.api import Permission
from comptoir.core.consent import actions
from comptoir.core.consent.forms import FileForm, OneForm
from comptoir.core.consent.queries import collected, counts
from comptoir.core.consent.tables import collected_table
from comptoir.core.errors import InputError
from comptoir.core.money import format_number
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import table_response

REFUSED_TOLD = 5


@require_safe
@company_view(Permission.VIEW_FIGURES)
def page(request: CompanyRequest) -> HttpResponse:
    return _page(request, {})


@require_POST
@company_view(Permission.VIEW_PERSONAL_DATA)
def take_file(request: CompanyRequest) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            taken = actions.take_file(request.scope, file.read(), file.name, form.told())
        except InputError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _words(request, taken))
            return _back(request)
    return _page(request, {"file_form": form}, 422)


@require_POST
@company_view(Permission.VIEW_PERSONAL_DATA)
def say(request: CompanyRequest) -> HttpResponse:
    form = OneForm(request.POST)
    if form.is_valid():
        try:
            taken = actions.say(request.scope, form.cleaned_data["email"], form.told())
        except InputError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _words(request, taken))
            return _back(request)
    return _page(request, {"one_form": form}, 422)


@require_POST
@company_view(Permission.VIEW_PERSONAL_DATA)
def take_out(request: CompanyRequest, number: int) -> HttpResponse:
    actions.take_out(request.scope, number)
    return _back(request, out=number)


@require_POST
@company_view(Permission.VIEW_PERSONAL_DATA)
def put_back(request: CompanyRequest, number: int) -> HttpResponse:
    actions.put_back(request.scope, number)
    messages.success(request, _("Put back: it counts again."))
    return _back(request)


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, suffix: str) -> HttpResponse:
    return table_response(
        collected_table(collected(request.scope)), suffix, f"{request.scope.slug}-{_('consents')}"
    )


def _page(request: CompanyRequest, forms: dict[str, Any], status: int = 200) -> HttpResponse:
    scope = request.scope
    rows, table = collected(scope), None
    sort = request.GET.get("sort", "")
    if rows:
        table = collected_table(rows)
        table = table.sorted_by(sort.lstrip("-"), descending=sort.startswith("-")) if sort else table
    given = request.GET.get("out", "")
    context = {
        "counts": counts(scope, scope.today()),
        "rows": rows,
        "table": table,
        "sort": sort,
        "out": given if given.isascii() and given.isdigit() and len(given) < 18 else "",
        "may_edit": scope.may(Permission.VIEW_PERSONAL_DATA) and scope.may(Permission.IMPORT_DATA),
        "may_export": scope.may(Permission.EXPORT),
        "file_form": FileForm(initial={"day": scope.today()}, auto_id="id_file_%s"),
        "one_form": OneForm(initial={"day": scope.today(), "answer": "no"}, auto_id="id_one_%s"),
        **forms,
    }
    return render_page(request, "consent/page.html", context, part="collected", status=status)


def _words(request: CompanyRequest, taken: actions.Taken) -> str:
    locale = request.LANGUAGE_CODE or "fr"
    parts = [
        _("%(given)s consents and %(withdrawn)s withdrawals kept.")
        % {"given": format_number(taken.given, locale), "withdrawn": format_number(taken.withdrawn, locale)}
    ]
    if taken.known:
        parts.append(_("%(count)s were known already.") % {"count": format_number(taken.known, locale)})
    if taken.undecided:
        parts.append(
            _("%(count)s say neither yes nor no and count as no consent.")
            % {"count": format_number(taken.undecided, locale)}
        )
    if taken.erased:
        parts.append(
            _("%(count)s are of people erased since.") % {"count": format_number(taken.erased, locale)}
        )
    if taken.refused:
        first = ", ".join(f"{one.line} ({one.reason})" for one in taken.refused[:REFUSED_TOLD])
        parts.append(
            _("%(count)s lines refused; the first: %(lines)s.")
            % {"count": format_number(len(taken.refused), locale), "lines": first}
        )
    return " ".join(parts)


def _back(request: CompanyRequest, **query: Any) -> HttpResponse:
    return redirect(reverse("consent:page", kwargs={"company": request.scope.slug}, query=query))
