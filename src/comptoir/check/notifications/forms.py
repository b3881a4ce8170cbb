from django import forms
from django.utils.translation import gettext_lazy as _

from comptoir.check.notifications.queries import Hours

_TIME = {"type": "time"}


class HoursForm(forms.Form):
    hour = forms.TimeField(
        label=_("Hour of the morning digest"),
        widget=forms.TimeInput(attrs=_TIME, format="%H:%M"),
        help_text=_("By the clock of each company."),
    )
    quiet_from = forms.TimeField(
        label=_("Quiet from"), required=False, widget=forms.TimeInput(attrs=_TIME, format="%H:%M")
    )
    quiet_to = forms.TimeField(
        label=_("Quiet to"),
        required=False,
        widget=forms.TimeInput(attrs=_TIME, format="%H:%M"),
        help_text=_(
            "Nothing leaves in these hours; alarms wait for their end. 20:00 to 08:00 goes over midnight."
        ),
    )
    paused_until = forms.DateField(
        label=_("Pause up to this day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Holidays: no mail up to the evening of that day."),
    )

    def hours(self) -> Hours:
        return Hours(**self.cleaned_data)
