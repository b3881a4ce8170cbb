from django import forms
from django.utils.translation import gettext_lazy as _

from comptoir.core.mail.words import Kind, State


class MailsForm(forms.Form):
    """Filters; a value that means nothing filters nothing."""

    state = forms.ChoiceField(label=_("State"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    to = forms.CharField(label=_("Recipient"), required=False, max_length=254)
    start = forms.DateField(
        label=_("From day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    end = forms.DateField(
        label=_("To day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.fields["state"].choices = [("", _("All")), *State.choices]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", _("All")), *Kind.choices]  # type: ignore[attr-defined]
