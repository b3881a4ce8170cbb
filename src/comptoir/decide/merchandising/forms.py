from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comptoir.decide.merchandising.lines import FEW, MOST, Place

MOST_SEEN = 100_000_000


class SlotForm(forms.Form):
    """Where, how many products, how many will see them."""

    place = forms.ChoiceField(label=_("Where"), choices=[(one.value, one.label) for one in Place])
    category = forms.ChoiceField(label=_("Category"), required=False)
    count = forms.IntegerField(label=_("How many products"), min_value=1, max_value=MOST, initial=FEW)
    planned = forms.IntegerField(
        label=_("How many will see it"), min_value=0, max_value=MOST_SEEN, required=False
    )

    def __init__(self, *args: Any, categories: Iterable[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("All")), *((one, one) for one in categories)]
        self.fields["category"] = forms.ChoiceField(label=_("Category"), required=False, choices=choices)
