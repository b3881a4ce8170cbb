"""The range: names from word lists, prices that end like a shop's, popularity as unequal as in life."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from comptoir.core.errors import InputError
from comptoir.simulator.reading import words
from comptoir.simulator.season import Days, monthly
from comptoir.simulator.shop import Goods
from comptoir.simulator.streams import Floats, Ints, Streams

CHEAPER = 0.5
"""Within a category, four times the price is asked for half as often."""


@dataclass(frozen=True)
class Catalogue:
    """One entry a product, in the order of their references."""

    names: list[str]
    skus: list[str]
    gtins: list[str]
    category_names: list[str]
    subcategories: list[str]
    models: list[str]
    """The name without what tells a variant from another."""
    brands: list[str]
    suppliers: list[str]
    category: Ints
    delay: Ints
    price: Ints
    cost: Ints
    tax: Floats
    weight: Ints
    returns: Floats
    units: Floats
    elasticity: Floats
    added: Ints
    """Day of the world's arrays on which it came; 0 for those that were always there."""
    popularity: Floats
    """[day, product]: season, fashion and arrival included, prices not."""
    affinity: Floats
    """[category, category]: odds of the next line's."""

    @property
    def count(self) -> int:
        return len(self.names)


def catalogue(goods: Goods, days: Days, streams: Streams) -> Catalogue:
    source = words(goods.words)
    categories = source["categories"]
    items = _items(source, goods.products, streams)
    of = np.array([one["category"] for one in items])
    keys = np.arange(len(items))
    delays = {one["name"]: one["delay"] for one in source["suppliers"]}
    cents = np.array([round(one["price"] * 100) for one in items])
    tax = np.array([categories[one]["tax"] for one in of], float)
    cost_rate = np.array([categories[one]["cost"] for one in of]) * (
        0.9 + 0.2 * streams.uniform("cost", keys)
    )
    added = _arrivals(goods, days, keys, streams)
    own = streams.uniform("brand", keys) < source["brands"]["share"]
    makers = [categories[one]["supplier"] for one in of]
    counters = [int((of[:number] == one).sum()) + 1 for number, one in enumerate(of)]
    return Catalogue(
        names=[one["name"] for one in items],
        skus=[f"{categories[one]['code']}-{counters[number]:03d}" for number, one in enumerate(of)],
        gtins=[_gtin(number) for number in range(len(items))],
        category_names=[one["name"] for one in categories],
        subcategories=[one["subcategory"] for one in items],
        models=[one["model"] for one in items],
        brands=[source["brands"]["own"] if mine else maker for mine, maker in zip(own, makers, strict=True)],
        suppliers=makers,
        category=of,
        delay=np.array([delays[one] for one in makers]),
        price=cents,
        cost=np.rint(cents / (1 + tax) * cost_rate).astype(np.int64),
        tax=tax,
        weight=np.array([one["weight"] for one in items]),
        returns=np.array([categories[one]["returns"] for one in of], float),
        units=np.array([categories[one]["units"] for one in of], float),
        elasticity=np.array([categories[one]["elasticity"] for one in of], float),
        added=added,
        popularity=_popularity(goods, source, of, cents, added, days, streams),
        affinity=_affinity(source, of),
    )


def _items(source: dict[str, Any], count: int, streams: Streams) -> list[dict[str, Any]]:
    """Every model in every variant; of all these, as many as asked, chosen by lot."""
    every = [
        {
            **model,
            "category": number,
            "model": model["name"].partition("{}")[0].strip(" ,"),
            "name": model["name"].format(variant),
        }
        for number, category in enumerate(source["categories"])
        for model in category["models"]
        for variant in (source["lists"][model["of"]] if isinstance(model["of"], str) else model["of"])
    ]
    if count > len(every):
        raise InputError(
            f"goods: products is {count}.",
            f"At most {len(every)} can be named.",
            "Ask for fewer, or add models to the words.",
        )
    lot = np.argsort(streams.uniform("range", np.arange(len(every))))[:count]
    return [every[number] for number in np.sort(lot)]


def _arrivals(goods: Goods, days: Days, keys: Ints, streams: Streams) -> Ints:
    is_new = streams.happens("newcomer", keys, goods.newcomers)
    day = days.warm_up + (streams.uniform("arrival", keys) * 730).astype(np.int64)
    return np.where(is_new, day, 0)


def _popularity(
    goods: Goods, source: dict[str, Any], of: Ints, cents: Ints, added: Ints, days: Days, streams: Streams
) -> Floats:
    count = len(of)
    level = streams.generator("popularity").standard_normal(count)
    weights = np.exp(goods.concentration * level) * cents.astype(float) ** -CHEAPER
    for one, category in enumerate(source["categories"]):
        if (of == one).any():
            weights[of == one] *= category["popularity"] / weights[of == one].sum()
    shapes = [source["seasons"][one["season"] if goods.seasonal else "flat"] for one in source["categories"]]
    dates = days.all
    popularity = np.stack([monthly(shape, dates) for shape in shapes], axis=1)[:, of] * weights
    if goods.fashion:
        popularity *= _fashion(goods, count, days, streams)
    alive = np.arange(days.count)[:, None] >= added[None, :]
    kept: Floats = popularity * alive
    return kept


def _fashion(goods: Goods, count: int, days: Days, streams: Streams) -> Floats:
    """Slow waves of liking, each product at its own pace."""
    keys = np.arange(count)
    period = 200 + 500 * streams.uniform("fashion period", keys)
    phase = 2 * np.pi * streams.uniform("fashion phase", keys)
    wave = np.sin(2 * np.pi * np.arange(days.count)[:, None] / period + phase)
    waves: Floats = np.exp(goods.fashion * wave)
    return waves


def _affinity(source: dict[str, Any], of: Ints) -> Floats:
    """Only towards categories that have products."""
    names = [one["name"] for one in source["categories"]]
    matrix = np.zeros((len(names), len(names)))
    for row, name in enumerate(names):
        near = [names.index(one) for one in source["affinities"][name] if (of == names.index(one)).any()]
        matrix[row, near or [row]] = 1 / len(near or [row])
    return matrix


def _gtin(number: int) -> str:
    body = f"376019{number + 100000:06d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return f"{body}{-total % 10}"
