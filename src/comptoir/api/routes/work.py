"""Long work: what runs, what ended."""

from typing import Any

from ninja import Router

from comptoir.api.doors import ApiRequest, company_route
from comptoir.api.problems import answers
from comptoir.api.schemas import JobOut
from comptoir.core.companies.api import Permission
from comptoir.core.jobs.api import jobs_of

router = Router(tags=["jobs"])
_MOST = 200


@router.get("/companies/{company}/jobs", response=answers(list[JobOut]), summary="Jobs")
@company_route(Permission.VIEW_FIGURES)
def jobs(request: ApiRequest, company: str) -> Any:
    """The last 200, newest first."""
    return list(jobs_of(request.scope)[:_MOST])
