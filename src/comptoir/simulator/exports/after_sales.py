"""What follows an order: parcels, requests to the after-sales service, reviews. Semicolons, decimal commas.

A parcel or a request names its order by the number that the order has where it was placed, and its channel by the
name that the marketplace gives itself.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from comptoir.simulator.exports import figures, words
from comptoir.simulator.exports.amazon import identifiers
from comptoir.simulator.exports.sales import Sales
from comptoir.simulator.exports.sheet import Block, Column, Sheet, write
from comptoir.simulator.exports.text import column, joined, money, numbers, quoted, whole, worded


@dataclass(frozen=True)
class Numbers:
    """Orders by the numbers under which files know them."""

    sales: Sales
    are_apart: bool
    """Whether the marketplaces' orders have their own numbers, or those of the shop that they arrive in."""

    def places(self, table: pa.Table) -> pa.Array:
        return pc.index_in(column(table, "order"), column(self.sales.orders, "order"))

    def order(self, places: pa.Array) -> pa.Array:
        numbers_, channel = column(self.sales.orders, "order").take(places), self._channel(places)
        own = whole(numbers_)
        if not self.are_apart:
            return own
        marketplace = joined(own, "-A")
        amazon = identifiers(numbers_.to_numpy(zero_copy_only=False))
        others = pc.if_else(pc.equal(channel, "site"), own, marketplace)
        return pc.if_else(pc.equal(channel, "Amazon"), amazon, others)

    def channel(self, places: pa.Array) -> pa.Array:
        channel = self._channel(places)
        return worded(channel, words.MARKETPLACES) if self.are_apart else channel

    def _channel(self, places: pa.Array) -> pa.Array:
        return column(self.sales.orders, "sales_channel").take(places)


def shipments(path: Path, numbers_: Numbers, first: date, last: date) -> Path:
    """The parcels of the orders of these days, as far as they have got."""
    world, sales = numbers_.sales.world, numbers_.sales
    of_order = column(sales.orders, "day").take(numbers_.places(world.shipments))
    table = figures.within(world.shipments.append_column("day", of_order), first, last)
    places = numbers_.places(table)
    columns: dict[str, Column] = {
        "Numéro de commande": numbers_.order(places),
        "Canal de vente": numbers_.channel(places),
        "Date de commande": _day(table, "day"),
        "Expédition promise": _day(table, "ship_by"),
        "Date d'expédition": _day(table, "shipped_on"),
        "Livraison promise": _day(table, "promised_on"),
        "Date de livraison": _day(table, "delivered_on"),
        "Transporteur": quoted(column(table, "carrier"), ";"),
        "Coût transport HT": money(numbers(table, "cost"), ","),
    }
    return _write(path, columns)


def contacts(path: Path, numbers_: Numbers, first: date, last: date) -> Path:
    """The requests opened on these days."""
    world = numbers_.sales.world
    opened = numbers_.sales.clock.local(column(world.contacts, "at")).cast(pa.date32())
    table = figures.within(world.contacts.append_column("day", opened), first, last)
    columns: dict[str, Column] = {
        "Numéro de demande": whole(numbers(table, "contact")),
        "Date d'ouverture": _day(table, "day"),
        "Motif": worded(column(table, "reason"), words.REASONS_OF_CONTACT),
        "Numéro de commande": numbers_.order(numbers_.places(table)),
    }
    return _write(path, columns)


def reviews(path: Path, numbers_: Numbers, first: date, last: date) -> Path:
    """The reviews of items left on these days."""
    table = figures.within(numbers_.sales.world.reviews, first, last)
    columns: dict[str, Column] = {
        "Date de l'avis": _day(table, "day"),
        "Référence": quoted(column(table, "sku"), ";"),
        "Note de l'avis": whole(numbers(table, "stars")),
        "Numéro de commande": numbers_.order(numbers_.places(table)),
    }
    return _write(path, columns)


def _day(table: pa.Table, name: str) -> pa.Array:
    return pc.strftime(column(table, name), "%d/%m/%Y")


def _write(path: Path, columns: dict[str, Column]) -> Path:
    return write(path, Sheet.of(Block(columns), delimiter=";"), encoding="utf-8-sig", end="\r\n")
