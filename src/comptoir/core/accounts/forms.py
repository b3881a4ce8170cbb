from django import forms

from comptoir.core.accounts.models import User


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # Django does not subscript it
    class Meta:
        model = User
        fields = ("first_name", "last_name")
