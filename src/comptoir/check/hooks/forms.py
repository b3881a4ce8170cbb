from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from comptoir.check.hooks.choosing import Wanted
from comptoir.check.hooks.models import MORNING, Hook
from comptoir.check.hooks.words import CHOSEN, Shape

_TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class HookForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("For example: channel of the sales team.")
    )
    shape = forms.ChoiceField(label=_("Format"), choices=Shape.choices)
    address = forms.CharField(
        label=_("Address"),
        max_length=2000,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "url"}),
    )
    events = forms.MultipleChoiceField(
        label=_("What is told there"),
        choices=[(one.value, one.label) for one in CHOSEN],
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    hour = forms.TimeField(
        label=_("Hour of the digest"),
        initial=MORNING,
        widget=_TIME,
        help_text=_("By the clock of the company."),
    )
    quiet_from = forms.TimeField(label=_("Quiet from"), required=False, widget=_TIME)
    quiet_to = forms.TimeField(
        label=_("Quiet to"),
        required=False,
        widget=_TIME,
        help_text=_(
            "Nothing is told in these hours, nor in the quiet hours of the company; it waits for their end."
        ),
    )

    def __init__(self, data: Any = None, *, hook: Hook | None = None, language: str = "") -> None:
        names = ("name", "shape", "events", "language", "hour", "quiet_from", "quiet_to")
        initial = {name: getattr(hook, name) for name in names} if hook else {"language": language}
        super().__init__(data, initial=initial)
        address = self.fields["address"]
        if hook is None:
            address.help_text = _(
                "As Slack, the Teams workflow or your program gives it. It is a secret: it is kept encrypted."
            )
        else:
            address.required = False
            address.help_text = _("It is %(hint)s now. Leave this empty to keep it.") % {"hint": hook.hint}

    def wanted(self) -> Wanted:
        given = {name: value for name, value in self.cleaned_data.items() if name != "address"}
        return Wanted(**{**given, "events": tuple(given["events"])})
