"""The forms of shared reports. What is allowed is said by the verb."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comptoir.check.sharing.actions import LONGEST_DAYS, SHORTEST_PASSWORD

OWN_DAY = "own"
ENDS = [
    ("7", _("In 7 days")),
    ("30", _("In 30 days")),
    ("90", _("In 90 days")),
    (OWN_DAY, _("On a day of my own")),
]


class LinkForm(forms.Form):
    label = forms.CharField(
        label=_("For whom"), max_length=120, help_text=_("For yourself: the reader does not see it.")
    )
    ends = forms.ChoiceField(label=pgettext_lazy("link", "Ends"), choices=ENDS, initial="30")
    day = forms.DateField(
        label=_("Own day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The last day on which it shows the report; a year at most."),
    )
    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("None, or at least 8 characters. Tell it by another way than the link."),
    )
    may_download = forms.BooleanField(label=_("The reader may download PDF and Excel"), required=False)
    comments = forms.TypedMultipleChoiceField(
        label=_("Comments that the reader sees"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None unless you tick it. Names of people are not shown."),
    )

    def __init__(self, *args: Any, comments: list[tuple[int, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["day"].widget.attrs |= {
            "min": today.isoformat(),
            "max": (today + timedelta(days=LONGEST_DAYS)).isoformat(),
        }
        self.fields["password"].widget.attrs["minlength"] = SHORTEST_PASSWORD
        self.fields["comments"].choices = comments  # type: ignore[attr-defined]
        if not comments:
            del self.fields["comments"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("ends") == OWN_DAY and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", _("Say on which day it ends."))
        return cleaned

    @property
    def last_day(self) -> date:
        ends = self.cleaned_data["ends"]
        own: date = self.cleaned_data["day"] if ends == OWN_DAY else self.today + timedelta(days=int(ends))
        return own


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
