"""The pages of webhooks, for owners and managers."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comptoir.check.hooks import actions, queries
from comptoir.check.hooks.forms import HookForm
from comptoir.check.hooks.models import Hook
from comptoir.check.hooks.words import Event, Shape, State
from comptoir.core import clock
from comptoir.core.companies.api import Permission
from comptoir.core.errors import ComptoirError, ConflictError, InputError
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.secrets.api import decrypt

SHOWN = 50
_MANAGE = Permission.MANAGE_CONNECTIONS


@require_safe
@company_view(_MANAGE)
def listed(request: CompanyRequest) -> HttpResponse:
    under_way = Q(deliveries__state__in=(State.QUEUED, State.SENDING))
    found = queries.hooks(request.scope).annotate(waiting=Count("deliveries", under_way))
    return render_page(request, "hooks/list.html", {"hooks": found})


@require_http_methods(["GET", "HEAD", "POST"])
@company_view(_MANAGE)
def add(request: CompanyRequest) -> HttpResponse:
    form = HookForm(request.POST or None, language=request.scope.language)
    if form.is_valid():
        try:
            made = actions.add_hook(request.scope, form.wanted(), form.cleaned_data["address"])
        except (InputError, ConflictError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The webhook is kept. Send it a test message now."))
            return _to(request, made)
    return _form_page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@company_view(_MANAGE)
def edit(request: CompanyRequest, number: int) -> HttpResponse:
    held = queries.own_hook(request.scope, number)
    form = HookForm(request.POST or None, hook=held)
    if form.is_valid():
        try:
            actions.change_hook(request.scope, number, form.wanted(), form.cleaned_data["address"])
        except InputError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The webhook is changed."))
            return _to(request, held)
    return _form_page(request, form, held)


@require_safe
@company_view(_MANAGE)
def hook(request: CompanyRequest, number: int) -> HttpResponse:
    """How it stands, its secret, its last messages."""
    held = queries.own_hook(request.scope, number)
    context = {
        "hook": held,
        "deliveries": held.deliveries.defer("content")[:SHOWN],
        "wants_digest": Event.DIGEST in held.events,
        "is_signed": held.shape == Shape.GENERIC,
        "secret": _secret(held),
        "former_until": held.former_until if held.former_until and held.former_until > clock.now() else None,
        "shown": SHOWN,
    }
    answer = render_page(request, "hooks/hook.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@company_view(_MANAGE)
def trial(request: CompanyRequest, number: int) -> HttpResponse:
    actions.try_hook(request.scope, number)
    messages.success(request, _("A test message is on its way. Load this page again to see the answer."))
    return _to(request, number)


@require_POST
@company_view(_MANAGE)
def pause(request: CompanyRequest, number: int) -> HttpResponse:
    return _to(request, actions.pause_hook(request.scope, number))


@require_POST
@company_view(_MANAGE)
def start(request: CompanyRequest, number: int) -> HttpResponse:
    return _to(request, actions.start_hook(request.scope, number))


@require_POST
@company_view(_MANAGE)
def rotate(request: CompanyRequest, number: int) -> HttpResponse:
    actions.rotate_secret(request.scope, number)
    messages.success(request, _("There is a new secret. The one before signs besides for 24 hours."))
    return _to(request, number)


@require_POST
@company_view(_MANAGE)
def remove(request: CompanyRequest, number: int) -> HttpResponse:
    actions.remove_hook(request.scope, number)
    messages.success(request, _("The webhook is removed."))
    return redirect("hooks:list", company=request.scope.slug)


@require_POST
@company_view(_MANAGE)
def again(request: CompanyRequest, message: int) -> HttpResponse:
    held = actions.send_again(request.scope, message)
    messages.success(request, _("It is sent again."))
    return _to(request, held)


def _to(request: CompanyRequest, held: Hook | int) -> HttpResponse:
    number = held.pk if isinstance(held, Hook) else held
    return redirect("hooks:hook", company=request.scope.slug, number=number)


def _form_page(request: CompanyRequest, form: HookForm, held: Hook | None) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "hook": held}
    return render_page(request, "hooks/edit.html", context, status=422 if form.is_bound else 200)


def _secret(held: Hook) -> str:
    """Empty where this installation has lost the key that it was encrypted with."""
    try:
        return decrypt(held.secret)
    except ComptoirError:
        return ""
