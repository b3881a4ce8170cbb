"""The range from day to day: what stood on the shelves, what it was sold for, what a competitor asked."""

import numpy as np
import pyarrow as pa

from comptoir.simulator.engine import Prepared
from comptoir.simulator.offer import competitor_cents
from comptoir.simulator.sample import Sample
from comptoir.simulator.streams import Flags
from comptoir.simulator.tables import dates, texts
from comptoir.simulator.world import PRICES, STOCK


def stock(world: Prepared, drawn: Sample) -> pa.Table:
    """Every evening, of every product that is sold by then."""
    shelf = drawn.shelves
    day, product = np.nonzero(_there(world))
    columns = [
        dates(day + world.setting.days.warm_up, int(world.setting.days.epoch[0])),
        texts(world.setting.catalogue.skus, product),
        pa.array(shelf.on_hand[day, product].astype(np.int32)),
        pa.array(shelf.on_order[day, product].astype(np.int32)),
    ]
    return pa.table(columns, schema=STOCK)


def prices(world: Prepared) -> pa.Table:
    """On the first day, and on each day on which the price or the competitor's moved."""
    setting = world.setting
    since = setting.days.warm_up
    paid = world.plan.paid_price[since:]
    other = competitor_cents(setting.catalogue, setting.competitor[since:])
    there = _there(world)
    moved = there.copy()
    moved[1:] &= (paid[1:] != paid[:-1]) | (other[1:] != other[:-1]) | ~there[:-1]
    day, product = np.nonzero(moved)
    columns = [
        dates(day + since, int(setting.days.epoch[0])),
        texts(setting.catalogue.skus, product),
        pa.array(paid[day, product]),
        pa.array(other[day, product]),
    ]
    return pa.table(columns, schema=PRICES)


def _there(world: Prepared) -> Flags:
    """[day of the world, product]."""
    days = world.setting.days
    since: Flags = np.arange(days.warm_up, days.count)[:, None] >= world.setting.catalogue.added
    return since
