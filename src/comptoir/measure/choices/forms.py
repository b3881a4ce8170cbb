from collections.abc import Sequence
from typing import Self

from django import forms
from django.utils.translation import gettext_lazy as _

from comptoir.measure.choices.engine import Choices


class ChoicesForm(forms.Form):
    brand_words = forms.CharField(
        label=_("Words of the brand"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "One a line: the name, its abbreviations, frequent misspellings. Accents, capitals, spaces and hyphens do "
            "not matter. Left empty, no search is of the brand."
        ),
    )
    audience_source = forms.ChoiceField(
        label=_("Visits are read from"),
        required=False,
        help_text=_(
            "Where several tools measure the same days, one is read and the others are left aside: sessions are never "
            "added."
        ),
    )

    def offering(self, sources: Sequence[str]) -> Self:
        """With the tools that have told of visits."""
        field = self.fields["audience_source"]
        field.choices = [("", _("the tool that knows most, by itself")), *((one, one) for one in sources)]  # type: ignore[attr-defined]
        return self

    @classmethod
    def of(cls, choices: Choices) -> Self:
        return cls(
            initial={
                "brand_words": "\n".join(choices.brand),
                "audience_source": choices.audience_source,
            }
        )

    @property
    def words(self) -> list[str]:
        return [line for line in self.cleaned_data["brand_words"].splitlines() if line.strip()]
