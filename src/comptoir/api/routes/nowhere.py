"""Addresses that are none: refused in the shape of the API, not as a page."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from comptoir.core.errors import NotFoundError

router = Router(auth=None)


@router.api_operation(["GET", "POST", "PUT", "PATCH", "DELETE"], "/{path:rest}", include_in_schema=False)
def nowhere(request: HttpRequest, rest: str) -> None:
    raise NotFoundError(
        _("There is nothing at this address."), advice=_("Read the description: /api/v1/docs")
    )
