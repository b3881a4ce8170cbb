"""Forms of accounts: our words on those of django-allauth."""

from typing import Any

from allauth.account import forms as theirs
from django import forms
from django.utils.translation import gettext_lazy as _

from comptoir.core.accounts.models import User


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # Django does not subscript it
    class Meta:
        model = User
        fields = ("first_name", "last_name")


class _Labelled:
    """The label says what to type: a placeholder would say it twice, then vanish."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in {"login", "email"}:
                field.label = _("E-mail address")


class LoginForm(_Labelled, theirs.LoginForm):  # type: ignore[misc]
    pass


class SignupForm(_Labelled, theirs.SignupForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(_Labelled, theirs.ResetPasswordForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(_Labelled, theirs.ChangePasswordForm):  # type: ignore[misc]
    pass
