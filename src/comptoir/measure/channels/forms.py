from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comptoir.connectors.channels.api import CLICKS, FIELDS, ChannelRule
from comptoir.measure.channels.actions import Draft
from comptoir.measure.channels.words import CHANNEL_WORDS, FIELD_HELP, FIELD_WORDS

LONGEST = 6_200
PROPOSED = ("source", "medium", "campaign", "referrer", "said")
"""Fields whose values are proposed from the last orders."""


def _day() -> forms.DateInput:
    # The browser's own picker takes and gives ISO days in every language.
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _words(name: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"list": f"known-{name}", "autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(
        label=FIELD_WORDS[name],
        help_text=FIELD_HELP[name],
        required=False,
        max_length=LONGEST,
        widget=widget,
    )


class RuleForm(forms.Form):
    """What a person types; the rules of words and days are checked by the verb."""

    channel = forms.ChoiceField(label=_("Channel"), choices=[("", "—"), *CHANNEL_WORDS.items()])
    source = _words("source")
    medium = _words("medium")
    campaign = _words("campaign")
    referrer = _words("referrer")
    click = _words("click")
    said = _words("said")
    valid_from = forms.DateField(
        label=_("First day"),
        widget=_day(),
        input_formats=["%Y-%m-%d"],
        required=False,
        help_text=_("Empty: since ever."),
    )
    valid_to = forms.DateField(
        label=_("Last day"),
        widget=_day(),
        input_formats=["%Y-%m-%d"],
        required=False,
        help_text=_("Empty while it goes on."),
    )
    note = forms.CharField(label=pgettext_lazy("channels", "Note"), required=False, max_length=300)

    @classmethod
    def of(cls, rule: ChannelRule) -> Self:
        words = {name: words.text for name, words in rule.conditions.items()}
        days = {"valid_from": rule.valid_from, "valid_to": rule.valid_to}
        return cls(initial={"channel": rule.channel, "note": rule.note, **words, **days})

    def draft(self) -> Draft:
        given: dict[str, Any] = self.cleaned_data
        return Draft(
            given["channel"],
            {name: given[name] for name in FIELDS},
            given["valid_from"],
            given["valid_to"],
            given["note"],
        )


class EndForm(forms.Form):
    last_day = forms.DateField(label=_("Last day"), widget=_day(), input_formats=["%Y-%m-%d"])


def proposals(origins: "list[dict[str, str]]", most: int = 60) -> list[tuple[str, list[str]]]:
    """For each field the values of origins, in their order: what a browser proposes while one types."""
    told = {name: dict.fromkeys(one[name] for one in origins if one[name]) for name in PROPOSED}
    return [
        *((f"known-{name}", list(values)[:most]) for name, values in told.items()),
        ("known-click", list(CLICKS)),
    ]
