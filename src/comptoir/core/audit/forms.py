from django import forms
from django.utils.translation import gettext_lazy as _


class TrailForm(forms.Form):
    """Filters; a value that means nothing filters nothing."""

    verb = forms.ChoiceField(label=_("What"), required=False)
    actor = forms.CharField(label=_("Who"), required=False, max_length=254)
    start = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    end = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def offer(self, verbs: list[tuple[str, object]]) -> None:
        self.fields["verb"].choices = [("", _("Everything")), *verbs]  # type: ignore[attr-defined]
