"""A PrestaShop shop in memory that answers as its webservice does: filters, sort, limit and fields really apply."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

from comptoir.connectors.prestashop.tests.recorded import RECORDINGS, tables
from comptoir.connectors.source import Record
from comptoir.connectors.tests.loopback import Asked, Loopback, Reply, serving

KEY = "A1"
AUTHORIZED = "Basic QTE6"  # A1:
DATES = ("date_add", "date_upd")
NEVER = "0000-00-00 00:00:00"


@dataclass
class Shop:
    tables: dict[str, list[Record]] = field(default_factory=tables)
    xml_only: bool = False
    forbidden: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=lambda: {"order_cart_rules", "cart_rules", "order_carriers"})
    """What the version does not have."""
    meanwhile: list[Callable[[], object]] = field(default_factory=list)
    """Done one by one after an answer about orders: customers do not wait for a reading to end."""

    def answer(self, asked: Asked) -> Reply:
        if asked.headers.get("authorization") != AUTHORIZED:
            return Reply(401, (RECORDINGS / "error_401.xml").read_bytes())
        resource = asked.path.removeprefix("/api/")
        if not resource:
            return Reply(200, (RECORDINGS / "root.xml").read_bytes())
        if resource in self.unknown:
            return self._error(
                400, 27, f'Resource of type "{resource}" does not exists. Did you mean: "orders"?'
            )
        if resource in self.forbidden:
            return self._error(
                401, 26, f'Resource of type "{resource}" is not allowed with this authentication key'
            )
        reply = self._list(resource, dict(asked.parameters))
        if resource == "orders" and "date" in asked.parameters and self.meanwhile:
            self.meanwhile.pop(0)()
        return reply

    def _list(self, resource: str, said: dict[str, str]) -> Reply:
        found = self.tables.get(resource, [])
        for name, wanted in said.items():
            if not name.startswith("filter["):
                continue
            column = name[7:-1]
            if column in DATES and said.get("date") != "1":
                return self._error(400, 32, f'This filter does not exist. Did you mean: "{column}"?')
            found = [record for record in found if _fits(record.get(column), wanted)]
        for order in reversed(said.get("sort", "").strip("[]").split(",")):
            column, _, way = order.rpartition("_")
            if column:
                found = sorted(found, key=lambda record: record[column], reverse=way == "DESC")
        if limit := said.get("limit"):
            first, _, count = limit.rpartition(",")
            found = found[int(first or 0) :][: int(count)]
        shown = said.get("display", "[id]")
        if shown != "full":
            names = shown.strip("[]").split(",")
            if any(name not in record for record in found for name in names):
                return self._error(400, 35, f'Unable to display this field "{shown}"')
            found = [{name: record[name] for name in names} for record in found]
        if self.xml_only:
            return Reply(200, as_xml(resource, found), {"Content-Type": "text/xml"})
        document: object = {resource: found} if found else []
        return Reply(200, json.dumps(document).encode(), {"Content-Type": "application/json"})

    def _error(self, status: int, code: int, message: str) -> Reply:
        if not self.xml_only:
            document = {"errors": [{"code": code, "message": message}]}
            return Reply(status, json.dumps(document).encode())
        text = f"<errors><error><code>{code}</code><message>{message}</message></error></errors>"
        return Reply(status, f'<?xml version="1.0"?><prestashop>{text}</prestashop>'.encode())

    def order(
        self, number: int, changed: str, goods: Sequence[tuple[str, str]] = (("12.00", "20"),), **fields: Any
    ) -> Record:
        """An order of three units of each good, at a price and a rate in per cent, and 5.00 of shipping at 20 %."""
        nets = [Decimal(price) * 3 for price, _rate in goods]
        taxes = [(net * Decimal(rate) / 100) for net, (_price, rate) in zip(nets, goods, strict=True)]
        made: Record = {
            "id": number,
            "reference": f"REF{number}",
            "id_customer": 3,
            "id_currency": 1,
            "id_address_delivery": 7,
            "id_address_invoice": 7,
            "current_state": 2,
            "date_add": changed,
            "date_upd": changed,
            "invoice_date": NEVER,
            "payment": "Carte bancaire",
            "module": "stripe_official",
            "conversion_rate": "1.000000",
            "carrier_tax_rate": "20.000",
            "total_paid_real": "0.000000",
            "total_discounts_tax_excl": "0.000000",
            "total_discounts_tax_incl": "0.000000",
            "total_shipping_tax_excl": "5.000000",
            "total_shipping_tax_incl": "6.000000",
            "total_wrapping_tax_excl": "0.000000",
            "total_wrapping_tax_incl": "0.000000",
            **fields,
        }
        off = Decimal(made["total_discounts_tax_incl"])
        charged = Decimal(made["total_shipping_tax_incl"]) + Decimal(made["total_wrapping_tax_incl"])
        made.setdefault("total_paid_tax_incl", f"{sum(nets) + sum(taxes) + charged - off:.2f}0000")
        self.tables["orders"] = [one for one in self.tables["orders"] if one["id"] != number] + [made]
        self.tables["order_details"] = [
            one for one in self.tables["order_details"] if one["id_order"] != number
        ] + [
            {
                "id": number * 10 + place,
                "id_order": number,
                "product_reference": f"SKU-{place}",
                "product_name": f"Savon {place}",
                "product_quantity": 3,
                "total_price_tax_excl": f"{net:.6f}",
                "total_price_tax_incl": f"{net + tax:.6f}",
            }
            for place, (net, tax) in enumerate(zip(nets, taxes, strict=True), 1)
        ]
        return made

    def add(self, resource: str, **fields: Any) -> Record:
        """A record of any resource, with the next number."""
        records = self.tables.setdefault(resource, [])
        made = {"id": max((int(one["id"]) for one in records), default=0) + 1, **fields}
        records.append(made)
        return made

    def slip(self, order: Record, changed: str, units: int = 1, **fields: Any) -> Record:
        """So many units of the order's first line given back."""
        line = next(one for one in self.tables["order_details"] if one["id_order"] == order["id"])
        net, total = (Decimal(line[f"total_price_tax_{way}"]) * units / 3 for way in ("excl", "incl"))
        part = {
            "id": 1,
            "id_order_detail": line["id"],
            "product_quantity": units,
            "amount_tax_excl": f"{net:.6f}",
            "amount_tax_incl": f"{total:.6f}",
        }
        told = {
            "id_order": order["id"],
            "date_add": changed,
            "date_upd": changed,
            "order_slip_type": 0,
            "amount": f"{total:.6f}",
            "total_products_tax_excl": f"{net:.6f}",
            "total_products_tax_incl": f"{total:.6f}",
            "total_shipping_tax_excl": "0.000000",
            "total_shipping_tax_incl": "0.000000",
            "associations": {"order_slip_details": [part]},
        }
        return self.add("order_slip", **{**told, **fields})


