"""The files of orders: one a period, whole orders always, and once more where the first came too early."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from comptoir.simulator.dirt import Period, Spots
from comptoir.simulator.exports import amazon, mirakl, prestashop, shopify, woocommerce
from comptoir.simulator.exports.catalogue import Catalogue
from comptoir.simulator.exports.periods import Cut, label
from comptoir.simulator.exports.sales import Book, Sales
from comptoir.simulator.exports.text import Flags

SITE = "site"
"""The shop's own sales channel; every other is a marketplace."""


@dataclass(frozen=True)
class Shop:
    orders: Callable[[Path, Book, bool], Path]
    products: Callable[[Path, Catalogue], Path]
    orders_name: str
    products_name: str
    leaves_out: tuple[str, ...] = ()
    """Statuses of orders that the shop never has."""


SHOPS = {
    "woocommerce": Shop(woocommerce.orders, woocommerce.products, "commandes-{}.csv", "produits.csv"),
    "prestashop": Shop(prestashop.orders, prestashop.products, "commandes-{}.csv", "produits.csv"),
    "shopify": Shop(
        shopify.orders, shopify.products, "orders_export-{}.csv", "products_export.csv", ("failed",)
    ),
}


@dataclass(frozen=True)
class Run:
    """What every file of a run is written from."""

    sales: Sales
    folder: Path
    periods: list[Period]
    cut: Cut
    spots: Spots

    @property
    def last(self) -> Period:
        return self.periods[-1]

    def name(self, period: Period) -> str:
        return label(period, self.cut)


def shop(run: Run, name: str, with_marketplaces: bool) -> Iterator[Path]:
    layout, folder = SHOPS[name], run.folder / name
    channels = _channels(run.sales)
    wanted = run.sales.on_channels(channels if with_marketplaces else [SITE])
    wanted &= ~run.sales.with_status(layout.leaves_out)
    for period in run.periods:
        for book, part in _issues(run, period, wanted):
            path = folder / layout.orders_name.format(run.name(period) + part)
            yield layout.orders(path, book, period in run.spots.renamed)
    yield layout.products(folder / layout.products_name, Catalogue(run.sales.world))


def marketplaces(run: Run) -> Iterator[Path]:
    """Each marketplace's own reports, as they are on the world's last day."""
    for channel in sorted(set(_channels(run.sales)) - {SITE}):
        folder = run.folder / "".join(sign if sign.isalnum() else "_" for sign in channel.lower())
        wanted = run.sales.on_channels([channel])
        is_amazon = "amazon" in channel.lower()
        for period in run.periods:
            book = run.sales.between(*period, wanted, run.last[1])
            if not len(book.of):
                continue
            if is_amazon:
                yield amazon.orders(folder / f"commandes-{run.name(period)}.txt", book)
            else:
                yield mirakl.orders(folder / f"commandes-{run.name(period)}.csv", book)
        if is_amazon:
            yield from _settlements(run, folder, wanted)


def _settlements(run: Run, folder: Path, wanted: Flags) -> Iterator[Path]:
    entries = amazon.settlements(run.sales.between(run.periods[0][0], run.last[1], wanted, run.last[1]))
    days = entries["posted-day"]
    for first, last in run.periods:
        after = pc.greater_equal(days, pa.scalar(first, pa.date32()))
        inside = entries.filter(pc.and_(after, pc.less_equal(days, pa.scalar(last, pa.date32()))))
        if len(inside):
            yield amazon.settlement(folder / f"versements-{run.name((first, last))}.txt", inside)


def _issues(run: Run, period: Period, wanted: Flags) -> Iterator[tuple[Book, str]]:
    """The orders of the period as they stand at its end, if they were exported so early, and as they ended."""
    if period in run.spots.early:
        book = run.sales.between(*period, wanted, period[1], run.spots.edited)
        if len(book.of):
            yield book, ""
    book = run.sales.between(*period, wanted, run.last[1])
    if len(book.of):
        yield book, "_v2" if period in run.spots.early else ""


def _channels(sales: Sales) -> list[str]:
    names: list[str] = pc.unique(sales.orders["sales_channel"]).to_pylist()
    return names
