"""The items of a world, with the stock of its last day."""

from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from comptoir.simulator.exports.text import Whole, column, decimal, joined, numbers, quoted, trimmed
from comptoir.simulator.world import World


class Catalogue:
    def __init__(self, world: World) -> None:
        self.world = world

    def column(self, name: str) -> pa.Array:
        return column(self.world.products, name)

    def text(self, name: str, delimiter: str) -> pa.Array:
        return quoted(self.column(name), delimiter)

    def path(self, sign: str, delimiter: str) -> pa.Array:
        """« Maison > Bougies »."""
        category, below = self.column("category"), pc.fill_null(self.column("subcategory"), "")
        whole_path = pc.if_else(pc.equal(below, ""), category, joined(category, sign, below))
        return quoted(whole_path, delimiter)

    @cached_property
    def identifiers(self) -> pa.Array:
        return pa.array(np.arange(len(self.world.products)) + 101).cast(pa.string())

    @cached_property
    def kilograms(self) -> pa.Array:
        return trimmed(decimal(numbers(self.world.products, "weight_grams") / 1000, 3))

    @cached_property
    def stock(self) -> Whole:
        """Units on hand at the last count of each item."""
        counts = self.world.stock.sort_by([("day", "descending")])
        places = pc.index_in(self.column("sku"), column(counts, "sku"))
        return numbers(counts.take(places), "on_hand")
