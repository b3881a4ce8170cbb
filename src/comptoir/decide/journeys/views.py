"""The page of ways to purchase. It stands at once; its parts are fetched by the page itself."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comptoir.core.companies.api import Permission
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import Table, TableColumn, table_response
from comptoir.decide.journeys.asked import Asked
from comptoir.decide.journeys.parts import PARTS, Part, part_of
from comptoir.measure.reading.api import head, loaded_days
from comptoir.measure.warehouse.api import current_snapshot

EXPORTS = (("csv", "CSV"), ("xlsx", "Excel"))


@require_safe
@company_view(Permission.VIEW_FIGURES)
def page(request: CompanyRequest) -> HttpResponse:
    snapshot = current_snapshot(request.scope)
    if snapshot is None:
        return render_page(request, "journeys/empty.html")
    asked = Asked.parse(request.scope, request.GET)
    loaded = loaded_days(request.scope)
    context = {
        "asked": asked,
        "reading": asked.reading,
        "head": head(request.scope, asked.reading, asked.locale, loaded.end if loaded else None),
        "parts": PARTS.values(),
        "refreshed_at": snapshot.created_at,
    }
    return render_page(request, "journeys/page.html", context)


@require_safe
@company_view(Permission.VIEW_FIGURES)
def tile(request: CompanyRequest, part: str) -> HttpResponse:
    """One part: alone for htmx, else on a page of its own."""
    one = part_of(part)
    if current_snapshot(request.scope) is None:
        return render_page(request, "journeys/empty.html")
    context = _context(request, one)
    return render_page(request, "journeys/tile.html" if request.htmx else "journeys/part.html", context)


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, part: str, file_format: str) -> HttpResponse:
    asked, one = Asked.parse(request.scope, request.GET), part_of(part)
    shown = one.show(asked)
    period = asked.reading.period
    # Where there is no answer, a file that says why.
    table = shown.file or Table([TableColumn("note", _("Note"))], [{"note": shown.nothing}])
    return table_response(table, file_format, f"{request.scope.slug}-{part}-{period.start}-{period.end}")


def _context(request: CompanyRequest, part: Part) -> dict[str, Any]:
    asked = Asked.parse(request.scope, request.GET)
    return {
        "asked": asked,
        "reading": asked.reading,
        "part": part,
        "tile": part.show(asked),
        "exports": EXPORTS if request.scope.may(Permission.EXPORT) else (),
        "sort": asked.sort,
    }
