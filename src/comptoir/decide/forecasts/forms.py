from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comptoir.decide.forecasts.metrics import forecastable


class ChoiceForm(forms.Form):
    """Which series the page shows."""

    metric = forms.ChoiceField(label=_("Metric"))
    dimension = forms.ChoiceField(
        label=_("For"),
        required=False,
        choices=[
            ("", _("the whole company")),
            ("sales_channel", _("a sales channel")),
            ("category", _("a category")),
            ("country", _("a country")),
        ],
        # What may be chosen of another dimension is asked of the page itself.
        widget=forms.Select(
            {
                "hx-get": "",
                "hx-include": "closest form",
                "hx-select": "#parts",
                "hx-target": "#parts",
                "hx-swap": "outerHTML",
            }
        ),
    )
    part = forms.CharField(
        label=_("Which one"), required=False, max_length=200, widget=forms.TextInput({"list": "parts"})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["metric"].choices = [(one.name, one.label) for one in forecastable()]  # type: ignore[attr-defined]

    @property
    def where(self) -> tuple[tuple[str, str], ...]:
        asked = self.cleaned_data
        part = asked["part"].strip()
        return ((asked["dimension"], part),) if asked["dimension"] and part else ()

    @property
    def query(self) -> dict[str, str]:
        (dimension, part), *_rest = self.where or (("", ""),)
        return {"metric": self.cleaned_data["metric"], "dimension": dimension, "part": part}


class EffectForm(forms.Form):
    event = forms.CharField(max_length=140)
    percent = forms.DecimalField(max_digits=7, decimal_places=2, localize=True)

    @property
    def share(self) -> Decimal:
        return Decimal(self.cleaned_data["percent"]) / 100
