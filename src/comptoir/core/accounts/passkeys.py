"""The form that adds a passkey, with its label in the language of the page."""

from typing import Any

from allauth.mfa.webauthn import forms as theirs
from django.utils.translation import gettext_lazy as _


class AddPasskeyForm(theirs.AddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
