"""The pages of segments. Figures are fetched by the pages themselves: they stand at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from comptoir.core.companies.api import Permission
from comptoir.core.consent.api import Purpose
from comptoir.core.errors import ConflictError, InputError, NotFoundError, UsageError
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import table_response
from comptoir.decide.customers.api import evening
from comptoir.decide.segments import actions
from comptoir.decide.segments.definition import sentence
from comptoir.decide.segments.fields import FIELDS
from comptoir.decide.segments.forms import NameForm, Row, changed, conditions_of, given_rows, rows_of
from comptoir.decide.segments.known import known_values
from comptoir.decide.segments.queries import Segment, own_row, saved, segment
from comptoir.measure.warehouse.api import current_snapshot

TABLES = ("segments", "overlap")


@require_safe
@company_view(Permission.VIEW_FIGURES)
def home(request: CompanyRequest) -> HttpResponse:
    """For htmx the table alone, in the order asked."""
    from comptoir.decide.segments import showing  # noqa: PLC0415 - heavy library

    segments = saved(request.scope)
    is_empty = current_snapshot(request.scope) is None
    context = {
        "segments": [(one, _sentence(request, one)) for one in segments],
        "is_empty": is_empty,
        "removed": _removed(request),
        "table": showing.table(request.scope, segments, request.GET.get("sort", ""))
        if segments and not is_empty
        else None,
        "has_overlap": len(segments) > 1,
        "sort": request.GET.get("sort", ""),
        "at": evening(request.scope, None),
        **_rights(request),
    }
    return render_page(request, "segments/home.html", context, part="figures")


@require_safe
@company_view(Permission.VIEW_FIGURES)
def overlap(request: CompanyRequest) -> HttpResponse:
    from comptoir.decide.segments import showing  # noqa: PLC0415 - heavy library

    spec, table = showing.overlap(request.scope, saved(request.scope), get_language() or "fr")
    template = "segments/overlap.html" if request.htmx else "segments/overlap_page.html"
    return render_page(request, template, {"spec": spec, "table": table, **_rights(request)})


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, table: str, file_format: str) -> HttpResponse:
    from comptoir.decide.segments import showing  # noqa: PLC0415 - heavy library

    if table not in TABLES:
        raise NotFoundError(_("There is no such table."))
    found = showing.file(request.scope, table, request.GET.get("sort", ""))
    return table_response(found, file_format, f"{request.scope.slug}-{table}")


@require_http_methods(["GET", "HEAD", "POST"])
@company_view(Permission.EDIT_SEGMENTS)
def add_page(request: CompanyRequest) -> HttpResponse:
    if request.method != "POST":
        return _form_page(request, NameForm(), changed(given_rows(request.GET), ""), None)
    return _save(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@company_view(Permission.EDIT_SEGMENTS)
def edit_page(request: CompanyRequest, number: int) -> HttpResponse:
    one = segment(request.scope, number)
    if request.method != "POST":
        return _form_page(request, NameForm(initial={"name": one.name}), rows_of(one.conditions), one)
    return _save(request, one)


@require_POST
@company_view(Permission.EDIT_SEGMENTS)
def rows(request: CompanyRequest) -> HttpResponse:
    """The rows again, after one was added, taken away or changed its subject."""
    asked = changed(given_rows(request.POST), request.POST.get("do", ""))
    response = render_page(request, "segments/rows.html", _rows_context(request, asked))
    return trigger_client_event(response, "rows", after="swap")


@require_POST
@company_view(Permission.VIEW_FIGURES)
def count(request: CompanyRequest) -> HttpResponse:
    """Who would be in it, while it is being written."""
    from comptoir.decide.segments import showing  # noqa: PLC0415 - heavy library

    conditions, faults = conditions_of(given_rows(request.POST))
    context = showing.counted(request.scope, conditions, faults, get_language() or "fr")
    return render_page(request, "segments/count.html", context)


@require_POST
@company_view(Permission.EDIT_SEGMENTS)
def undo(request: CompanyRequest, number: int) -> HttpResponse:
    actions.undo_edit(request.scope, number)
    messages.success(request, _("Undone: the segment is as it was before."))
    return redirect(reverse("segments:edit", kwargs={"company": request.scope.slug, "number": number}))


@require_POST
@company_view(Permission.EDIT_SEGMENTS)
def delete(request: CompanyRequest, number: int) -> HttpResponse:
    actions.delete_segment(request.scope, number)
    return _to_list(request, removed=number)


@require_POST
@company_view(Permission.EDIT_SEGMENTS)
def restore(request: CompanyRequest, number: int) -> HttpResponse:
    one = actions.restore_segment(request.scope, number)
    messages.success(request, _("Taken back: « %(name)s ».") % {"name": one.name})
    return _to_list(request)


@require_safe
@company_view(Permission.VIEW_PERSONAL_DATA)
def audience(request: CompanyRequest, number: int) -> HttpResponse:
    """How many addresses a file would hold, and why the others stay out."""
    from comptoir.decide.segments import showing  # noqa: PLC0415 - heavy library

    request.scope.require(Permission.EXPORT)
    one = segment(request.scope, number)
    purpose = _purpose(request.GET.get("purpose", Purpose.EMAIL))
    context = showing.audience(request.scope, one, purpose, get_language() or "fr")
    template = "segments/audience.html" if request.htmx else "segments/audience_page.html"
    return render_page(request, template, {"segment": one, **context})


@require_POST
@company_view(Permission.VIEW_PERSONAL_DATA)
def addresses(request: CompanyRequest, number: int) -> HttpResponse:
    """The file of addresses: a verb, for it is noted in the trail."""
    from comptoir.decide.segments import showing  # noqa: PLC0415 - heavy library

    one = segment(request.scope, number)
    form = request.POST.get("form", "hashed")
    return showing.addresses(request.scope, one, _purpose(request.POST.get("purpose", "")), form)


def _save(request: CompanyRequest, one: Segment | None) -> HttpResponse:
    form, asked = NameForm(request.POST), given_rows(request.POST)
    do = request.POST.get("do", "")
    if do:  # the buttons of the rows, where no script runs
        return _form_page(
            request, NameForm(initial={"name": request.POST.get("name", "")}), changed(asked, do), one
        )
    conditions, faults = conditions_of(asked)
    if form.is_valid() and not faults:
        name = form.cleaned_data["name"]
        try:
            if one is None:
                actions.add_segment(request.scope, name, conditions)
                messages.success(request, _("Saved: « %(name)s ».") % {"name": name})
                return _to_list(request)
            done = actions.edit_segment(request.scope, one.id, name, conditions)
            messages.success(request, _("Saved: « %(name)s ».") % {"name": done.name})
            return redirect(
                reverse("segments:edit", kwargs={"company": request.scope.slug, "number": one.id})
            )
        except (InputError, ConflictError) as error:
            faults.append(str(error))
    for fault in faults:
        form.add_error(None, fault)
    return _form_page(request, form, changed(asked, ""), one)


def _form_page(
    request: CompanyRequest, form: NameForm, asked: list[Row], one: Segment | None
) -> HttpResponse:
    context = {
        "form": form,
        "segment": one,
        "title": _sentence(request, one) if one else "",
        **_rows_context(request, asked),
        **_rights(request),
    }
    return render_page(request, "segments/segment.html", context, status=422 if form.errors else 200)


def _rows_context(request: CompanyRequest, asked: list[Row]) -> dict[str, Any]:
    named = {row.field for row in asked if FIELDS[row.field].is_dimension}
    return {
        "rows": asked,
        "fields": FIELDS.values(),
        "known": known_values(request.scope, named),
        "currency": request.scope.currency,
    }


def _rights(request: CompanyRequest) -> dict[str, bool]:
    scope = request.scope
    return {
        "may_edit": scope.may(Permission.EDIT_SEGMENTS),
        "may_export": scope.may(Permission.EXPORT),
        "may_address": scope.may(Permission.EXPORT) and scope.may(Permission.VIEW_PERSONAL_DATA),
    }


def _sentence(request: CompanyRequest, one: Segment) -> str:
    return sentence(one.conditions, request.scope.currency, get_language() or "fr")


def _purpose(text: str) -> Purpose:
    from comptoir.decide.segments.exporting import EXPORTED  # noqa: PLC0415 - heavy library

    if text not in EXPORTED:
        raise UsageError(
            _("There is no purpose « %(purpose)s ».") % {"purpose": text},
            _("Allowed: %(allowed)s.") % {"allowed": ", ".join(EXPORTED)},
        )
    return Purpose(text)


def _removed(request: CompanyRequest) -> str:
    given = request.GET.get("removed", "")
    if not (given.isascii() and given.isdigit() and len(given) < 18):
        return ""
    try:
        return own_row(request.scope, int(given), is_deleted=True).name
    except NotFoundError:
        return ""


def _to_list(request: CompanyRequest, **query: Any) -> HttpResponse:
    return redirect(reverse("segments:home", kwargs={"company": request.scope.slug}, query=query))
