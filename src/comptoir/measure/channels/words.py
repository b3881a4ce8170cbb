"""Rules as sentences: which origins are of which channel, from when to when."""

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from comptoir.connectors.channels.api import ANYTHING, FIELDS, UNSET, ChannelRule, Words
from comptoir.core.money import format_day
from comptoir.measure.metrics.api import TRAFFIC_CHANNELS

CHANNEL_WORDS: dict[str, Promise] = dict(TRAFFIC_CHANNELS)
FIELD_WORDS: dict[str, Any] = {
    "source": pgettext_lazy("channels", "Source"),
    "medium": pgettext_lazy("channels", "Medium"),
    "campaign": pgettext_lazy("channels", "Campaign"),
    "referrer": pgettext_lazy("channels", "Referring site"),
    "click": pgettext_lazy("channels", "Click identifier"),
    "said": pgettext_lazy("channels", "Name at the shop or tool"),
}
FIELD_HELP: dict[str, Any] = {
    "source": gettext_lazy("utm_source, or who the shop says sent the visit: google, brevo, awin."),
    "medium": gettext_lazy("utm_medium: cpc, email, affiliation."),
    "campaign": gettext_lazy("utm_campaign: *marque*, soldes-*."),
    "referrer": gettext_lazy("The site that linked to yours: leboncoin.fr, blog.example.com."),
    "click": gettext_lazy("What an ad platform adds to addresses: gclid, msclkid, fbclid, awc."),
    "said": gettext_lazy(
        "The channel as your shop or audience tool writes it: Organic Search, Salon de Lyon."
    ),
}
_SHOWN = 12


def channel_words(channel: str) -> str:
    """A channel that a shop names itself is shown as it writes it."""
    return str(CHANNEL_WORDS.get(channel, channel))


def conditions_words(rule: ChannelRule) -> str:
    """« Source: google or bing · Medium: contains “cp” »."""
    return " · ".join(
        _("%(field)s: %(words)s") % {"field": FIELD_WORDS[name], "words": words_words(rule.conditions[name])}
        for name in FIELDS
        if name in rule.conditions
    )


def words_words(words: Words, most: int = _SHOWN) -> str:
    told = [_word(word) for word in words.listed[:most]]
    if left := len(words.listed) - len(told):
        told.append(_("%(count)d more") % {"count": left})
    return told[0] if len(told) == 1 else _(" or ").join((", ".join(told[:-1]), told[-1])) if told else ""


def _word(word: str) -> str:
    bare = word.strip(ANYTHING)
    if not bare:
        return _("anything")
    if word == UNSET:
        return _("empty")
    if word.startswith(ANYTHING) and word.endswith(ANYTHING):
        return _("contains “%(word)s”") % {"word": bare}
    if word.endswith(ANYTHING):
        return _("begins with “%(word)s”") % {"word": bare}
    if word.startswith(ANYTHING):
        return _("ends with “%(word)s”") % {"word": bare}
    return bare


def days_words(rule: ChannelRule) -> str:
    first, last = rule.valid_from, rule.valid_to
    if first is None and last is None:
        return _("always")
    if first is None or last is None:
        return (
            _("since %(day)s") % {"day": _day(first)} if first else _("until %(day)s") % {"day": _day(last)}
        )
    return _("from %(first)s to %(last)s") % {"first": _day(first), "last": _day(last)}


def sentence(rule: ChannelRule) -> str:
    """The whole rule in one line."""
    return _("%(conditions)s → %(channel)s (%(days)s)") % {
        "conditions": conditions_words(rule),
        "channel": channel_words(rule.channel),
        "days": days_words(rule),
    }


def _day(day: date | None) -> str:
    return format_day(day, get_language() or "en") if day else ""
