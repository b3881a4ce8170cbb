"""Forms of companies. They offer; what is allowed is said by `validation`, in the verbs."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from comptoir.core.companies import choices, validation
from comptoir.core.companies.models import TaxBasis
from comptoir.core.companies.permissions import MEMBER_ROLES
from comptoir.core.companies.sharing import OFFERED, SHAREABLE

VALIDITIES = [(7, _("7 days")), (30, _("30 days")), (90, _("90 days")), (365, _("One year"))]


class SettingsForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    currency = forms.ChoiceField(label=_("Currency"), choices=choices.currencies)
    timezone = forms.ChoiceField(
        label=_("Time zone"), choices=choices.timezones, help_text=_("Days start at midnight there.")
    )
    language = forms.ChoiceField(label=_("Language of reports"), choices=lambda: settings.LANGUAGES)
    country = forms.ChoiceField(
        label=_("Country"),
        choices=lambda: choices.countries(validation.known_countries()),
        help_text=_("Its holidays and legal sales stand in the calendar."),
    )
    week_start = forms.TypedChoiceField(
        label=_("First day of the week"), choices=choices.WEEKDAYS, coerce=int
    )
    tax = forms.ChoiceField(label=_("Amounts shown"), choices=TaxBasis.choices)


class CompanyForm(forms.Form):
    name = forms.CharField(label=_("Name of the company"), max_length=120)
    slug = forms.CharField(
        label=_("Short name"),
        max_length=50,
        help_text=_("It stands in addresses and commands: small letters, digits, hyphens."),
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=choices.currencies, initial="EUR")
    timezone = forms.ChoiceField(
        label=_("Time zone"),
        choices=choices.timezones,
        initial="Europe/Paris",
        help_text=_("Days start at midnight there."),
    )
    language = forms.ChoiceField(
        label=_("Language of reports"), choices=lambda: settings.LANGUAGES, initial="fr"
    )


class PasswordForm(forms.Form):
    """A new password, typed twice. Whether it is strong enough is said by the verb."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 10 characters. A few words make a good one."),
    )
    again = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("password") != cleaned.get("again") and "password" in cleaned and "again" in cleaned:
            self.add_error("again", _("The two passwords differ."))
        return cleaned


class SetupForm(CompanyForm, PasswordForm):
    email = forms.EmailField(
        label=_("Your e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    field_order = ("email", "password", "again", "name", "slug", "currency", "timezone", "language")


class InvitationForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(
        label=_("Role"), choices=[(role.value, role.label) for role in MEMBER_ROLES], initial="viewer"
    )


class _LastingForm(forms.Form):
    days = forms.TypedChoiceField(label=_("Valid for"), choices=VALIDITIES, coerce=int, initial=30)

    @property
    def valid_for(self) -> timedelta:
        return timedelta(days=self.cleaned_data["days"])


class TokenForm(_LastingForm):
    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("After what will use it: spreadsheet, warehouse…")
    )
    field_order = ("name", "days")


class LinkForm(_LastingForm):
    label = forms.CharField(label=_("For whom"), max_length=120)
    items = forms.MultipleChoiceField(
        label=_("Shows"),
        choices=[(item, SHAREABLE[item]) for item in OFFERED],
        initial=list(OFFERED)[:1],
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("label", "items", "days")
