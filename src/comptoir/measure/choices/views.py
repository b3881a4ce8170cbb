from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comptoir.core.companies.api import Permission
from comptoir.core.errors import InputError
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.measure.choices import actions
from comptoir.measure.choices.forms import ChoicesForm
from comptoir.measure.choices.known import audience_sources
from comptoir.measure.choices.queries import choices_of


@require_http_methods(["GET", "HEAD", "POST"])
@company_view(Permission.VIEW_FIGURES)
def page(request: CompanyRequest) -> HttpResponse:
    choices, sources = choices_of(request.scope), audience_sources(request.scope)
    kept = sorted({*sources, *([choices.audience_source] if choices.audience_source else [])})
    form = ChoicesForm(request.POST) if request.method == "POST" else ChoicesForm.of(choices)
    form.offering(kept)
    if request.method == "POST":
        request.scope.require(Permission.MANAGE_CONNECTIONS)
    if request.method == "POST" and form.is_valid():
        try:
            if form.words != list(choices.brand):
                actions.say_brand_words(request.scope, form.words)
            if form.cleaned_data["audience_source"] != choices.audience_source:
                actions.choose_audience_source(request.scope, form.cleaned_data["audience_source"], sources)
        except InputError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved: the figures follow, those of the past too."))
            return redirect("choices:page", company=request.scope.slug)
    context = {
        "form": form,
        "choices": choices,
        "may_edit": request.scope.may(Permission.MANAGE_CONNECTIONS),
    }
    return render_page(request, "choices/page.html", context, status=422 if form.is_bound else 200)
