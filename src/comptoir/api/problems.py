"""Every refusal has one shape (RFC 9457), in the words that people read on pages."""

import json
import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from comptoir.core.errors import ComptoirError

_log = logging.getLogger(__name__)
CONTENT_TYPE = "application/problem+json"


class Fault(Schema):
    """One thing that is wrong with the request."""

    where: str
    message: str


class Problem(Schema):
    title: str
    """What came."""
    status: int
    allowed: str = ""
    advice: str = ""
    faults: list[Fault] = []


REFUSALS = dict.fromkeys((400, 401, 403, 404, 409, 422), Problem)
"""Declared by every route: none answers anything else than its success and these."""


def answers(success: Any) -> dict[int, Any]:
    return {200: success, **REFUSALS}


def problem(
    status: int,
    title: object,
    allowed: object = "",
    advice: object = "",
    faults: list[dict[str, str]] | None = None,
) -> HttpResponse:
    body = {
        "title": str(title),
        "status": status,
        "allowed": str(allowed),
        "advice": str(advice),
        "faults": faults or [],
    }
    response = HttpResponse(json.dumps(body, ensure_ascii=False), content_type=CONTENT_TYPE, status=status)
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="comptoir"'
    return response


def word_refusals(api: NinjaAPI) -> None:
    """Hands every family of errors to `problem`. What belongs to none stays a 500, without its trace."""

    @api.exception_handler(ComptoirError)
    def refused(request: HttpRequest, error: ComptoirError) -> HttpResponse:
        return problem(error.http_status, error.came, error.allowed, error.advice)

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return problem(
            401,
            _("Who asks is not known."),
            _("Send an API token: Authorization: Bearer TOKEN."),
            _("Tokens are made in the settings of a company."),
        )

    @api.exception_handler(ValidationError)
    def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
        faults = [
            {"where": ".".join(str(step) for step in fault["loc"]), "message": str(fault["msg"])}
            for fault in error.errors
        ]
        return problem(422, _("The request is not understood."), faults=faults)

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem(404, _("There is nothing at this address."))

    @api.exception_handler(Exception)
    def broken(request: HttpRequest, error: Exception) -> HttpResponse:
        _log.error("The API failed: %s", request.path, exc_info=error)
        return problem(500, _("Something went wrong on our side."), advice=_("It is noted in the log."))

    @api.exception_handler(HttpError)
    def worded(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code, error.message)
