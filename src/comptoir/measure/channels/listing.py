"""What the page of rules shows: each with its words and where it stands today; the last orders seen through them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from comptoir.connectors.channels.api import FIELDS, ChannelRule, Channels, Origin
from comptoir.core.companies.api import Scope
from comptoir.core.money import format_money, format_number, format_percent, format_period
from comptoir.measure.channels.words import FIELD_WORDS, channel_words, conditions_words, days_words

_STATES = {"now": gettext_lazy("in effect"), "later": gettext_lazy("to come"), "ended": gettext_lazy("ended")}
MOST = 20
"""Origins without a rule that the page shows; the export has all."""


@dataclass(frozen=True, slots=True)
class ListedRule:
    rule: ChannelRule
    channel: str
    conditions: str
    days: str
    state: str

    @property
    def state_words(self) -> Any:
        return _STATES[self.state]


@dataclass(frozen=True, slots=True)
class ListedOrigin:
    words: str
    orders: str
    sales: str
    query: str
    """Of the address of a form filled in for it."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The last orders, seen through the rules."""

    period: str
    shares: tuple[tuple[Any, str, Any], ...]
    """Label, share of sales, what it means."""
    origins: tuple[ListedOrigin, ...]
    more: int
    """Origins that the page does not show."""
    otherwise: int
    """Orders stored with another channel than the rules say now."""


def listed(rules: Iterable[ChannelRule], today: date) -> list[ListedRule]:
    return [
        ListedRule(
            rule, channel_words(rule.channel), conditions_words(rule), days_words(rule), _state(rule, today)
        )
        for rule in rules
    ]


def _state(rule: ChannelRule, today: date) -> str:
    if rule.valid_from is not None and rule.valid_from > today:
        return "later"
    return "now" if rule.holds_on(today) else "ended"


def overview(scope: Scope, channels: Channels) -> Overview | None:
    """None where no order is loaded."""
    from comptoir.measure.channels import looking  # noqa: PLC0415 - heavy library, kept out of start-up

    found = looking.lately(scope)
    if found.period is None:
        return None
    locale = get_language() or "en"
    origins = looking.unmatched(found, channels)
    shares = looking.shares(found, channels)
    told = (
        (_("Direct visits"), shares["direct"], _("Nothing tells who sent the visit.")),
        (_("Other channels"), shares["other"], _("Told, but no rule knows it: see below.")),
        (_("Without origin"), shares["unknown"], _("The shop keeps nothing of the visit of these orders.")),
    )
    return Overview(
        format_period(found.period, locale),
        tuple((label, format_percent(share, locale), meaning) for label, share, meaning in told),
        tuple(
            ListedOrigin(
                origin_words(one.origin),
                format_number(one.orders, locale),
                format_money(one.sales, scope.currency, locale),
                urlencode({name: v for name, v in zip(FIELDS, one.origin.values, strict=True) if v}),
            )
            for one in origins[:MOST]
        ),
        max(len(origins) - MOST, 0),
        looking.stored_otherwise(found, channels),
    )


def origin_words(origin: Origin) -> str:
    """« Source: blog · Medium: sms »."""
    return " · ".join(
        _("%(field)s: %(words)s") % {"field": FIELD_WORDS[name], "words": value}
        for name, value in zip(FIELDS, origin.values, strict=True)
        if value
    )
