"""The form of a connection, made from what its source asks for."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from comptoir.connectors.connections.api import Connection, Rhythm, whole_address
from comptoir.connectors.source import Asked, Credential, Source
from comptoir.core.errors import InputError


class ConnectionForm(forms.Form):
    """A name, the credentials, the rhythm. Of a kept connection secrets stay empty: never shown again."""

    def __init__(self, source: Source, data: Any = None, held: Connection | None = None) -> None:
        super().__init__(data)
        self.source = source
        for credential in source.credentials:
            self.fields[_field(credential)] = _widget(credential, held)
        self.fields["name"] = forms.CharField(
            label=_("Name in Comptoir"),
            max_length=120,
            required=False,
            initial=held.name if held else "",
            help_text=_("Left empty, it is called as the tool."),
        )
        self.fields["rhythm"] = forms.ChoiceField(
            label=_("Read"), choices=Rhythm.choices, initial=held.rhythm if held else Rhythm.HOUR
        )

    def values(self) -> dict[str, str]:
        """The credentials by name, as they were typed."""
        given = self.cleaned_data
        return {one.name: str(given.get(_field(one)) or "") for one in self.source.credentials}


class _AddressField(forms.CharField):
    """What cannot be an address is said beside it, before a connection is made of it."""

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        try:
            return whole_address(typed) if typed else typed
        except InputError as error:
            raise forms.ValidationError(str(error)) from error


def _field(credential: Credential) -> str:
    """Apart from the names that every form has."""
    return f"of_{credential.name}"


def _widget(credential: Credential, held: Connection | None) -> forms.Field:
    is_kept = held is not None and credential.asked is Asked.SECRET
    shared: dict[str, Any] = {
        "label": credential.label,
        "help_text": _("Kept encrypted. Leave it empty to keep the one you gave.")
        if is_kept
        else credential.help,
        "required": credential.required and not is_kept,
        "initial": held.settings.get(credential.name, "") if held else credential.default,
    }
    match credential.asked:
        case Asked.SECRET:
            # Not a password of the person: browsers shall not offer to keep it, nor fill in theirs.
            return forms.CharField(
                **shared,
                max_length=4000,
                widget=forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            )
        case Asked.ADDRESS:
            return _AddressField(**shared, max_length=400, widget=forms.TextInput(attrs={"inputmode": "url"}))
        case Asked.ZONE:
            zones = [
                ("", _("That of the company")),
                *((zone, zone) for zone in sorted(available_timezones())),
            ]
            return forms.ChoiceField(**shared, choices=zones)
        case Asked.CHOICE:
            return forms.ChoiceField(**shared, choices=credential.choices)
        case Asked.TEXT:
            return forms.CharField(**shared, max_length=400)
