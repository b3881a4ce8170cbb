"""What every request passes: the language of the person, and errors worded for people."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from comptoir.core.errors import ComptoirError
from comptoir.core.pages import render_page

type Handler = Callable[[HttpRequest], HttpResponse]


def language(get_response: Handler) -> Handler:
    """Language: the person's choice, else the cookie, else what the browser asks, else French."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.user.language if request.user.is_authenticated else None
        with translation.override(chosen or translation.get_language_from_request(request)):
            request.LANGUAGE_CODE = translation.get_language() or "fr"
            response = get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response

    return middleware


class errors:  # noqa: N801 - named like its neighbour in the settings
    """Words a ComptoirError raised by a view; anything else stays a 500."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, ComptoirError):
            return None
        return render_page(
            request, "error.html", {"error": exception}, part="message", status=exception.http_status
        )
