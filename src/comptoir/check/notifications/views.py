"""A person's choices, and the way out that needs no sign-in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from comptoir.check.notifications import actions
from comptoir.check.notifications.forms import HoursForm
from comptoir.check.notifications.queries import hours_of, wishes_of
from comptoir.check.notifications.stopping import wish_behind
from comptoir.core.companies.api import Permission
from comptoir.core.errors import InputError
from comptoir.core.mail.api import sends_mail
from comptoir.core.pages import CompanyRequest, company_view, render_page


@require_http_methods(["GET", "HEAD", "POST"])
@company_view(Permission.VIEW_FIGURES)
def page(request: CompanyRequest) -> HttpResponse:
    hours = hours_of(request.user.pk)
    initial = {name: getattr(hours, name) for name in ("hour", "quiet_from", "quiet_to", "paused_until")}
    form = HoursForm(request.POST or None, initial=initial)
    wishes = wishes_of(request.user)
    if form.is_valid():
        digests, alarms = request.POST.getlist("digest"), request.POST.getlist("alarms")
        wanted = {one.scope.slug: (one.scope.slug in digests, one.scope.slug in alarms) for one in wishes}
        try:
            actions.choose(request.scope, request.user, form.hours(), wanted)
        except InputError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your choices are kept."))
            return redirect("notifications:page", company=request.scope.slug)
    context = {"form": form, "wishes": wishes, "sends_mail": sends_mail(), "email": request.user.email}
    status = 422 if form.is_bound else 200
    return render_page(request, "notifications/page.html", context, status=status)


@require_POST
@company_view(Permission.VIEW_FIGURES)
def trial(request: CompanyRequest) -> HttpResponse:
    actions.try_one(request.scope)
    messages.success(
        request,
        _("A digest is being written; it arrives in a few minutes at %(email)s.")
        % {"email": request.user.email},
    )
    return redirect("notifications:page", company=request.scope.slug)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, secret: str) -> HttpResponse:
    """Mail programs post here by themselves (RFC 8058); people see a button first, for some programs open links."""
    wish = wish_behind(secret)
    if wish is None:
        raise Http404
    with translation.override(wish.person.language):
        if request.method == "POST":
            actions.stop(wish)
        context = {"company": wish.company.name, "is_stopped": request.method == "POST"}
        return render_page(request, "notifications/stop.html", context)
