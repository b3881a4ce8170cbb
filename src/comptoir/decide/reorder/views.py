"""The pages of stock: what runs out, what to order; one product and how it comes."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError, InputError, NotFoundError, UsageError
from comptoir.core.ledger.api import ActionKind, open_actions
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import Table, table_response
from comptoir.decide.findings.api import LackingError, fingerprint_of, last_evening
from comptoir.decide.reorder import actions, files
from comptoir.decide.reorder.api import naming, outlooks, product_names_of
from comptoir.decide.reorder.forms import ChoicesForm, FileForm, TermsForm, sku_of
from comptoir.decide.reorder.lines import Line, Outlooks
from comptoir.decide.reorder.sheets import newest, sheet_of
from comptoir.decide.reorder.showing import product as product_shown
from comptoir.decide.reorder.showing import proposal
from comptoir.decide.reorder.sleeping import sleeping_table
from comptoir.decide.reorder.tables import short_table, whole_table
from comptoir.decide.reorder.words import LIMIT_REASONS

LARGEST_FILE = 2_000_000


@require_safe
@company_view(Permission.VIEW_FIGURES)
def page(request: CompanyRequest) -> HttpResponse:
    """Stands at once; its table is asked by the page itself."""
    scope = request.scope
    day = _day(request)
    context = {
        "day": day,
        "query": _query(request),
        "choices_form": ChoicesForm.of(sheet_of(scope)),
        "file_form": FileForm(),
        "may_plan": scope.may(Permission.EDIT_PLAN),
        "may_export": scope.may(Permission.EXPORT),
        "may_undo": newest(scope) is not None,
        "may_redo": newest(scope, undone=True) is not None,
    }
    return render_page(request, "reorder/page.html", context)


@require_safe
@company_view(Permission.VIEW_FIGURES)
def stock(request: CompanyRequest) -> HttpResponse:
    scope, sort, everything = request.scope, request.GET.get("sort", ""), request.GET.get("show") == "all"
    context: dict[str, Any] = {"sort": sort, "everything": everything, "query": _query(request)}
    try:
        found = _found(scope, _day(request))
    except LackingError as lacking:
        return render_page(request, "reorder/stock.html", {**context, "lacking": lacking.args[0]})
    names = product_names_of(scope, found)
    table = short_table(found, names, scope.currency, everything=everything)
    by_line = {id(line): line["sku"] for line in table.rows}
    if sort:
        table = table.sorted_by(sort.lstrip("-"), descending=sort.startswith("-"))
    context |= {
        "found": found,
        "proposal": proposal(scope, found, get_language() or "fr"),
        "columns": table.columns,
        "rows": [(Table(table.columns, [line]), by_line[id(line)]) for line in table.rows],
        "total": len(found.lines),
        "planned": open_actions(scope, [actions.ORDER]).get(actions.ORDER, ()),
        "is_now": not request.GET.get("at"),
        "may_plan": scope.may(Permission.EDIT_PLAN),
        "may_export": scope.may(Permission.EXPORT),
    }
    return render_page(request, "reorder/stock.html", context)


@require_safe
@company_view(Permission.VIEW_FIGURES)
def sleeping(request: CompanyRequest) -> HttpResponse:
    """Beside what runs out: what never will."""
    scope, sort = request.scope, request.GET.get("sort", "")
    context: dict[str, Any] = {
        "sort": sort,
        "query": _query(request),
        "may_export": scope.may(Permission.EXPORT),
    }
    day = _day(request)
    try:
        table = sleeping_table(scope, day) if day else None
    except LackingError as lacking:
        return render_page(
            request, "reorder/sleeping.html", {**context, "lacking": lacking.args[0]}, part="asleep"
        )
    if table is not None and sort:
        table = table.sorted_by(sort.lstrip("-"), descending=sort.startswith("-"))
    context |= {"table": table, "lacking": "" if table else _("Nothing is loaded yet.")}
    return render_page(request, "reorder/sleeping.html", context, part="asleep")


@require_safe
@company_view(Permission.VIEW_FIGURES)
def product(request: CompanyRequest) -> HttpResponse:
    scope = request.scope
    try:
        found = _found(scope, _day(request))
    except LackingError as lacking:
        return render_page(
            request, "reorder/stock.html", {"lacking": lacking.args[0], "query": _query(request)}
        )
    line = _line(found, sku_of(request.GET))
    name = product_names_of(scope, found).get(line.sku, line.sku)
    fingerprint = fingerprint_of("stock_out", {"product": line.sku})
    planned = open_actions(scope, [fingerprint]).get(fingerprint, ())
    taken = {action.kind for action in planned}
    context = {
        "found": found,
        "line": line,
        "name": name,
        "shown": product_shown(scope, found, line, name, get_language() or "fr"),
        "campaigns": naming(found, line.sku, name),
        "has_campaigns": bool(found.campaigns),
        "reason": LIMIT_REASONS[line.limit] if line.limit else "",
        "planned": planned,
        "proposals": [kind for kind in actions.offered(line) if kind not in taken],
        "form": TermsForm.of(line.terms),
        "may_plan": scope.may(Permission.EDIT_PLAN) and not request.GET.get("at"),
        "query": _query(request),
    }
    return render_page(request, "reorder/product.html", context)


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, which: str, suffix: str) -> HttpResponse:
    scope, day = request.scope, _day(request)
    try:
        found = _found(scope, day)
    except LackingError:
        found = Outlooks.nothing(day or scope.today())
    names = product_names_of(scope, found)
    tables = {
        "stock": lambda: whole_table(found, names, scope.currency),
        "order": lambda: files.order_table(found),
        "terms": lambda: files.terms_table(found, names),
        "asleep": lambda: sleeping_table(scope, found.day),
    }
    if which not in tables:
        raise UsageError(
            _("There is no file « %(which)s ».") % {"which": which},
            _("Allowed: %(allowed)s.") % {"allowed": ", ".join(tables)},
        )
    words = {"stock": _("stock"), "order": _("order"), "terms": _("supply"), "asleep": _("stock asleep")}
    return table_response(tables[which](), suffix, f"{scope.slug}-{words[which]}-{found.day}")


@require_POST
@company_view(Permission.EDIT_PLAN)
def propose(request: CompanyRequest) -> HttpResponse:
    """The whole order into the plan, where it can be dropped again."""
    return _planned(request, lambda found: actions.propose_order(request.scope, found))


@require_POST
@company_view(Permission.EDIT_PLAN)
def propose_one(request: CompanyRequest) -> HttpResponse:
    given, scope = request.POST.get("kind", ""), request.scope
    if given not in {kind.value for kind in ActionKind}:
        raise InputError(_("« %(kind)s » is no kind of action.") % {"kind": given})

    def one(found: Outlooks) -> Any:
        line = _line(found, sku_of(request.POST))
        name = product_names_of(scope, found).get(line.sku, line.sku)
        return actions.propose_one(scope, found, line, ActionKind(given), name)

    return _planned(request, one)


@require_POST
@company_view(Permission.EDIT_PLAN)
def save_terms(request: CompanyRequest) -> HttpResponse:
    form, sku = TermsForm(request.POST), sku_of(request.POST)
    if not form.is_valid():
        raise InputError(
            _("This was not understood."), _("Allowed: whole numbers, and days of the calendar.")
        )
    actions.save_terms(request.scope, {sku: form.terms()})
    messages.success(request, _("Saved. The forecast of its stock counts with it."))
    return redirect(reverse("reorder:product", kwargs={"company": request.scope.slug}, query={"sku": sku}))


@require_POST
@company_view(Permission.EDIT_PLAN)
def save_choices(request: CompanyRequest) -> HttpResponse:
    form = ChoicesForm(request.POST)
    if not form.is_valid():
        raise InputError(
            _("This was not understood."), _("Allowed: whole days, and a sum of money or nothing.")
        )
    actions.save_choices(request.scope, form.cleaned_data["cover_days"], form.cleaned_data["most_tied_up"])
    messages.success(request, _("Saved."))
    return _to_page(request)


@require_POST
@company_view(Permission.EDIT_PLAN)
def take(request: CompanyRequest) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid() or form.cleaned_data["file"].size > LARGEST_FILE:
        raise InputError(_("There is no file, or it is larger than two megabytes."))
    terms = files.read_terms(form.cleaned_data["file"].read())
    actions.save_terms(request.scope, terms)
    messages.success(request, _("%(products)d products read.") % {"products": len(terms)})
    return _to_page(request)


@require_POST
@company_view(Permission.EDIT_PLAN)
def undo(request: CompanyRequest) -> HttpResponse:
    actions.undo(request.scope)
    messages.success(request, _("Undone: supplies are as they were before."))
    return _to_page(request)


@require_POST
@company_view(Permission.EDIT_PLAN)
def redo(request: CompanyRequest) -> HttpResponse:
    actions.redo(request.scope)
    messages.success(request, _("Taken back: supplies are as they were."))
    return _to_page(request)


def _planned(request: CompanyRequest, write: Any) -> HttpResponse:
    try:
        action = write(_found_or_refused(request.scope, last_evening(request.scope)))
    except ConflictError as error:
        messages.warning(request, str(error))
        return _to_page(request)
    messages.success(request, _("In the plan: %(action)s") % {"action": action.title})
    return redirect("findings:actions", company=request.scope.slug)


def _found(scope: Scope, day: date | None) -> Outlooks:
    if day is None:
        raise LackingError(_("Import your orders and the stock of your products first."))
    return outlooks(scope, day)


def _found_or_refused(scope: Scope, day: date | None) -> Outlooks:
    try:
        return _found(scope, day)
    except LackingError as lacking:
        raise ConflictError(lacking.args[0]) from None


def _line(found: Outlooks, sku: str) -> Line:
    line = found.line(sku)
    if line is None:
        raise NotFoundError(_("« %(sku)s » neither sells nor has a stock that is known.") % {"sku": sku})
    return line


def _day(request: CompanyRequest) -> date | None:
    """The evening asked, never after the last one."""
    last = last_evening(request.scope)
    try:
        asked = date.fromisoformat(request.GET.get("at", ""))
    except ValueError:
        return last
    return min(asked, last) if last else None


def _query(request: CompanyRequest) -> str:
    """What the address says of the evening, to be handed on."""
    day = _day(request) if request.GET.get("at") else None
    return f"at={day}" if day else ""


def _to_page(request: CompanyRequest) -> HttpResponse:
    return redirect("reorder:page", company=request.scope.slug)
