"""The rows that an import refused: why, which, and a file to correct them."""

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from comptoir.connectors.files.api import reason_sentence
from comptoir.core.companies.api import Permission
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import table_response
from comptoir.measure.ingest import rejects as rows
from comptoir.measure.ingest.corrections import corrections, corrections_csv
from comptoir.measure.ingest.queries import import_run
from comptoir.measure.ingest.uploads import file_of_run, kept_until

# A rejected row is the row as read: it may name a customer. Whoever may load the file may see it.


@require_safe
@company_view(Permission.IMPORT_DATA)
def rejects(request: CompanyRequest, number: int) -> HttpResponse:
    run = import_run(request.scope, number)
    file = file_of_run(request.scope, run)
    wanted = _filter(request)
    page = rows.rejects_page(run, wanted, request.GET.get("page", 1))
    query = request.GET.copy()
    query.pop("page", None)
    return render_page(
        request,
        "ingest/rejects.html",
        {
            "run": run,
            "kept_until": file and kept_until(file),
            "reasons": rows.reasons(run),
            "page": page,
            "rows": [(row, reason_sentence(row.reason)) for row in page],
            "wanted": wanted,
            "query": query.urlencode(),
        },
        part="rows",
    )


@require_safe
@company_view(Permission.IMPORT_DATA)
def export(request: CompanyRequest, number: int) -> HttpResponse:
    """The rows as a file to be corrected and imported again. `format`: csv or xlsx."""
    run = import_run(request.scope, number)
    table = corrections(request.scope, run, _filter(request))
    format_, name = request.GET.get("format", "csv"), f"{request.scope.slug}-import-{number}-rejects"
    if format_ != "csv":
        return table_response(table, format_, name)
    delimiter = ";" if (get_language() or "fr").startswith("fr") else ","
    return HttpResponse(
        corrections_csv(table, delimiter),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _filter(request: CompanyRequest) -> rows.Filter:
    return rows.Filter(request.GET.get("reason", ""), request.GET.get("q", "").strip())
