"""One's own API tokens; an owner sees everybody's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from comptoir.core.companies import actions, queries
from comptoir.core.companies.forms import TokenForm
from comptoir.core.companies.guests import keep_private
from comptoir.core.companies.permissions import Permission
from comptoir.core.companies.views.attempts import attempt
from comptoir.core.pages import CompanyRequest, company_view, render_page


@company_view(Permission.MANAGE_TOKENS)
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: CompanyRequest) -> HttpResponse:
    """The list; a posted name makes a token, and its secret is shown this once."""
    form = TokenForm(request.POST or None)
    made = attempt(
        form, lambda: actions.create_token(request.scope, form.cleaned_data["name"], form.valid_for)
    )
    context = {
        "form": form if made is None else TokenForm(),
        "secret": made[1] if made is not None else "",
        "api": request.build_absolute_uri("/api/v1/"),
        "tokens": queries.open_tokens(request.scope),
    }
    status = 422 if form.is_bound and made is None else 200
    return keep_private(render_page(request, "companies/tokens.html", context, status=status))


@company_view(Permission.MANAGE_TOKENS)
@require_POST
def revoke(request: CompanyRequest, token: int) -> HttpResponse:
    actions.revoke_token(request.scope, token)
    messages.success(request, _("The token opens nothing any more."))
    return redirect("companies:tokens", company=request.scope.slug)
