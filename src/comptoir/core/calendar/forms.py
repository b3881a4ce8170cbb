from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comptoir.core.calendar.actions import Draft
from comptoir.core.calendar.event import Event
from comptoir.core.calendar.models import EventKind


def _day() -> forms.DateInput:
    # The browser's own picker takes and gives ISO days in every language.
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class EventForm(forms.Form):
    """What a person types; the rules of the calendar are checked by the verb."""

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=EventKind, initial=EventKind.PROMOTION)
    day_start = forms.DateField(label=_("First day"), widget=_day(), input_formats=["%Y-%m-%d"])
    day_end = forms.DateField(
        label=_("Last day"),
        widget=_day(),
        input_formats=["%Y-%m-%d"],
        required=False,
        help_text=_("Leave it empty for an event of one day."),
    )
    note = forms.CharField(
        label=pgettext_lazy("event", "Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def of(cls, event: Event) -> "EventForm":
        return cls(
            initial={
                "name": event.name,
                "kind": event.kind,
                "day_start": event.day_start,
                "day_end": event.day_end,
                "note": event.note,
            }
        )

    def draft(self) -> Draft:
        given: dict[str, Any] = self.cleaned_data
        return Draft(
            name=given["name"],
            kind=EventKind(given["kind"]),
            day_start=given["day_start"],
            day_end=given["day_end"] or given["day_start"],
            note=given["note"],
        )
