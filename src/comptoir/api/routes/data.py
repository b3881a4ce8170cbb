"""Where figures come from: connections, snapshots, imports, refused rows."""

from typing import Annotated, Any

from ninja import Path, Router

from comptoir.api.doors import ApiRequest, company_route
from comptoir.api.parameters import LARGEST_NUMBER
from comptoir.api.problems import answers
from comptoir.api.schemas import ConnectionOut, ImportOut, RejectOut, SnapshotOut
from comptoir.core.companies.api import Permission
from comptoir.measure.ingest import api as ingest
from comptoir.measure.sync.api import statuses
from comptoir.measure.warehouse import api as warehouse

router = Router(tags=["data"])

Number = Annotated[int, Path(ge=1, le=LARGEST_NUMBER)]


@router.get(
    "/companies/{company}/connections", response=answers(list[ConnectionOut]), summary="Shops and tools"
)
@company_route(Permission.VIEW_FIGURES)
def connections(request: ApiRequest, company: str) -> Any:
    """What is fresh, late or broken, as `comptoir connect status` answers."""
    return [one.to_json() for one in statuses(request.scope)]


@router.get(
    "/companies/{company}/snapshots", response=answers(list[SnapshotOut]), summary="States of the facts"
)
@company_route(Permission.VIEW_FIGURES)
def snapshots(request: ApiRequest, company: str) -> Any:
    """Newest first. Any readable one can be asked for its figures again."""
    return [
        {
            "number": snapshot.number,
            "created_at": snapshot.created_at,
            "reason": snapshot.reason,
            "rows": snapshot.rows,
            "is_readable": snapshot.released_at is None,
        }
        for snapshot in reversed(warehouse.snapshots(request.scope))
    ]


@router.get("/companies/{company}/imports", response=answers(list[ImportOut]), summary="Imports")
@company_route(Permission.VIEW_FIGURES)
def imports(request: ApiRequest, company: str) -> Any:
    """Newest first."""
    return ingest.imports(request.scope)


@router.get(
    "/companies/{company}/imports/{number}/rejects",
    response=answers(list[RejectOut]),
    summary="Rows that an import refused",
)
@company_route(Permission.IMPORT_DATA)
def rejects(request: ApiRequest, company: str, number: Number) -> Any:
    """In file order, each with its reason."""
    return [row.to_json() for row in ingest.rejected_rows(request.scope, number)]
