"""Where the product and django-allauth meet."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest
from django.utils.translation import get_language

from comptoir.core.accounts.mail import sends_mail


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People come by invitation unless the installation says otherwise."""
        return bool(settings.OPEN_SIGNUP)

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """Who signs up keeps the language of the page they signed up on."""
        user.language = get_language() or settings.LANGUAGE_CODE
        return super().save_user(request, user, form, commit)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """As allauth sends it, journaled: without its content, which holds a link that opens the account."""
        # Mail knows companies, which know accounts.
        from comptoir.core.mail.api import Kind, send_now  # noqa: PLC0415

        if not sends_mail():
            super().send_mail(template_prefix, email, context)
            return
        request = allauth_context.request
        known = {"request": request, "email": email, "current_site": get_current_site(request), **context}
        user = context.get("user")
        send_now(
            self.render_mail(template_prefix, email, known), Kind.ACCOUNT, person_id=getattr(user, "pk", None)
        )
