"""What Google Ads calls its columns, and how it writes figures, in French and in English."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from comptoir.simulator.exports import english, french
from comptoir.simulator.exports.text import NARROW, NO_BREAK, Whole, grouped, joined, money


@dataclass(frozen=True)
class Words:
    day: str
    week: str
    campaign: str
    campaign_name: str
    group: str
    state: str
    enabled: str
    currency: str
    cost: str
    shown: str
    """In the report; in the series of weeks it is the same word in both languages."""
    clicks: str
    value: str
    price: str
    compared: str
    total: str
    title: str
    sign: str
    """Before decimals."""
    space: str
    """Between thousands."""
    long_day: Callable[[date], str]
    week_of: Callable[[pa.Array], pa.Array]

    def figure(self, text: pa.Array) -> pa.Array:
        """A number whose decimals stand behind `sign`, with its thousands apart."""
        return grouped(text, self.space, self.sign)

    def amount(self, cents: Whole | pa.Array) -> pa.Array:
        text = self.figure(money(cents, self.sign))
        return joined(text, f"{NO_BREAK}€") if self.sign == "," else joined("€", text)


WORDS = {
    "fr": Words(
        day="Jour",
        week="Semaine",
        campaign="Campagne",
        campaign_name="Nom de la campagne",
        group="Nom du groupe de campagnes",
        state="État de la campagne",
        enabled="Activée",
        currency="Code de devise",
        cost="Coût",
        shown="Impr.",
        clicks="Clics",
        value="Valeur de conv.",
        price="CPC moy.",
        compared="Comparaison",
        total="Total : Compte",
        title="Rapport sur les campagnes",
        sign=",",
        space=NARROW,
        long_day=french.long_day,
        week_of=french.week_of,
    ),
    "en": Words(
        day="Day",
        week="Week",
        campaign="Campaign",
        campaign_name="Campaign name",
        group="Campaign group name",
        state="Campaign status",
        enabled="Enabled",
        currency="Currency code",
        cost="Cost",
        shown="Impr.",
        clicks="Clicks",
        value="Conv. value",
        price="Avg. CPC",
        compared="Comparison",
        total="Total: Account",
        title="Campaign report",
        sign=".",
        space=",",
        long_day=english.long_day,
        week_of=english.week_of,
    ),
}
