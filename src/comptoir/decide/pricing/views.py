"""The page of price and promotion: one item or category, one discount, its limits, the button."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir.core.companies.api import Permission
from comptoir.core.errors import ConflictError, NotFoundError
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import Table, table_response
from comptoir.decide.findings.api import last_evening
from comptoir.decide.pricing import items, planning, showing, tables, words
from comptoir.decide.pricing.asked import Asked
from comptoir.decide.pricing.forms import OfferForm
from comptoir.decide.pricing.study import Study, choices, study

FIELDS = ("of", "discount", "from", "to", "struck", "competitor")


@require_safe
@company_view(Permission.VIEW_FIGURES)
def page(request: CompanyRequest) -> HttpResponse:
    scope = request.scope
    evening = last_evening(scope)
    if evening is None:
        return render_page(request, "pricing/empty.html")
    asked = Asked.parse(request.GET, evening + timedelta(days=1))
    found = study(scope, evening, asked) if asked.of else None
    categories, best = choices(scope, evening)
    sort = request.GET.get("sort", "")
    context: dict[str, Any] = {
        "form": OfferForm.of_asked(asked),
        "categories": categories,
        "best": best,
        "asked": asked,
        "is_unknown": bool(asked.of) and found is None,
        "kept": {name: request.GET[name] for name in FIELDS if request.GET.get(name)},
        "query": _query(request),
        "sort": sort,
        "may_plan": scope.may(Permission.EDIT_PLAN),
        "may_export": scope.may(Permission.EXPORT),
        "study": found,
    }
    if found is not None:
        context |= _shown(request, found, sort)
    else:
        table = _sorted(tables.plenty_table(scope, list(items.plenty(scope, evening))), sort)
        context |= {"plenty": table, "plenty_rows": _by_line(table)}
    return render_page(request, "pricing/page.html", context)


def _shown(request: CompanyRequest, found: Study, sort: str) -> dict[str, Any]:
    scope = request.scope
    return {
        "title": words.title(found),
        "figures": showing.figures(scope, found),
        "limits": list(words.limit_sentences(scope, found)),
        "next_reference": words.next_reference_words(scope, found),
        "effect": words.effect_words(scope, found),
        "spec": showing.chart(found),
        "prices": _sorted(tables.prices_table(scope, found, whole=False), sort),
        "past": _sorted(tables.past_table(found), sort),
    }


@require_POST
@company_view(Permission.EDIT_PLAN)
def propose(request: CompanyRequest) -> HttpResponse:
    """Into the plan, and to the list of actions, where it can be dropped again."""
    found = _study(request, request.POST)
    if found is None:
        raise NotFoundError(_("Nothing of that name was sold lately."))
    try:
        action = planning.propose_offer(request.scope, found)
    except ConflictError as error:
        messages.warning(request, str(error))
        query = {name: request.POST[name] for name in FIELDS if request.POST.get(name)}
        return redirect(reverse("pricing:page", kwargs={"company": request.scope.slug}, query=query))
    messages.success(request, _("In the plan: %(action)s") % {"action": action.title})
    return redirect("findings:actions", company=request.scope.slug)


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, which: str, suffix: str) -> HttpResponse:
    """The prices of the offer for the shop, what the page shows of each item, the earlier offers; or the items with
    much stock."""
    if which == "plenty":
        evening = last_evening(request.scope)
        known = list(items.plenty(request.scope, evening)) if evening else []
        return table_response(
            tables.plenty_table(request.scope, known), suffix, f"{request.scope.slug}-{_('stock')}"
        )
    found = _study(request, request.GET)
    if found is None:
        messages.warning(request, _("Nothing of that name was sold lately."))
        return redirect("pricing:page", company=request.scope.slug)
    match which:
        case "prices":
            table = tables.prices_file(request.scope, found)
        case "items":
            table = tables.prices_table(request.scope, found)
        case "past":
            table = tables.past_table(found)
        case _:
            raise NotFoundError(_("There is no such table."))
    return table_response(table, suffix, f"{request.scope.slug}-{_('prices')}-{which}-{found.asked.of}")


def _study(request: CompanyRequest, asked: Mapping[str, str]) -> Study | None:
    evening = last_evening(request.scope)
    if evening is None:
        return None
    wanted = Asked.parse(asked, evening + timedelta(days=1))
    return study(request.scope, evening, wanted) if wanted.of else None


def _query(request: CompanyRequest) -> str:
    query = request.GET.copy()
    query.pop("sort", None)
    return query.urlencode()


def _sorted(table: Table, sort: str) -> Table:
    return table.sorted_by(sort.lstrip("-"), descending=sort.startswith("-")) if sort else table


def _by_line(table: Table) -> list[tuple[str, Table]]:
    return [(str(row["sku"]), replace(table, rows=[row])) for row in table.rows]
