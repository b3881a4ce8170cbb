from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from comptoir.check.sending.engine import LONGEST_MONTH, Rhythm
from comptoir.check.sending.planning import Choices, addresses_in
from comptoir.core.companies.api import Person

WEEKDAYS = (
    (1, _("Monday")),
    (2, _("Tuesday")),
    (3, _("Wednesday")),
    (4, _("Thursday")),
    (5, _("Friday")),
    (6, _("Saturday")),
    (7, _("Sunday")),
)
_HOUR = {"type": "time"}


class PlanForm(forms.Form):
    """A report of weeks leaves on a day of the week, one of months on a day of the month."""

    weekday = forms.TypedChoiceField(label=_("Day of the week"), coerce=int, choices=WEEKDAYS)
    month_day = forms.IntegerField(
        label=_("Day of the month"),
        min_value=1,
        max_value=LONGEST_MONTH,
        help_text=_("A shorter month ends earlier."),
    )
    draft_at = forms.TimeField(
        label=_("Hour of the draft"),
        widget=forms.TimeInput(attrs=_HOUR, format="%H:%M"),
        help_text=_("By the clock of the company. Let the data of the night come in first."),
    )
    send_at = forms.TimeField(label=_("Hour of sending"), widget=forms.TimeInput(attrs=_HOUR, format="%H:%M"))
    needs_approval = forms.BooleanField(
        label=_("A person approves it before it leaves"),
        required=False,
        help_text=_("Approved later than the hour of sending, it leaves within a quarter of an hour."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    attached = forms.MultipleChoiceField(
        label=_("Files beside the mail"),
        required=False,
        choices=[("pdf", "PDF"), ("xlsx", "Excel")],
        widget=forms.CheckboxSelectMultiple,
    )
    people = forms.TypedMultipleChoiceField(
        label=_("Members who receive it"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label=_("Other addresses"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_("One a line. Each reader sees no other address, and can stop the report by a link."),
    )
    shares = forms.BooleanField(
        label=_("Their mail brings a link that opens the report without a sign-in"),
        required=False,
        help_text=_(
            "For 30 days, as often as they like; it stands among the links of the report, where it is revoked. Without "
            "it their mail leads nowhere: members alone sign in."
        ),
    )

    def __init__(self, *arguments: Any, people: Sequence[Person], chosen: Choices, **named: Any) -> None:
        initial = {
            name: getattr(chosen, name)
            for name in (
                "weekday",
                "month_day",
                "draft_at",
                "send_at",
                "needs_approval",
                "language",
                "shares",
            )
        }
        initial |= {
            "people": chosen.people,
            "attached": chosen.files,
            "others": "\n".join(chosen.others),
        }
        super().__init__(*arguments, **{**named, "initial": initial})
        self.before = chosen
        del self.fields["month_day" if chosen.rhythm is Rhythm.WEEK else "weekday"]
        self.fields["people"].choices = [(one.id, one.email) for one in people]  # type: ignore[attr-defined]

    def chosen(self) -> Choices:
        said = self.cleaned_data
        return Choices(
            said["language"],
            self.before.rhythm,
            said.get("weekday", self.before.weekday),
            said.get("month_day", self.before.month_day),
            said["draft_at"],
            said["send_at"],
            tuple(said["attached"]),
            said["needs_approval"],
            tuple(said["people"]),
            addresses_in(said["others"]),
            said["shares"],
        )


class SendForm(forms.Form):
    """Whom a report goes to: those of its schedule, ticked, and others."""

    readers = forms.MultipleChoiceField(
        label=_("Of its schedule"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label=_("Other addresses"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_("One a line. Each reader sees no other address, and can stop the report by a link."),
    )

    def __init__(self, *arguments: Any, readers: Sequence[str], **named: Any) -> None:
        super().__init__(*arguments, **{**named, "initial": {"readers": list(readers)}})
        self.fields["readers"].choices = [(one, one) for one in readers]  # type: ignore[attr-defined]
        if not readers:
            del self.fields["readers"]

    def addresses(self) -> tuple[str, ...]:
        said = self.cleaned_data
        return (*said.get("readers", ()), *addresses_in(said["others"]))
