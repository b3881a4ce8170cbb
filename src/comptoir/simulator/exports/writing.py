"""The door of the exports: a world to the files that a French team drops in."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Literal

from comptoir.core.errors import InputError, closest
from comptoir.simulator.dirt import Dirt
from comptoir.simulator.exports import (
    after_sales,
    ga4,
    google_ads,
    mails,
    meta_ads,
    search_console,
    shops,
    stock,
)
from comptoir.simulator.exports.catalogue import Catalogue
from comptoir.simulator.exports.periods import Cut, periods
from comptoir.simulator.exports.sales import Sales
from comptoir.simulator.exports.shops import SHOPS, Run
from comptoir.simulator.world import World

Language = Literal["fr", "en"]
MARKETPLACES = "marketplaces"
TOOLS = ("ga4", "search_console", "google_ads", "meta_ads", "stock", "mails")
AFTER_SALES = "after_sales"
LAYOUTS = (*SHOPS, MARKETPLACES, *TOOLS, AFTER_SALES)
USUAL = ("woocommerce", *TOOLS, AFTER_SALES)
"""One shop that its marketplaces' orders arrive in, and its tools."""
SOME_DIRT = Dirt()


def write(
    world: World,
    folder: Path,
    layouts: Collection[str] = USUAL,
    dirt: Dirt = SOME_DIRT,
    cut: Cut = "month",
    language: Language = "fr",
) -> list[Path]:
    """The files, in the order in which they came about. Same world and options, same bytes.

    Orders of marketplaces stand in the shop's export, unless `marketplaces` is among the layouts: then in reports
    of their own, and the shop's export has those of its site. `language` is that of the tools that have one.
    """
    for name in layouts:
        if name not in LAYOUTS:
            raise _unknown(name)
    spans = periods(world.first, world.last, cut)
    run = Run(Sales(world), folder, spans, cut, dirt.found_in(world, spans))
    paths: list[Path] = []
    for name in LAYOUTS:
        if name not in layouts:
            continue
        if name in SHOPS:
            paths += shops.shop(run, name, with_marketplaces=MARKETPLACES not in layouts)
        elif name == MARKETPLACES:
            paths += shops.marketplaces(run)
        elif name == AFTER_SALES:
            paths += _after_sales(run, after_sales.Numbers(run.sales, MARKETPLACES in layouts))
        else:
            paths += _TOOLS[name](run, language)
    return paths


def _ga4(run: Run, language: str) -> Iterator[Path]:
    for first, last in run.periods:
        path = run.folder / "ga4" / f"acquisition-{run.name((first, last))}.csv"
        yield ga4.report(path, run.sales.world, first, last, language, run.spots.missing)


def _search_console(run: Run, language: str) -> Iterator[Path]:
    for first, last in run.periods:
        folder = run.folder / "search_console" / run.name((first, last))
        yield from search_console.report(folder, run.sales.world, first, last, language)


def _google_ads(run: Run, language: str) -> Iterator[Path]:
    folder, world = run.folder / "google_ads", run.sales.world
    for first, last in run.periods:
        name = run.name((first, last))
        yield google_ads.campaigns(folder / f"campagnes-{name}.csv", world, first, last, language)
        yield google_ads.days(folder / f"rapport-{name}.csv", world, first, last, language)
    yield google_ads.weeks(folder / "semaines.csv", world, language)


def _meta_ads(run: Run, language: str) -> Iterator[Path]:
    for first, last in run.periods:
        path = run.folder / "meta_ads" / f"campagnes-{run.name((first, last))}.csv"
        yield meta_ads.report(path, run.sales.world, first, last, language)


def _stock(run: Run, language: str) -> Iterator[Path]:
    folder, world = run.folder / "stock", run.sales.world
    for first, last in run.periods:
        yield stock.levels(folder / f"stock-{run.name((first, last))}.csv", world, first, last)
    yield stock.costs(folder / "couts.csv", Catalogue(world))


def _mails(run: Run, language: str) -> Iterator[Path]:
    yield mails.statistics(run.folder / "mails" / "campagnes.csv", run.sales.world)


def _after_sales(run: Run, numbers: after_sales.Numbers) -> Iterator[Path]:
    folder = run.folder / AFTER_SALES
    for first, last in run.periods:
        name = run.name((first, last))
        yield after_sales.shipments(folder / f"expeditions-{name}.csv", numbers, first, last)
        yield after_sales.contacts(folder / f"demandes-{name}.csv", numbers, first, last)
        yield after_sales.reviews(folder / f"avis-{name}.csv", numbers, first, last)


_TOOLS: dict[str, Callable[[Run, str], Iterator[Path]]] = {
    "ga4": _ga4,
    "search_console": _search_console,
    "google_ads": _google_ads,
    "meta_ads": _meta_ads,
    "stock": _stock,
    "mails": _mails,
}


def _unknown(name: str) -> InputError:
    guess = closest(name, LAYOUTS)
    return InputError(
        f"There is no layout « {name} ».",
        f"Known: {', '.join(LAYOUTS)}.",
        f"Did you mean « {guess} »?" if guess else "",
    )
