"""Meta Ads: a row a campaign and day, ISO dates, decimal dots in every language. Purchases are those that the
platform counts itself."""

from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from comptoir.simulator.exports import figures
from comptoir.simulator.exports.sheet import Block, Column, Sheet, write
from comptoir.simulator.exports.text import column, decimal, money, numbers, quoted, trimmed, whole
from comptoir.simulator.world import World

PLATFORM = "meta_ads"
_SUMS = ["impressions", "clicks", "cost", "claimed_conversions", "claimed_value"]
HEADERS = {
    "fr": (
        *("Début des rapports", "Fin des rapports", "Nom de la campagne", "Diffusion des campagnes"),
        *("Paramètre d’attribution", "Achats", "Impressions", "Clics sur un lien", "Montant dépensé (EUR)"),
        "Valeur de conversion des achats",
    ),
    "en": (
        *("Reporting starts", "Reporting ends", "Campaign name", "Campaign delivery"),
        *("Attribution setting", "Purchases", "Impressions", "Link clicks", "Amount spent (EUR)"),
        "Purchases conversion value",
    ),
}
_WORDS = {
    "fr": ("active", "7 jours après un clic ou 1 jour après une vue"),
    "en": ("active", "7-day click or 1-day view"),
}


def report(path: Path, world: World, first: date, last: date, language: str) -> Path:
    ads = figures.within(world.ads.filter(pc.equal(world.ads["platform"], PLATFORM)), first, last)
    table = figures.summed(ads, ["day", "campaign"], _SUMS)
    day, (delivery, attribution) = figures.days(table), _WORDS[language]
    conversions: npt.NDArray[np.float64] = column(table, "claimed_conversions").to_numpy(zero_copy_only=False)
    columns: list[Column] = [
        day,
        day,
        quoted(column(table, "campaign"), ","),
        delivery,
        attribution,
        trimmed(decimal(conversions)),
        whole(numbers(table, "impressions")),
        whole(numbers(table, "clicks")),
        money(numbers(table, "cost")),
        money(numbers(table, "claimed_value")),
    ]
    return write(path, Sheet.of(Block(dict(zip(HEADERS[language], columns, strict=True)))))
