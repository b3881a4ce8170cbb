"""A seeded store of any size: orders, lines, refunds and products, spread as a shop's are.

Only sizes and spreads matter here, not meaning: three years, a weekly and a yearly wave, few products and
customers that make most of the sales.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

COUNTRIES = ("FR", "BE", "CH", "DE", "ES", "IT", "LU", "NL")
COUNTRY_SHARES = (0.72, 0.08, 0.05, 0.05, 0.03, 0.03, 0.02, 0.02)
CHANNELS = ("site", "amazon", "cdiscount", "boutique")
CHANNEL_SHARES = (0.7, 0.15, 0.08, 0.07)
TAX = 0.2
RETURNED = 0.05
PRODUCTS, CATEGORIES, BRANDS = 20_000, 40, 120


@dataclass(frozen=True)
class Size:
    orders: int
    lines: int
    months: int = 36
    first_day: date = date(2023, 1, 1)

    @property
    def days(self) -> int:
        year, month = divmod(self.first_day.month - 1 + self.months, 12)
        return (date(self.first_day.year + year, month + 1, 1) - self.first_day).days


@dataclass(frozen=True)
class Store:
    order: pa.Table
    order_line: pa.Table
    refund: pa.Table
    product: pa.Table


def generate(size: Size, seed: int = 7) -> Store:
    """Arrow tables with the columns of their entities, sorted by day."""
    rng = np.random.default_rng(seed)
    prices = np.round(np.exp(rng.normal(3.0, 0.8, PRODUCTS)), 2).clip(1, 900)
    days = _days(rng, size)
    lines_of = _lines_per_order(rng, size)
    order = _Orders(rng, days, size.orders)
    position = np.repeat(np.arange(size.orders), lines_of)
    starts = np.cumsum(lines_of) - lines_of
    number = np.arange(size.lines) - starts[position] + 1
    item = (PRODUCTS * rng.random(size.lines) ** 2.5).astype(np.int64)
    quantity = rng.geometric(0.7, size.lines)
    cents = np.round(prices[item] * quantity * 100).astype(np.int64)
    discount = np.where(rng.random(size.lines) < 0.2, cents // 10, 0)
    columns = order.shared(position)
    nothing = pa.nulls(size.lines, pa.string())
    lines = {
        **columns,
        "line_number": number,
        "line_id": nothing,
        "kind": _constant("product", size.lines),
        "ordered_at": order.instants(position),
        "invoice_day": columns["day"],
        "sku": _texts([f"SKU-{i:05}" for i in range(PRODUCTS)], item),
        "product_name": _texts([f"Article {i}" for i in range(PRODUCTS)], item),
        "quantity": _decimal(quantity * 1000, 3),
        "unit_price": _decimal(np.round(prices[item] * 10_000).astype(np.int64), 4),
        "gross_amount": _decimal(cents * 100, 4),
        "gross_tax": _decimal(cents * 20, 4),
        "discount_amount": _decimal(discount * 100, 4),
        "discount_tax": _decimal(discount * 20, 4),
        "tax_rate": _decimal(np.full(size.lines, int(TAX * 10**8)), 8),
        "voucher": nothing,
    }
    gross, reduced = np.bincount(position, cents), np.bincount(position, discount)
    orders = {
        **order.shared(np.arange(size.orders)),
        "ordered_at": order.instants(np.arange(size.orders)),
        "invoice_day": pa.array(order.day),
        "has_product": pa.array(np.ones(size.orders, bool)),
        "voucher": pa.nulls(size.orders, pa.string()),
        "payment_method": _constant("card", size.orders),
        "gross_amount": _decimal(gross.astype(np.int64) * 100, 4),
        "discount_amount": _decimal(reduced.astype(np.int64) * 100, 4),
    }
    returned = np.flatnonzero(rng.random(size.lines) < RETURNED)
    return Store(
        pa.table(orders), pa.table(lines), _refunds(lines, returned, order, position), _products(prices)
    )


class _Orders:
    def __init__(self, rng: np.random.Generator, days: np.ndarray, count: int) -> None:
        self.day = days
        self.seconds = rng.integers(8 * 3600, 23 * 3600, count)
        people = max(count // 3, 1)
        self.customer = (people * rng.random(count) ** 1.6).astype(np.int64) + 1
        self.guest = rng.random(count) < 0.15
        self.country = rng.choice(len(COUNTRIES), count, p=COUNTRY_SHARES)
        self.channel = rng.choice(len(CHANNELS), count, p=CHANNEL_SHARES)
        self.cancelled = rng.random(count) < 0.02

    def shared(self, index: np.ndarray) -> dict[str, Any]:
        day = pa.array(self.day[index])
        return {
            "source": _constant("bench", len(index)),
            "order_id": pc.cast(pa.array(index + 1), pa.string()),
            "status": _texts(["sold", "cancelled"], self.cancelled[index].astype(np.int64)),
            "day": day,
            "month": pc.strftime(day, format="%Y-%m"),
            "currency": _constant("EUR", len(index)),
            "customer_key": pa.array(self.customer[index], mask=self.guest[index]),
            "country": _texts(COUNTRIES, self.country[index]),
            "sales_channel": _texts(CHANNELS, self.channel[index]),
            "traffic_channel": pa.nulls(len(index), pa.string()),
        }

    def instants(self, index: np.ndarray) -> pa.Array:
        seconds = self.day[index].astype("datetime64[s]").astype(np.int64) + self.seconds[index]
        return pa.array(seconds * 1_000_000, pa.timestamp("us", tz="UTC"))


def _refunds(lines: dict[str, Any], chosen: np.ndarray, order: _Orders, position: np.ndarray) -> pa.Table:
    last = order.day.max()
    days = np.minimum(order.day[position[chosen]] + np.timedelta64(12, "D"), last)
    day = pa.array(days)
    taken = {
        name: column.take(pa.array(chosen)) for name, column in lines.items() if isinstance(column, pa.Array)
    }
    return pa.table(
        {
            "source": taken["source"],
            "refund_id": pc.cast(pa.array(chosen + 1), pa.string()),
            "line_number": pa.array(np.ones(len(chosen), np.int64)),
            "order_id": taken["order_id"],
            "order_day": taken["day"],
            "kind": _constant("product", len(chosen)),
            "refunded_at": pa.array(
                days.astype("datetime64[us]").astype(np.int64), pa.timestamp("us", tz="UTC")
            ),
            "day": day,
            "month": pc.strftime(day, format="%Y-%m"),
            "sku": taken["sku"],
            "product_name": taken["product_name"],
            "quantity": taken["quantity"],
            "amount": pc.subtract(taken["gross_amount"], taken["discount_amount"]).cast(pa.decimal128(18, 4)),
            "tax": pc.subtract(taken["gross_tax"], taken["discount_tax"]).cast(pa.decimal128(18, 4)),
            "reason": _constant("size", len(chosen)),
            **{
                name: taken[name]
                for name in ("currency", "customer_key", "country", "sales_channel", "traffic_channel")
            },
        }
    )


def _products(prices: np.ndarray) -> pa.Table:
    index = np.arange(PRODUCTS)
    return pa.table(
        {
            "source": _constant("bench", PRODUCTS),
            "sku": pa.array([f"SKU-{i:05}" for i in index]),
            "name": pa.array([f"Article {i}" for i in index]),
            "product_type": _constant("goods", PRODUCTS),
            "category": pa.array([f"Catégorie {i % CATEGORIES}" for i in index]),
            "brand": pa.array([f"Marque {i % BRANDS}" for i in index]),
            "price": _decimal(np.round(prices * 10_000).astype(np.int64), 4),
            "currency": _constant("EUR", PRODUCTS),
            "active": pa.array(np.ones(PRODUCTS, bool)),
        }
    )


def _days(rng: np.random.Generator, size: Size) -> np.ndarray:
    day = np.arange(size.days)
    weight = 1 + 0.25 * np.sin(2 * np.pi * (day - 250) / 365.25) + 0.15 * (day % 7 >= 5)
    drawn = rng.choice(size.days, size.orders, p=weight / weight.sum())
    return np.datetime64(size.first_day, "D") + np.sort(drawn)


def _lines_per_order(rng: np.random.Generator, size: Size) -> np.ndarray:
    extra = rng.multinomial(size.lines - size.orders, np.full(size.orders, 1 / size.orders))
    return extra + 1


def _constant(text: str, count: int) -> pa.Array:
    return pa.repeat(pa.scalar(text), count)


def _texts(names: Any, index: np.ndarray) -> pa.Array:
    return pa.array(list(names)).take(pa.array(index))


def _decimal(scaled: np.ndarray, scale: int) -> pa.Array:
    """Integers that count units of 10^-scale, as exact decimals: their 128 bits are low word, then sign."""
    low = np.ascontiguousarray(scaled, dtype=np.int64)
    words = np.column_stack([low, low >> 63])
    return pa.Array.from_buffers(pa.decimal128(18, scale), len(low), [None, pa.py_buffer(words)])
