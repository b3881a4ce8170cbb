"""The page that copies settings: what and where to, what it would do, then the verb."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from comptoir.core.companies.api import Permission
from comptoir.core.errors import InputError
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.web.copies import copying


@require_http_methods(["GET", "HEAD", "POST"])
@company_view(Permission.EDIT_REPORTS)
def page(request: CompanyRequest) -> HttpResponse:
    """Posted without `do=copy`, it shows what would be done."""
    scope = request.scope
    companies, names = request.POST.getlist("company"), request.POST.getlist("setting")
    context = {
        "settings": copying.offered(scope).items(),
        "targets": copying.targets(request.user, scope),
        "companies": companies,
        "names": names,
    }
    if request.method != "POST":
        return render_page(request, "copies/page.html", context)
    try:
        to, settings = copying.chosen(request.user, scope, companies, names)
    except InputError as error:
        return render_page(request, "copies/page.html", {**context, "error": str(error)}, status=422)
    if request.POST.get("do") != "copy":
        plan = copying.planned(scope, to, settings)
        is_empty = not any(lines for one in plan for _setting, lines in one.lines)
        return render_page(request, "copies/page.html", {**context, "plan": plan, "is_empty": is_empty})
    copying.copy(scope, to, settings)
    told = ngettext("Copied to %(count)d company.", "Copied to %(count)d companies.", len(to))
    messages.success(request, told % {"count": len(to)} + " " + _("Each page says how it is undone."))
    return redirect("copies:page", company=scope.slug)
