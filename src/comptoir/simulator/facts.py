"""The ledger of facts: what a perfect importer would find in the exports, to the cent and without tax.

Every order stands here, the refused and the cancelled too, with the status that it has at the end of the world.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from comptoir.simulator.streams import Ints
from comptoir.simulator.tax import without_tax
from comptoir.simulator.world import DAY, TEXT, World

CENTS = pa.int64()
LINES = pa.schema(
    [
        ("order", pa.int64()),
        ("line", pa.int32()),
        ("day", DAY),
        ("status", TEXT),
        ("sales_channel", TEXT),
        ("traffic_channel", TEXT),
        ("sku", TEXT),
        ("quantity", pa.int32()),
        ("gross_sales", CENTS),
        ("discounts", CENTS),
        ("tax", CENTS),  # of what was paid for the line
        ("cost", CENTS),  # of the goods, at the day of the order
    ]
)
SHIPPING = pa.schema(
    [("order", pa.int64()), ("day", DAY), ("status", TEXT), ("shipping", CENTS), ("tax", CENTS)]
)
RETURNS = pa.schema(
    [
        ("refund", pa.int64()),
        ("order", pa.int64()),
        ("line", pa.int32()),
        ("day", DAY),
        ("sku", TEXT),
        ("quantity", pa.int32()),
        ("returns", CENTS),
        ("tax", CENTS),
    ]
)


def line_facts(world: World) -> pa.Table:
    lines, orders = world.lines, world.orders
    order = pc.index_in(lines["order"], orders["order"])
    product = pc.index_in(lines["sku"], world.products["sku"])
    quantity, rate = _numbers(lines, "quantity"), lines["tax_rate"].to_numpy()
    asked = _numbers(lines, "unit_price") * quantity
    paid = asked - _numbers(lines, "discount")
    gross, net = without_tax(asked, rate), without_tax(paid, rate)
    columns = [
        lines["order"],
        lines["line"],
        *(orders[name].take(order) for name in ("day", "status", "sales_channel", "traffic_channel")),
        lines["sku"],
        lines["quantity"],
        pa.array(gross),
        pa.array(gross - net),
        pa.array(paid - net),
        pa.array(_numbers(world.products, "cost")[product.to_numpy()] * quantity),
    ]
    return pa.table(columns, schema=LINES)


def shipping_facts(world: World) -> pa.Table:
    orders = world.orders
    charged = _numbers(orders, "shipping")
    net = without_tax(charged, orders["shipping_tax_rate"].to_numpy())
    columns = [orders["order"], orders["day"], orders["status"], pa.array(net), pa.array(charged - net)]
    return pa.table(columns, schema=SHIPPING)


def return_facts(world: World) -> pa.Table:
    """Goods given back; shipping and gestures stand with tax in the world's own refunds."""
    back = world.refund_lines
    refund = pc.index_in(back["refund"], world.refunds["refund"])
    amount = _numbers(back, "amount")
    net = without_tax(amount, back["tax_rate"].to_numpy())
    columns = [
        back["refund"],
        back["order"],
        back["line"],
        world.refunds["day"].take(refund),
        back["sku"],
        back["quantity"],
        pa.array(net),
        pa.array(amount - net),
    ]
    return pa.table(columns, schema=RETURNS)


def _numbers(table: pa.Table, name: str) -> Ints:
    values: Ints = table[name].to_numpy().astype(np.int64)
    return values