def many(shop: Shop, count: int, first: str = "2026-10-01 08:00:00", step: int = 60) -> None:
    """Orders from number 1001 on, one each `step` seconds."""
    start = datetime.fromisoformat(first)
    for place in range(count):
        shop.order(1001 + place, f"{start + timedelta(seconds=step * place):%Y-%m-%d %H:%M:%S}")


@contextmanager
def open_shop(shop: Shop) -> Iterator[Loopback]:
    with serving(shop.answer) as seen:
        yield seen


def as_xml(resource: str, records: Sequence[Record]) -> bytes:
    root = ElementTree.Element("prestashop")
    group = ElementTree.SubElement(root, resource)
    for record in records:
        _element(ElementTree.SubElement(group, "record"), record)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root)


def _element(parent: ElementTree.Element, record: Record) -> None:
    for name, value in record.items():
        child = ElementTree.SubElement(parent, name)
        if name == "associations":
            for group, entries in value.items():
                holder = ElementTree.SubElement(child, group)
                for entry in entries:
                    _element(ElementTree.SubElement(holder, "entry"), entry)
        else:
            child.text = "" if value is None or value is False else str(value)


def _fits(value: object, wanted: str) -> bool:
    """`[1|2]`: one of them; `[a,b]`: from a to b; else the same."""
    inner, text = wanted.strip("[]"), str(value)
    if "," in inner:
        low, _, high = inner.partition(",")
        return low <= text <= high
    return text in inner.split("|")
