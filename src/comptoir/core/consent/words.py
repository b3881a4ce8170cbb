"""What people agree to, and on which ground they may be written to. The grounds are those of article L34-5 of the
French code of posts and electronic communications, and of the GDPR."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Purpose(StrEnum):
    EMAIL = "email"
    SMS = "sms"
    ADS = "ads"
    OPENS = "opens"

    @property
    def label(self) -> Any:
        return PURPOSE_WORDS[self]


class Ground(StrEnum):
    CONSENT = "consent"
    CUSTOMER = "customer"
    BUSINESS = "business"

    @property
    def label(self) -> Any:
        return GROUND_WORDS[self]


PURPOSE_WORDS: Mapping[Purpose, Any] = {
    Purpose.EMAIL: _("Receive offers by e-mail"),
    Purpose.SMS: _("Receive offers by SMS"),
    Purpose.ADS: _("Be part of audiences of advertising platforms"),
    Purpose.OPENS: _("Have one's opening of e-mails measured"),
}
GROUND_WORDS: Mapping[Ground, Any] = {
    Ground.CONSENT: _("consent: an unticked box, or a form of its own"),
    Ground.CUSTOMER: _("customer: similar products, could refuse when ordering and in each message"),
    Ground.BUSINESS: _("business address: informed, can object, about their trade"),
}
LAWFUL: Mapping[Purpose, frozenset[Ground]] = {
    Purpose.EMAIL: frozenset(Ground),
    Purpose.SMS: frozenset({Ground.CONSENT, Ground.CUSTOMER}),
    Purpose.ADS: frozenset({Ground.CONSENT}),
    Purpose.OPENS: frozenset({Ground.CONSENT}),
}
"""The grounds on which each purpose can rest."""
