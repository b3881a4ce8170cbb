"""What the search console shows: words typed, the page found, its place, clicks that follow the shop's free visits."""

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from comptoir.simulator.audience import visits
from comptoir.simulator.engine import Prepared
from comptoir.simulator.streams import Floats
from comptoir.simulator.tables import dates, texts
from comptoir.simulator.world import SEARCHES

BRAND = 0.24
"""Share of the free clicks that typed the shop's name."""
GOOGLE = 0.9
"""Of free search; the others are not in the console."""
BRAND_WORDS = (
    ("", 1.0),
    ("avis", 0.08),
    ("savon", 0.10),
    ("bougie", 0.07),
    ("code promo", 0.12),
    ("linge", 0.05),
)


@dataclass(frozen=True)
class Query:
    words: str
    page: str
    category: int
    """-1: the shop's own name."""
    weight: float
    place: float


def searches(world: Prepared) -> pa.Table:
    setting, streams = world.setting, world.streams
    since, count = setting.days.warm_up, setting.days.count - setting.days.warm_up
    channels, expected = visits(world)
    if "seo" not in channels:
        return SEARCHES.empty_table()
    free = expected[since:, channels.index("seo")] * GOOGLE
    queries = _queries(world)
    share = _shares(world, queries)[since:]
    clicks = streams.generator("search clicks").poisson(free[:, None] * share)
    place = _places(world, queries)[since:]
    is_brand = np.array([one.category < 0 for one in queries])
    rate = np.where(is_brand, 0.42, 0.24) / place**1.05
    shown = clicks + streams.generator("search impressions").poisson(free[:, None] * share * (1 / rate - 1))
    there = np.flatnonzero(shown.ravel())
    day, query = np.divmod(there, len(queries))
    jitter = 1 + 0.04 * streams.generator("search place").standard_normal((count, len(queries)))
    columns = [
        dates(day + since, int(setting.days.epoch[0])),
        texts([one.words for one in queries], query),
        texts([one.page for one in queries], query),
        pa.array(shown.ravel()[there]),
        pa.array(clicks.ravel()[there]),
        pa.array(np.round(np.maximum(place * jitter, 1.0), 2).ravel()[there]),
    ]
    return pa.table(columns, schema=SEARCHES)


def _queries(world: Prepared) -> list[Query]:
    """The shop's name, its categories, their kinds of goods and their models, the general words asked for most."""
    range_, title = world.setting.catalogue, world.setting.scenario.title
    home = f"https://www.{slug(title)}.example"
    name = title.lower()
    found = [Query(f"{name} {one}".strip(), f"{home}/", -1, weight, 1.05) for one, weight in BRAND_WORDS]
    models: dict[tuple[str, int], float] = {}
    for product in range(range_.count):
        category = int(range_.category[product])
        for words, weight in ((range_.subcategories[product], 2.0), (range_.models[product], 1.0)):
            models.setdefault((words.lower(), category), weight)
    for category, label in enumerate(range_.category_names):
        if " et " not in label:  # nobody searches for a heading of two things
            models.setdefault((label.lower(), category), 1.5)
    keys = np.arange(len(models))
    liking = np.exp(0.9 * (2 * world.streams.uniform("query weight", keys) - 1) * 1.7)
    places = 2.0 + 14.0 * world.streams.uniform("query place", keys) ** 1.6
    for number, ((words, category), weight) in enumerate(models.items()):
        page = f"{home}/{slug(range_.category_names[category])}/{slug(words)}"
        found.append(Query(words, page, category, weight * float(liking[number]), float(places[number])))
    return found


def _shares(world: Prepared, queries: list[Query]) -> Floats:
    """[day, query] of the clicks: those of the goods follow their categories' season."""
    range_ = world.setting.catalogue
    member = np.eye(len(range_.category_names))[range_.category]
    season = world.demand.offer.mix @ member
    category = np.array([one.category for one in queries])
    weight = np.array([one.weight for one in queries])
    brand = category < 0
    shares = np.where(brand, weight, season[:, np.maximum(category, 0)] * weight)
    shares[:, brand] *= BRAND / shares[:, brand].sum(axis=1, keepdims=True)
    shares[:, ~brand] *= (1 - BRAND) / shares[:, ~brand].sum(axis=1, keepdims=True)
    return shares


def _places(world: Prepared, queries: list[Query]) -> Floats:
    """[day, query] slow drifts; better pages climb."""
    keys = np.arange(len(queries))
    period = 150 + 400 * world.streams.uniform("place period", keys)
    phase = 2 * np.pi * world.streams.uniform("place phase", keys)
    base = np.array([one.place for one in queries])
    moving = np.array([0.02 if one.category < 0 else 0.15 for one in queries])
    wave = np.sin(2 * np.pi * np.arange(world.setting.days.count)[:, None] / period + phase)
    climbed = 1 - 0.12 * np.clip(world.plan.content, 0, 1)[:, None]
    places: Floats = np.maximum(base * np.exp(moving * wave) * np.where(moving > 0.1, climbed, 1.0), 1.0)
    return places


def slug(words: str) -> str:
    flat = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", flat).strip("-")
