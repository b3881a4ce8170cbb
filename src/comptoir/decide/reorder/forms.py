from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comptoir.decide.reorder.sheet import COVER_DAYS, LONGEST_COVER, Sheet, Terms

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ChoicesForm(forms.Form):
    cover_days = forms.IntegerField(
        label=_("How many days should an order last?"),
        min_value=1,
        max_value=LONGEST_COVER,
        initial=COVER_DAYS,
        help_text=_("From its arrival on."),
    )
    most_tied_up = forms.DecimalField(
        label=_("Most money to tie up in one round of orders"),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        required=False,
        help_text=_("At purchase cost, in the company's currency. Empty: no bound."),
    )

    @classmethod
    def of(cls, sheet: Sheet) -> "ChoicesForm":
        return cls(initial={"cover_days": sheet.cover_days, "most_tied_up": sheet.most_tied_up})


class TermsForm(forms.Form):
    """How one product comes; what is left empty is as for all."""

    supplier = forms.CharField(label=_("Supplier"), max_length=120, required=False)
    delay = forms.IntegerField(label=_("Supplier delay in days"), min_value=1, max_value=365, required=False)
    minimum = forms.IntegerField(label=_("Minimum order, units"), min_value=0, required=False)
    incoming = forms.IntegerField(
        label=_("Units on their way"),
        min_value=0,
        required=False,
        help_text=_("Empty: as the stock file says. 0: none."),
    )
    incoming_on = forms.DateField(label=_("On the shelf on"), widget=_DAY, required=False)
    season_end = forms.DateField(label=_("Last day of its season"), widget=_DAY, required=False)

    @classmethod
    def of(cls, terms: Terms) -> "TermsForm":
        return cls(initial={name: getattr(terms, name) for name in cls.base_fields})

    def terms(self) -> Terms:
        return Terms(**self.cleaned_data)


class FileForm(forms.Form):
    file = forms.FileField(label=_("CSV or Excel file"))


def sku_of(asked: Any) -> str:
    return str(asked.get("sku", ""))[:100]
