"""The page of customers. It stands at once; its parts are fetched by the page itself."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from comptoir.core.companies.api import Permission
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import table_response
from comptoir.decide.customers.api import evening
from comptoir.decide.customers.asked import Asked
from comptoir.decide.customers.parts import PARTS, Part, part_of
from comptoir.measure.warehouse.api import current_snapshot

EXPORTS = (("csv", "CSV"), ("xlsx", "Excel"))


@require_safe
@company_view(Permission.VIEW_FIGURES)
def home(request: CompanyRequest) -> HttpResponse:
    snapshot = current_snapshot(request.scope)
    if snapshot is None:
        return render_page(request, "customers/empty.html")
    asked = _asked(request)
    context = {"asked": asked, "parts": PARTS.values(), "refreshed_at": snapshot.created_at}
    return render_page(request, "customers/home.html", context)


@require_safe
@company_view(Permission.VIEW_FIGURES)
def tile(request: CompanyRequest, part: str) -> HttpResponse:
    """One part: alone for htmx, else on a page of its own."""
    one = part_of(part)
    if current_snapshot(request.scope) is None:
        return render_page(request, "customers/empty.html")
    template = f"customers/tiles/{one.name}.html"
    context = _context(request, one)
    if request.htmx:
        return render_page(request, template, context)
    return render_page(request, "customers/tile.html", {**context, "template": template})


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, part: str, file_format: str) -> HttpResponse:
    asked = _asked(request)
    name = f"{request.scope.slug}-{part}-{asked.at}"
    return table_response(part_of(part).file(asked), file_format, name)


def _context(request: CompanyRequest, part: Part) -> dict[str, Any]:
    asked = _asked(request)
    return {
        "asked": asked,
        "part": part,
        "tile": part.show(asked),
        "exports": EXPORTS if request.scope.may(Permission.EXPORT) else (),
        "sort": asked.sort,
    }


def _asked(request: CompanyRequest) -> Asked:
    return Asked.parse(request.scope, request.GET, evening(request.scope, None))
