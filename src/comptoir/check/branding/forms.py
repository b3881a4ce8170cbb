"""The form of a look. What is allowed is said by the verb."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comptoir.check.branding.actions import SETTINGS, WORDS, UnreadableError
from comptoir.check.branding.logos import MOST_BYTES

_COLOUR = {"type": "color"}


class LookForm(forms.Form):
    name = forms.CharField(
        label=_("Name shown"),
        max_length=WORDS["name"],
        required=False,
        help_text=_(
            "At the head of every report, beside the logo: yours or your agency's. The title still names the company."
        ),
    )
    picture = forms.FileField(
        label=_("Logo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        help_text=_(
            "PNG or JPEG, at most 2 MB; it is kept 600 dots wide at most. No SVG: it can carry scripts."
        ),
    )
    drops_logo = forms.BooleanField(label=_("Without a logo"), required=False)
    main = forms.CharField(label=_("Colour of titles"), max_length=7, widget=forms.TextInput(attrs=_COLOUR))
    accent = forms.CharField(
        label=_("Colour of links, comments and the main line of charts"),
        max_length=7,
        widget=forms.TextInput(attrs=_COLOUR),
        help_text=_("Both must be readable on white. What is good stays green, what is bad red."),
    )
    sender = forms.CharField(
        label=_("Sender of mails"),
        max_length=WORDS["sender"],
        required=False,
        help_text=_("The name that readers see; the address stays that of this installation."),
    )
    reply_to = forms.CharField(
        label=_("Answers go to"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    footer = forms.CharField(
        label=_("Last line"),
        max_length=WORDS["footer"],
        required=False,
        help_text=_("At the end of every report: an address, a phone number, a legal line."),
    )
    is_signed = forms.BooleanField(label=_("Say « Made with Comptoir » at the end"), required=False)

    def settings(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in SETTINGS}

    def picture_bytes(self) -> bytes | None:
        """One byte more than is allowed, so that the verb sees what is too large without all of it being read."""
        sent = self.cleaned_data["picture"]
        return sent.read(MOST_BYTES + 1) if sent else None

    def offer(self, refused: UnreadableError) -> None:
        """The readable colour stands in the field: saved again, it is taken."""
        self.add_error(refused.name, f"{refused} " + str(_("It stands here now: save again to take it.")))
        self.data = {**self.data.dict(), refused.name: refused.offered}  # type: ignore[attr-defined]
