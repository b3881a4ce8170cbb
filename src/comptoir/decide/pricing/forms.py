from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comptoir.decide.pricing.asked import Asked


def _text(label: Any, **attributes: str) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=200, widget=forms.TextInput(attrs=attributes)
    )


class OfferForm(forms.Form):
    """Everything that the page asks; what is left empty has its default."""

    of = _text(_("Item number or category"), list="offer-of")
    discount = _text(_("Discount, in %"), inputmode="decimal")
    start = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    end = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    struck = _text(_("Price to strike through, incl. tax (the reference if empty)"), inputmode="decimal")
    competitor = _text(_("Competitor's price, incl. tax"), inputmode="decimal")

    @classmethod
    def of_asked(cls, asked: Asked) -> "OfferForm":
        return cls(
            initial={
                "of": asked.of,
                "discount": f"{(asked.discount * 100).normalize():f}",
                "start": asked.start.isoformat(),
                "end": asked.end.isoformat(),
                "struck": asked.struck,
                "competitor": asked.competitor,
            }
        )

    def add_prefix(self, field_name: str) -> str:
        """`from` and `to` are the names of the address; one of them is a word of Python."""
        return {"start": "from", "end": "to"}.get(field_name, field_name)
