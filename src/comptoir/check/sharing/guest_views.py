"""The shared report itself, for whoever holds its link: below `/g/<secret>/report/`.

No page here leads into the cockpit, and a link that shows nothing names nothing.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from comptoir.check.branding.api import brand_of, sheet_response
from comptoir.check.reports.api import FORMS, rendered, shown
from comptoir.check.sharing import actions
from comptoir.check.sharing.forms import PasswordForm
from comptoir.check.sharing.guests import for_guests
from comptoir.check.sharing.queries import Opened, opened
from comptoir.core import clock
from comptoir.core.accounts.api import attempt_allowed, forget_attempts
from comptoir.core.companies.api import REPORT, keep_private
from comptoir.core.errors import NotFoundError
from comptoir.core.pages import render_page

DOWNLOADS = ("pdf", "xlsx")
LIMIT = "shared_report"
DOWNLOAD_LIMIT = "shared_download"
KNOWN_FOR = timedelta(hours=12)
"""How long a browser that gave the password is not asked again."""
_SESSION = "shared_reports"

type GuestView[**P] = Callable[Concatenate[HttpRequest, Opened, P], HttpResponse]


def shared_view[**P](view: GuestView[P]) -> Callable[..., HttpResponse]:
    """Mounts a view of an opened report, in the language of the report and the zone of its company."""

    @wraps(view)
    def mounted(request: HttpRequest, secret: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            found = opened(secret)
        except NotFoundError:
            return _closed(_ended(request))
        with translation.override(found.kept.report.header.language), timezone.override(found.scope.zone):
            try:
                response = _resting(request) if found.is_at_rest else view(request, found, *args, **kwargs)
            except NotFoundError:
                response = _ended(request)
            response.headers["Content-Language"] = translation.get_language() or ""
            return _closed(response)

    mounted.guest_item = REPORT  # type: ignore[attr-defined]
    return mounted


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@shared_view
def page(request: HttpRequest, found: Opened) -> HttpResponse:
    if not _is_known(request, found):
        return _asked(request, found)
    if request.method == "GET":
        actions.note_opening(found)
    report, remarks = for_guests(found.kept.report, found.kept.remarks, found.row.comments)
    brand = brand_of(found.scope)
    context = {
        "report": report,
        "shown": shown(report, remarks),
        "brand": brand,
        "chart_at_night": brand.at_night[1] if brand.chart_colour else "",
        "downloads": [(one, FORMS[one].name) for one in DOWNLOADS] if found.row.may_download else [],
    }
    return render_page(request, "sharing/report.html", context)


@require_safe
@shared_view
def style(request: HttpRequest, found: Opened) -> HttpResponse:
    _refuse_unknown(request, found)
    return sheet_response(brand_of(found.scope))


@require_safe
@shared_view
def download(request: HttpRequest, found: Opened, suffix: str) -> HttpResponse:
    _refuse_unknown(request, found)
    if suffix not in DOWNLOADS or not found.row.may_download:
        raise NotFoundError("")
    if not attempt_allowed(request, DOWNLOAD_LIMIT, f"report-link:{found.row.pk}"):
        return _too_often(request)
    report, remarks = for_guests(found.kept.report, found.kept.remarks, found.row.comments)
    content = rendered(suffix, report, remarks, brand=brand_of(found.scope))
    name = f"{found.scope.slug}-{report.template}-{report.end}.{suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=FORMS[suffix].content_type, headers=headers)


def _asked(request: HttpRequest, found: Opened) -> HttpResponse:
    """The password, of which a few guesses are looked at; what is behind it is not named."""
    form = PasswordForm(request.POST or None)
    status = 200
    if form.is_valid():
        key = f"report-link:{found.row.pk}"
        if not attempt_allowed(request, LIMIT, key):
            form.add_error("password", _("Too many attempts. Try again in five minutes."))
            status = 429
        elif actions.is_password(found, form.cleaned_data["password"]):
            forget_attempts(request, LIMIT, key)
            _remember(request, found)
            return HttpResponse(status=303, headers={"Location": request.path})
        else:
            form.add_error("password", _("This is not the password."))
            status = 422
    response = render_page(request, "sharing/password.html", {"form": form}, status=status)
    # With « no-referrer » browsers post forms with « Origin: null », which the check against forged posts refuses.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _is_known(request: HttpRequest, found: Opened) -> bool:
    if not found.row.password:
        return True
    until = parse_datetime(_noted(request).get(str(found.row.pk), ""))
    return until is not None and clock.now() < until


def _remember(request: HttpRequest, found: Opened) -> None:
    request.session.cycle_key()
    until = clock.now() + KNOWN_FOR
    request.session[_SESSION] = {**_noted(request), str(found.row.pk): until.isoformat()}


def _noted(request: HttpRequest) -> dict[str, str]:
    noted: dict[str, str] = request.session.get(_SESSION, {})
    return noted


def _refuse_unknown(request: HttpRequest, found: Opened) -> None:
    if not _is_known(request, found):
        raise NotFoundError("")


def _ended(request: HttpRequest) -> HttpResponse:
    return render_page(request, "sharing/ended.html", status=404)


def _resting(request: HttpRequest) -> HttpResponse:
    return render_page(request, "sharing/ended.html", {"is_resting": True}, status=404)


def _too_often(request: HttpRequest) -> HttpResponse:
    """Each file is drawn anew: whoever asks again and again waits."""
    response = render_page(request, "sharing/ended.html", {"is_too_often": True}, status=429)
    response.headers["Retry-After"] = "60"
    return response


def _closed(response: Any) -> HttpResponse:
    """In no cache, no search engine, no referrer."""
    policy = response.headers.get("Referrer-Policy", "no-referrer")
    kept: HttpResponse = keep_private(response)
    kept.headers["Referrer-Policy"] = policy
    return kept
