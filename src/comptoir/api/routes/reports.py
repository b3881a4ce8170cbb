"""Reports: which there are, one as plain values, one as a file."""

from enum import StrEnum
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Path, Query, Router

from comptoir.api.asking import ReportsParameters
from comptoir.api.doors import ApiRequest, company_route
from comptoir.api.parameters import LARGEST_NUMBER
from comptoir.api.problems import answers
from comptoir.api.schemas_reports import ReportOut, ReportsOut
from comptoir.check.branding.api import brand_of
from comptoir.check.reports import api as check
from comptoir.core.companies.api import Permission

router = Router(tags=["reports"])

Number = Annotated[int, Path(ge=1, le=LARGEST_NUMBER)]
Suffix = StrEnum("Suffix", {name.upper(): name for name in check.FORMS})  # type: ignore[misc]
_FILES = {
    "responses": {
        200: {
            "content": {
                form.content_type: {"schema": {"type": "string", "format": "binary"}}
                for form in check.FORMS.values()
            }
        }
    }
}


@router.get("/companies/{company}/reports", response=answers(ReportsOut), by_alias=True, summary="Reports")
@company_route(Permission.VIEW_FIGURES)
def reports(request: ApiRequest, company: str, asked: Query[ReportsParameters]) -> Any:
    """The newest first, as `comptoir report list` answers."""
    lines = check.reports(request.scope, asked.template)
    return {"found": len(lines), "reports": [check.line_json(one) for one in asked.part(lines)]}


@router.get(
    "/companies/{company}/reports/{number}", response=answers(ReportOut), by_alias=True, summary="A report"
)
@company_route(Permission.VIEW_FIGURES)
def report(request: ApiRequest, company: str, number: Number) -> Any:
    """Its parts as they were built and arranged, and what people corrected and commented."""
    return check.report_json(check.report(request.scope, number))


@router.get(
    "/companies/{company}/reports/{number}/files/{suffix}",
    response=answers(None),
    openapi_extra=_FILES,
    summary="A report as a file",
)
@company_route(Permission.EXPORT)
def report_file(request: ApiRequest, company: str, number: Number, suffix: Suffix) -> HttpResponse:
    """PDF, Excel, HTML, Markdown or a mail, with corrections and comments, in the language of the report."""
    scope, form = request.scope, str(suffix)
    kept = check.report(scope, number)
    address = check.report_address(scope.slug, number)
    name = f"{scope.slug}-{kept.line.template}-{kept.line.last_day}.{form}"
    return HttpResponse(
        check.rendered(form, kept.report, kept.remarks, address, brand_of(scope)),
        content_type=check.FORMS[form].content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
