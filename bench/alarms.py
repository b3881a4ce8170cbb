"""False alarms on 1,000 shop-days of the simulator where nothing happens, and the drops that are found on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from bench.measure import Measure
from comptoir.core.calendar.computed import computed_events
from comptoir.core.periods import Period
from comptoir.decide.anomalies.engine.rarity import DAYS, Days, Floats, chances, side_by_side
from comptoir.decide.anomalies.screening import RATE, rates_of
from comptoir.decide.forecasts.engine.daily import day_by_day, near_events
from comptoir.decide.forecasts.engine.series import Series
from comptoir.decide.forecasts.known_events import occasions_of
from comptoir.simulator.api import load_scenario, simulate

if TYPE_CHECKING:
    from comptoir.simulator.world import World

type Name = tuple[str, str]
"""The figure and the part of the shop; the whole has none."""

LAST = date(2026, 6, 30)
LEARNT, JUDGED, SEEDS = 365, 335, (1, 2, 3)
DROPS, WITHIN = (0.1, 0.2, 0.4), (1, 7)
LEVELS = (0.05, 0.01, 0.001)
Z = 1.96


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its band of 95 % (Wilson)."""

    hits: int
    of: int

    def __add__(self, other: "Share") -> "Share":
        return Share(self.hits + other.hits, self.of + other.of)

    @property
    def share(self) -> float:
        return self.hits / self.of

    @property
    def band(self) -> tuple[float, float]:
        share, width = self.hits / self.of, Z**2 / self.of
        middle = (share + width / 2) / (1 + width)
        half = sqrt(share * (1 - share) * width + width**2 / 4) / (1 + width)
        return middle - half, middle + half

    def __str__(self) -> str:
        low, high = self.band
        return f"{self.hits / self.of:.1%} ({low:.1%} to {high:.1%})"


def run() -> list[Measure]:
    """Shares, not times: they are printed here and stand in docs/alarms.md."""
    shops = [watched(seed) for seed in SEEDS]
    false = sum(map(false_alarms, shops), Share(0, 0))
    print(f"{false.of:,} shop-days, {len(shops[0].names)} series a shop, with a false alarm: {false}")
    for of_week, span in ((False, "day"), (True, "week")):
        told = np.concatenate(
            [chances(shop.days, at, of_week=of_week) for shop in shops for at in shop.places]
        )
        shares = [f"{level:.1%}: {float(np.mean(told[~np.isnan(told)] <= level)):.2%}" for level in LEVELS]
        print(f"chance told by the {span}, and how often it came: {', '.join(shares)}")
    for scope, words in (("shop", "the whole shop"), ("part", "the largest category")):
        for drop in DROPS:
            found = [sum((power(shop, scope, drop, days) for shop in shops), Share(0, 0)) for days in WITHIN]
            within = ", ".join(f"{one} within {days} days" for one, days in zip(found, WITHIN, strict=True))
            print(f"sales of {words} {drop:.0%} lower are found: {within}", flush=True)
    return []


def false_alarms(shop: "Shop") -> Share:
    return Share(sum(min(rates(shop, shop.days, place)) <= RATE for place in shop.places), len(shop.places))


def _share(looked: list[Floats], level: float) -> float:
    told = np.concatenate(looked)
    return float(np.mean(told[~np.isnan(told)] <= level))


@dataclass(frozen=True, slots=True)
class Shop:
    names: Sequence[Name]
    days: Days
    places: range
    """Those judged."""

    @property
    def wholes(self) -> list[bool]:
        return [not part for _figure, part in self.names]


def watched(seed: int, learnt: int = LEARNT, judged: int = JUDGED, most: int | None = None) -> Shop:
    """A world in which nothing breaks, as alarms see it."""
    first = LAST - timedelta(days=learnt + DAYS + judged - 1)
    scenario = replace(load_scenario("maison_lavande"), incidents=())
    world, _truth = simulate(scenario, seed, first, LAST)
    found = dict(list(daily(world).items())[:most])
    occasions = [one for event in computed_events("FR", Period(first, LAST)) for one in occasions_of(event)]
    span = DAYS + judged
    expected = [day_by_day(Series(first, values), occasions, span) for values in found.values()]
    near = near_events(first, (LAST - first).days + 1, occasions)[-span:]
    days = side_by_side([values[-span:] for values in found.values()], expected, near)
    return Shop(list(found), days, range(DAYS, span))


def daily(world: "World") -> Mapping[Name, Floats]:
    """The figures that a shop's tools would tell, a value a day: whole first, then parts."""
    length = (world.last - world.first).days + 1
    found: dict[Name, Floats] = {}

    def add(figure: str, part: str, day: date, amount: float) -> None:
        place = (day - world.first).days
        if 0 <= place < length:
            for name in dict.fromkeys(((figure, ""), (figure, part))):
                found.setdefault(name, np.zeros(length))[place] += amount

    orders = {row["order"]: row for row in world.orders.select(["order", "day", "sales_channel"]).to_pylist()}
    for row in orders.values():
        add("orders", row["sales_channel"], row["day"], 1)
    categories = dict(
        zip(world.products["sku"].to_pylist(), world.products["category"].to_pylist(), strict=True)
    )
    columns = ["order", "sku", "quantity", "unit_price", "discount"]
    for row in world.lines.select(columns).to_pylist():
        amount = row["quantity"] * row["unit_price"] - row["discount"]
        add("sales", categories[row["sku"]], orders[row["order"]]["day"], amount / 100)
    for row in world.sessions.select(["day", "channel", "seen_sessions"]).to_pylist():
        add("sessions", row["channel"], row["day"], row["seen_sessions"])
    for row in world.ads.select(["day", "platform", "cost"]).to_pylist():
        add("spend", row["platform"], row["day"], row["cost"] / 100)
    return dict(sorted(found.items(), key=lambda one: (one[0][1] != "", one[0])))


def rates(shop: Shop, days: Days, place: int) -> list[float]:
    """The false discovery rate of each series on the day, by the day or by its week; 1 where it is not judged."""
    found: list[float] = rates_of(
        chances(days, place), chances(days, place, of_week=True), shop.wholes
    ).tolist()
    return found


def power(shop: Shop, scope: str, drop: float, within: int, every: int = 8) -> Share:
    """Of lasting drops that begin on some days, how many alarm for a series that they hit within so many days."""
    found = tried = 0
    rows = _hit(shop, scope)
    for place in shop.places[:-within:every]:
        part = slice(place - DAYS, place + within)
        actual = shop.days.actual[:, part].copy()
        actual[rows, DAYS:] *= 1 - drop
        days = side_by_side(list(actual), list(shop.days.expected[:, part]), shop.days.near_events[part])
        found += any(
            rate <= RATE
            for day in range(DAYS, DAYS + within)
            for rate in np.array(rates(shop, days, day))[rows]
        )
        tried += 1
    return Share(found, tried)


def _hit(shop: Shop, scope: str) -> list[int]:
    """The rows that a drop lowers: all of sales and orders, or the largest category alone."""
    if scope == "shop":
        return [row for row, (figure, _part) in enumerate(shop.names) if figure in {"orders", "sales"}]
    parts = [row for row, (figure, part) in enumerate(shop.names) if figure == "sales" and part]
    return [max(parts, key=lambda row: float(np.nansum(shop.days.actual[row])))]
