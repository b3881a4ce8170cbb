from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from comptoir.decide.drivers.choice import DIMENSIONS, MOST_DIMENSIONS, Basket, Channels, Origin, TreeChoice
from comptoir.measure.metrics.api import dimension

ORIGINS = {
    Origin.VISITS: _("sessions x orders per session"),
    Origin.CUSTOMERS: _("customers x orders per customer"),
    Origin.ORDERS: _("the number of orders"),
}
BASKETS = {Basket.WHOLE: _("one basket"), Basket.ITEMS: _("items per order x price per item")}
CHANNELS = {
    Channels.EACH: _("one bar for each"),
    Channels.FACTORS: _("orders and basket of each"),
    Channels.TOGETHER: _("one bar for all"),
}


class TreeForm(forms.Form):
    origin = forms.ChoiceField(
        label=_("Orders of the own site"),
        choices=[(one.value, words) for one, words in ORIGINS.items()],
        help_text=_(
            "What the number of orders is made of. While sessions are not known, customers take their place."
        ),
    )
    basket = forms.ChoiceField(
        label=_("Basket"),
        choices=[(one.value, words) for one, words in BASKETS.items()],
        help_text=_("What an order is worth."),
    )
    discounts_apart = forms.BooleanField(
        label=_("Discounts apart"),
        required=False,
        help_text=_(
            "The basket before discounts and the discount rate as two factors; else the average order value."
        ),
    )
    channels = forms.ChoiceField(
        label=_("Marketplaces and shops"),
        choices=[(one.value, words) for one, words in CHANNELS.items()],
        help_text=_("They have no sessions: each is a branch of its own."),
    )
    dimensions = forms.MultipleChoiceField(
        label=_("Segments looked at"),
        choices=[(name, dimension(name).label) for name in DIMENSIONS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Six at most. Each metric takes those that its facts know."),
    )

    @classmethod
    def of(cls, choice: TreeChoice) -> Self:
        return cls(initial=choice.to_json())

    @staticmethod
    def told(choice: TreeChoice) -> list[tuple[Any, str]]:
        """The choice in words, for those who may not change it."""
        fields = TreeForm.base_fields
        return [
            (fields["origin"].label, str(ORIGINS[choice.origin])),
            (fields["basket"].label, str(BASKETS[choice.basket])),
            (fields["discounts_apart"].label, str(_("yes") if choice.discounts_apart else _("no"))),
            (fields["channels"].label, str(CHANNELS[choice.channels])),
            (fields["dimensions"].label, ", ".join(str(dimension(one).label) for one in choice.dimensions)),
        ]

    def clean_dimensions(self) -> list[str]:
        names: list[str] = self.cleaned_data["dimensions"]
        if len(names) > MOST_DIMENSIONS:
            raise forms.ValidationError(_("Six at most."))
        return names

    def choice(self) -> TreeChoice:
        return TreeChoice.from_json(self.cleaned_data)
