from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comptoir.decide.anomalies.choosing import MOST_MONEY, Choices
from comptoir.decide.anomalies.watched import DIMENSIONS, METRICS
from comptoir.measure.metrics.api import dimension, metric


class RuleForm(forms.Form):
    """What is muted, for how long and why."""

    metric = forms.ChoiceField(label=_("Metric"), required=False)
    dimension = forms.ChoiceField(label=_("For"), required=False)
    value = forms.CharField(
        label=_("Which one"),
        required=False,
        max_length=300,
        help_text=_("As the data write it; empty: all of them."),
    )
    days = forms.TypedChoiceField(
        label=_("For how long"),
        coerce=int,
        choices=[(7, _("7 days")), (30, _("30 days")), (90, _("90 days")), (0, _("for good"))],
    )
    reason = forms.CharField(label=_("Why"), max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        metrics = [("", _("every metric")), *((name, metric(name).label) for name in METRICS)]
        parts = [
            ("", _("the whole company and all parts")),
            *((name, dimension(name).label) for name in DIMENSIONS),
        ]
        self.fields["metric"].choices = metrics  # type: ignore[attr-defined]
        self.fields["dimension"].choices = parts  # type: ignore[attr-defined]


class ChoicesForm(forms.Form):
    least_money = forms.DecimalField(
        label=_("Least money of a week"),
        min_value=0,
        max_value=MOST_MONEY,
        decimal_places=2,
        help_text=_("In the company's currency: what a week like the day would cost or bring."),
    )
    quiet_from = forms.TimeField(
        label=_("Quiet from"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    quiet_to = forms.TimeField(
        label=_("Quiet until"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("What is found in these hours is told after them. Empty: at any hour."),
    )

    def choices(self) -> Choices:
        told = self.cleaned_data
        return Choices(told["least_money"], told["quiet_from"], told["quiet_to"])
