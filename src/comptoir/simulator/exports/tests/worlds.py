"""A world made by hand: no model behind it, but every case that an export meets."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from comptoir.simulator.world import SCHEMAS, World

FIRST = date(2025, 1, 1)
EPOCH = date(1970, 1, 1)
MIDNIGHT = 86_400
CHANNELS = ["seo", "sea_brand", "sea_generic", "shopping", "paid_social", "email", "affiliation", "direct"]
CAMPAIGNS = {
    "google_ads": [("Marque", "brand"), ("Bougies, générique", "non_brand"), ("Shopping", "shopping")],
    "meta_ads": [("Prospection « maison »", "social_prospecting")],
}


def made(days: int = 120, per_day: int = 6, products: int = 24, seed: int = 7, people: int = 90) -> World:
    draw = np.random.default_rng(seed)
    first = (FIRST - EPOCH).days
    goods = _products(products)
    tables = {"products": goods, "people": _people(people)}
    tables |= _orders(draw, first, days, per_day, goods, people)
    tables |= _aftermath(draw, tables, first + days - 1)
    tables |= _tools(draw, first, days, goods)
    filled = {name: _table(name, tables.get(name, {})) for name in SCHEMAS}
    last = FIRST + timedelta(days=days - 1)
    return World("Maison Essai", seed, FIRST, last, "Europe/Paris", **filled)


def _products(count: int) -> dict[str, object]:
    place = np.arange(count)
    return {
        "sku": [f"ML-{n:04d}" for n in place],
        "gtin": [f"3{n:012d}" for n in place],
        "name": [("Bougie 7,5 cm « fleur »" if n % 3 else 'Plaid "doux", lin') + f" n° {n}" for n in place],
        "category": [("Maison", "Épicerie; thés")[n % 2] for n in place],
        "subcategory": [("Bougies", "Tisanes")[n % 2] for n in place],
        "brand": ["Œuvre & Co"] * count,
        "supplier": ["Drôme SARL"] * count,
        "supplier_delay_days": np.full(count, 21),
        "price": 490 + 317 * place,
        "cost": 200 + 120 * place,
        "tax_rate": np.where(place % 2, 0.055, 0.2),
        "weight_grams": 100 + 50 * place,
        "added_on": [FIRST] * count,
    }


def _people(count: int) -> dict[str, object]:
    place = np.arange(1, count + 1)
    return {
        "customer": place,
        "first_name": [("Zoé", "Jean-Loup", "Anaïs")[n % 3] for n in place],
        "last_name": [("Lefèvre", "d'Àrc, de", "Ben")[n % 3] for n in place],
        "email": [f"client{n}@example.com" for n in place],
        "city": ["Crest"] * count,
        "postcode": ["26400"] * count,
        "country": ["FR"] * count,
        "has_consented": place % 2 == 0,
        "registered_at": np.zeros(count, np.int64),
    }


def _orders(draw, first, days, per_day, goods, people):
    count = days * per_day
    at = np.sort(draw.integers(0, days * MIDNIGHT, count)) + first * MIDNIGHT
    number = np.arange(count) + 20_001
    channel = draw.choice(["site", "Amazon", "ManoMano"], count, p=[0.7, 0.2, 0.1])
    own = channel == "site"
    status = draw.choice(
        ["completed", "processing", "pending", "failed", "cancelled"], count, p=[0.8, 0.08, 0.04, 0.03, 0.05]
    )
    payment = np.where(
        own, draw.choice(["Carte bancaire", "PayPal", "Virement", "Chèque"], count), "Place de marché"
    )
    customer = draw.integers(1, people + 1, count)
    voucher = np.where(own & (draw.random(count) < 0.2), "BIENVENUE10", None)
    lines = draw.choice([1, 2, 3], count, p=[0.6, 0.3, 0.1])
    of = np.repeat(np.arange(count), lines)
    line = np.arange(len(of)) - np.repeat(np.cumsum(lines) - lines, lines) + 1
    product = draw.integers(0, len(goods["sku"]), len(of))
    quantity = draw.choice([1, 1, 1, 2, 5], len(of))
    price = np.asarray(goods["price"])[product]
    discount = np.where(voucher[of] == "BIENVENUE10", (price * quantity) // 10, 0)
    orders = {
        "order": number,
        "customer": pa.array(customer, mask=~own),
        "ordered_at": at,
        "day": _local_days(at),
        "sales_channel": channel,
        "traffic_channel": np.where(own, draw.choice(CHANNELS, count), None),
        "device": draw.choice(["desktop", "mobile"], count),
        "country": draw.choice(["FR", "BE"], count),
        "status": status,
        "payment_method": payment,
        "voucher": voucher,
        "shipping": np.where(draw.random(count) < 0.5, 490, 0),
        "shipping_method": draw.choice(["Domicile", "Point relais"], count),
        "shipping_tax_rate": np.full(count, 0.2),
    }
    rows = {
        "order": number[of],
        "line": line,
        "sku": np.asarray(goods["sku"])[product],
        "quantity": quantity,
        "unit_price": price,
        "discount": discount,
        "tax_rate": np.asarray(goods["tax_rate"])[product],
    }
    return {"orders": orders, "lines": rows}


def _aftermath(draw, tables, last):
    """One sold order in ten gives something back: all, one unit, the shipping, or a gesture."""
    orders, lines = tables["orders"], tables["lines"]
    sold = np.flatnonzero(np.isin(orders["status"], ["completed", "processing"]))
    back = np.sort(sold[draw.random(len(sold)) < 0.1])
    at = orders["ordered_at"][back] + draw.integers(5, 30, len(back)) * MIDNIGHT
    happened = at // MIDNIGHT < last
    back, at = back[happened], at[happened]
    kind = np.arange(len(back)) % 4
    status = orders["status"].astype(object)
    status[back[kind == 0]] = "refunded"
    orders["status"] = status
    shipping = orders["shipping"][back]
    refund = np.arange(len(back)) + 1
    places = dict(zip(orders["order"][back].tolist(), range(len(back)), strict=True))
    of = np.array([places.get(number, -1) for number in lines["order"].tolist()])
    whole, part = (of >= 0) & (kind[of] == 0), (of >= 0) & (kind[of] == 1) & (lines["line"] == 1)
    chosen = np.flatnonzero(whole | part)
    amount = lines["unit_price"] * lines["quantity"] - lines["discount"]
    units = np.where(whole, lines["quantity"], 1)[chosen]
    given = np.where(whole[chosen], amount[chosen], amount[chosen] // lines["quantity"][chosen])
    return {
        "orders": orders,
        "refunds": {
            "refund": refund,
            "order": orders["order"][back],
            "refunded_at": at,
            "day": _local_days(at),
            "reason": ["late"] * len(back),
            "shipping": np.where((kind == 0) | (kind == 2), shipping, 0),
            "gesture": np.where((kind == 3) | ((kind == 2) & (shipping == 0)), 300, 0),
        },
        "refund_lines": {
            "refund": refund[of[chosen]],
            "order": lines["order"][chosen],
            "line": lines["line"][chosen],
            "sku": lines["sku"][chosen],
            "quantity": units,
            "amount": given,
            "tax_rate": lines["tax_rate"][chosen],
        },
        "fees": {
            "order": orders["order"],
            "kind": np.where(orders["sales_channel"] == "site", "payment", "commission"),
            "amount": 100 + orders["order"] % 400,
        },
    }


def _tools(draw, first, days, goods):
    day = first + np.arange(days)
    devices = ["desktop", "mobile"]
    keys = [(d, channel, device) for d in day for channel in CHANNELS for device in devices]
    seen = draw.integers(10, 2_000, len(keys))
    ads = [(d, platform, *one) for d in day for platform, names in CAMPAIGNS.items() for one in names]
    searches = [(d, query) for d in day for query in ("bougie lavande", 'plaid "lin", doux', "tisane")]
    stock = [(d, sku) for d in day for sku in goods["sku"]]
    mails = [(d, segment) for d in day[::7] for segment in ("fidèles; été", "nouveaux")]
    return {
        "sessions": {
            **dict(zip(("day", "channel", "device"), zip(*keys, strict=True), strict=True)),
            "sessions": seen * 2,
            "seen_sessions": seen,
            "seen_carts": seen // 10,
            "seen_checkouts": seen // 20,
            "seen_purchases": seen // 40,
            "seen_revenue": (seen // 40) * 6_543,
        },
        "ads": {
            **dict(zip(("day", "platform", "campaign", "kind"), zip(*ads, strict=True), strict=True)),
            "impressions": draw.integers(0, 90_000, len(ads)),
            "clicks": draw.integers(0, 3_000, len(ads)),
            "cost": draw.integers(0, 250_000, len(ads)),
            "claimed_conversions": draw.integers(0, 9_000, len(ads)) / 100,
            "claimed_value": draw.integers(0, 900_000, len(ads)),
        },
        "searches": {
            "day": [d for d, _ in searches],
            "query": [query for _, query in searches],
            "page": [f"https://www.maison-essai.fr/{query[:6]}" for _, query in searches],
            "impressions": draw.integers(1, 4_000, len(searches)),
            "clicks": draw.integers(0, 300, len(searches)),
            "position": draw.integers(10, 300, len(searches)) / 10,
        },
        "stock": {
            "day": [d for d, _ in stock],
            "sku": [sku for _, sku in stock],
            "on_hand": draw.integers(0, 400, len(stock)),
            "on_order": draw.integers(0, 40, len(stock)),
        },
        "mails": {
            "day": [d for d, _ in mails],
            "campaign": [f"Lettre n° {n}" for n in range(len(mails))],
            "segment": [segment for _, segment in mails],
            "sent": draw.integers(5_000, 9_000, len(mails)),
            "delivered": draw.integers(4_000, 5_000, len(mails)),
            "opened": draw.integers(1_000, 2_000, len(mails)),
            "clicked": draw.integers(10, 300, len(mails)),
            "unsubscribed": draw.integers(0, 30, len(mails)),
            "complaints": draw.integers(0, 5, len(mails)),
        },
    }


def _local_days(at):
    """Of Paris, by an engine that the exports do not use."""
    local = np.array(at, "datetime64[s]")
    days = pa.array(local).cast(pa.timestamp("s", tz="UTC")).cast(pa.timestamp("s", tz="Europe/Paris"))
    return pa.compute.local_timestamp(days).cast(pa.date32())


def _table(name, columns):
    schema = SCHEMAS[name]
    size = max((len(value) for value in columns.values()), default=0)
    values = []
    for field in schema:
        given = columns.get(field.name)
        if given is None:
            given = pa.nulls(size, field.type)
        elif not isinstance(given, pa.Array):
            given = pa.array(list(given) if isinstance(given, tuple) else given)
        if field.type == pa.date32() and given.type != pa.date32():
            given = given.cast(pa.int32())
        values.append(given.cast(field.type))
    return pa.table(values, schema=schema)
