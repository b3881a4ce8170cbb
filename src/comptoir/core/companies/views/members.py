"""Members: the list with the matrix of rights, inviting, roles, and the page of an invitation."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from comptoir.core.accounts.api import User, account_of, send_text
from comptoir.core.companies import actions, queries
from comptoir.core.companies.forms import InvitationForm, PasswordForm
from comptoir.core.companies.guests import keep_private
from comptoir.core.companies.models import Invitation
from comptoir.core.companies.permissions import MATRIX, MEMBER_ROLES, Permission
from comptoir.core.companies.views.attempts import attempt
from comptoir.core.companies.views.companies import SIGN_IN_BACKEND
from comptoir.core.pages import CompanyRequest, company_view, render_page


@company_view(Permission.MANAGE_MEMBERS)
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: CompanyRequest) -> HttpResponse:
    """The list; a posted address is invited, and the link shown once, to be copied."""
    form = InvitationForm(request.POST or None)
    invited = attempt(form, lambda: actions.invite_member(request.scope, **form.cleaned_data))
    context: dict[str, object] = {"form": form}
    if invited is not None:
        invitation, secret = invited
        link = request.build_absolute_uri(reverse("companies:invitation", kwargs={"secret": secret}))
        context = {
            "form": InvitationForm(),
            "invitation": invitation,
            "link": link,
            "is_mailed": send_text(
                *_letter(request, invitation, link), to=invitation.email, company_id=request.scope.company_id
            ),
        }
    context |= {
        "members": queries.members(request.scope),
        "invitations": queries.open_invitations(request.scope),
        "roles": MEMBER_ROLES,
        "rights": [
            (permission.label, [permission in MATRIX[role] for role in MEMBER_ROLES])
            for permission in Permission
        ],
    }
    page = render_page(
        request, "companies/members.html", context, status=422 if form.is_bound and invited is None else 200
    )
    return keep_private(page)


@company_view(Permission.MANAGE_MEMBERS)
@require_POST
def change_role(request: CompanyRequest, member: int) -> HttpResponse:
    actions.change_role(request.scope, member, request.POST.get("role", ""))
    messages.success(request, _("Saved."))
    return _to_members(request)


@company_view(Permission.MANAGE_MEMBERS)
@require_POST
def remove(request: CompanyRequest, member: int) -> HttpResponse:
    actions.remove_member(request.scope, member)
    messages.success(request, _("The member was removed."))
    return _to_members(request)


@company_view(Permission.MANAGE_MEMBERS)
@require_POST
def revoke_invitation(request: CompanyRequest, invitation: int) -> HttpResponse:
    actions.revoke_invitation(request.scope, invitation)
    messages.success(request, _("The invitation is worth nothing now."))
    return _to_members(request)


@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """What the link of an invitation opens: join as who is signed in, sign in first, or choose a password."""
    invitation = queries.open_invitation(secret)
    user = request.user if request.user.is_authenticated else None
    form = PasswordForm(request.POST or None) if user is None else None
    joined: User | None = None
    if request.method == "POST":
        joined = _join(secret, user, form)
    if joined is not None:
        if user is None:
            login(request, joined, backend=SIGN_IN_BACKEND)
        return redirect("/")
    has_account = account_of(invitation.email) is not None
    context = {
        "invitation": invitation,
        "form": None if has_account else form,
        "is_theirs": user is not None and user.email == invitation.email,
        "sign_in": f"{settings.LOGIN_URL}?next={request.path}",
    }
    status = 422 if request.method == "POST" else 200
    return keep_private(render_page(request, "companies/invitation.html", context, status=status))


def _join(secret: str, user: User | None, form: PasswordForm | None) -> User | None:
    if form is None:
        return actions.accept_invitation(secret, user)
    return attempt(
        form,
        lambda: actions.accept_invitation(
            secret, None, form.cleaned_data["password"], language=get_language() or "fr"
        ),
    )


def _letter(request: CompanyRequest, invitation: Invitation, link: str) -> tuple[str, str]:
    subject = _("%(company)s invites you to Comptoir") % {"company": request.scope.name}
    text = _(
        "%(inviter)s invites you to the figures of %(company)s.\n\n"
        "Open this address within 7 days:\n%(link)s\n\n"
        "It is for you alone. You expected no invitation? Ignore this letter."
    )
    return subject, text % {"inviter": request.user, "company": request.scope.name, "link": link}


def _to_members(request: CompanyRequest) -> HttpResponse:
    return redirect("companies:members", company=request.scope.slug)
