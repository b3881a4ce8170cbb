from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comptoir.core.ledger.api import ActionKind, ActionState
from comptoir.decide.findings.choosing import LONGEST_DELAY, MOST_MONEY, Choices


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=300)


class MuteForm(ReasonForm):
    days = forms.TypedChoiceField(
        label=_("For how long"),
        coerce=int,
        choices=[(30, _("30 days")), (90, _("90 days")), (0, _("for good"))],
    )


class ChoicesForm(forms.Form):
    least_money = forms.DecimalField(
        label=_("Least money at stake in 30 days"),
        min_value=0,
        max_value=MOST_MONEY,
        decimal_places=2,
        help_text=_("In the company's currency. What is worth less is not shown."),
    )
    delay_days = forms.IntegerField(
        label=_("Supplier delay in days"),
        min_value=1,
        max_value=LONGEST_DELAY,
        help_text=_("From an order to your suppliers until the goods are on the shelf."),
    )

    def choices(self) -> Choices:
        return Choices(self.cleaned_data["least_money"], self.cleaned_data["delay_days"])


class FilterForm(forms.Form):
    """What of the list of actions is shown."""

    state = forms.ChoiceField(label=pgettext_lazy("action", "State"), required=False)
    kind = forms.ChoiceField(label=pgettext_lazy("action", "Kind"), required=False)
    owner = forms.ChoiceField(label=pgettext_lazy("action", "Owner"), required=False)

    def __init__(self, *args: Any, owners: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("All"))
        for name, choices in (
            ("state", [(state.value, state.label) for state in ActionState]),
            ("kind", [(kind.value, kind.label) for kind in ActionKind]),
            ("owner", [(str(key), name) for key, name in owners]),
        ):
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label, required=False, choices=[everything, *choices]
            )
