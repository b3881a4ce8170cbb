from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comptoir.core.consent.actions import Origin
from comptoir.core.consent.words import GROUND_WORDS, PURPOSE_WORDS, Ground, Purpose

LARGEST = 20_000_000
ANSWERS = (("yes", _("they agreed")), ("no", _("they withdrew or refused")))


class _OriginForm(forms.Form):
    purpose = forms.ChoiceField(label=_("To what"), choices=[(k.value, w) for k, w in PURPOSE_WORDS.items()])
    answer = forms.ChoiceField(label=_("What they said"), choices=ANSWERS)
    ground = forms.ChoiceField(
        label=_("On which ground"), choices=[(k.value, w) for k, w in GROUND_WORDS.items()]
    )
    day = forms.DateField(
        label=_("On which day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )
    origin = forms.CharField(
        label=_("Where it was collected"),
        max_length=200,
        help_text=_(
            "The form, the box or the letter, with its wording or version: the proof that may be asked for."
        ),
    )

    def told(self) -> Origin:
        given: dict[str, Any] = self.cleaned_data
        return Origin(
            given["origin"],
            Ground(given["ground"]),
            given["day"],
            Purpose(given["purpose"]),
            given["answer"] == "yes",
        )


class FileForm(_OriginForm):
    field_order = ("file", "purpose", "answer", "ground", "day", "origin")
    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xls,.ods"}),
        help_text=_(
            "CSV or Excel of your shop or newsletter tool, with a column « email ». A column « consent », « Accepts "
            "Email Marketing » or « status » and one with the day are used where they are there; "
            "else what you say below."
        ),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return file


class OneForm(_OriginForm):
    field_order = ("email", "purpose", "answer", "ground", "day", "origin")
    email = forms.CharField(label=_("E-mail address"), max_length=320, widget=forms.EmailInput())
