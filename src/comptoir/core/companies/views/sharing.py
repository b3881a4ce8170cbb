"""Guest links: making and revoking them, and what the root of a link shows."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comptoir.core.companies import actions, queries
from comptoir.core.companies.access import open_guest_link
from comptoir.core.companies.forms import LinkForm
from comptoir.core.companies.guests import keep_private
from comptoir.core.companies.permissions import Permission
from comptoir.core.companies.sharing import SHAREABLE
from comptoir.core.companies.views.attempts import attempt
from comptoir.core.errors import NotFoundError
from comptoir.core.pages import CompanyRequest, company_view, render_page


@company_view(Permission.SHARE)
@require_http_methods(["GET", "HEAD", "POST"])
def sharing(request: CompanyRequest) -> HttpResponse:
    """The list; a posted form makes a link, and its address is shown this once."""
    form = LinkForm(request.POST or None)
    made = attempt(
        form,
        lambda: actions.create_guest_link(
            request.scope, form.cleaned_data["label"], form.cleaned_data["items"], form.valid_for
        ),
    )
    context: dict[str, object] = {"form": form, "links": queries.open_links(request.scope)}
    if made is not None:
        address = reverse("companies:guest", kwargs={"secret": made[1]})
        context |= {"form": LinkForm(), "link": request.build_absolute_uri(address)}
    context["shareable"] = SHAREABLE
    status = 422 if form.is_bound and made is None else 200
    return keep_private(render_page(request, "companies/sharing.html", context, status=status))


@company_view(Permission.SHARE)
@require_POST
def revoke(request: CompanyRequest, link: int) -> HttpResponse:
    actions.revoke_guest_link(request.scope, link)
    messages.success(request, _("The link shows nothing any more."))
    return redirect("companies:sharing", company=request.scope.slug)


@require_safe
def guest(request: HttpRequest, secret: str) -> HttpResponse:
    """The root of a guest link: its only item, or the list of them."""
    link = open_guest_link(secret)
    if link is None:
        raise NotFoundError(
            _("This link shows nothing, or no longer."), advice=_("Ask whoever sent it for a new one.")
        )
    items = [(item, SHAREABLE[item]) for item in link.items if item in SHAREABLE]
    if len(items) == 1:
        return keep_private(redirect(f"{request.path}{items[0][0]}/"))
    return keep_private(render_page(request, "companies/guest.html", {"items": items, "link": link}))
