"""What hangs on orders: a page of them is made whole with one question a resource, not one an order."""

from collections.abc import Sequence

from comptoir.connectors.prestashop import fields
from comptoir.connectors.prestashop.answers import words
from comptoir.connectors.prestashop.fields import kept, parts
from comptoir.connectors.prestashop.webservice import Webservice
from comptoir.connectors.source import Record

type Grouped = dict[str, list[Record]] | None


class Joins:
    """Small tables are read once for a reader, the rest for each page."""

    def __init__(self, webservice: Webservice) -> None:
        self.webservice = webservice
        self._tables: dict[str, dict[str, Record]] = {}

    def table(self, resource: str, display: str) -> dict[str, Record]:
        """A small table, whole, by id; empty where the key may not read it."""
        if resource not in self._tables:
            records = self.webservice.welcome(resource, {"display": display}) or []
            self._tables[resource] = {str(record["id"]): record for record in records}
        return self._tables[resource]

    def named(self, resource: str, key: object) -> str:
        return words(self.table(resource, "[id,name]").get(str(key), {}).get("name"))

    def state(self, key: object) -> Record | None:
        found = self.table("order_states", "full").get(str(key))
        return None if found is None else kept(found, fields.STATE)

    def currency(self, key: object) -> str:
        return str(self.table("currencies", "[id,iso_code]").get(str(key), {}).get("iso_code") or "").upper()

    def complete(self, orders: Sequence[Record]) -> list[Record]:
        ask = self.webservice.grouped
        numbers = [order["id"] for order in orders]
        references = [order["reference"] for order in orders]
        details = ask("order_details", "id_order", numbers) or {}
        slips = ask("order_slip", "id_order", numbers) or {}
        payments = ask("order_payments", "order_reference", references) or {}
        siblings = ask("orders", "reference", references, "[id,reference]") or {}
        customers = (
            ask("customers", "id", [one["id_customer"] for one in orders], _shown(fields.CUSTOMER)) or {}
        )
        places = [one[name] for one in orders for name in ("id_address_delivery", "id_address_invoice")]
        addresses = ask("addresses", "id", places, "[id,id_country]") or {}
        histories = ask("order_histories", "id_order", numbers)
        parcels = ask("order_carriers", "id_order", numbers)
        rules = ask("order_cart_rules", "id_order", numbers)
        codes = self._codes(rules)
        whole = []
        for order in orders:
            key = str(order["id"])
            first = min((int(one["id"]) for one in siblings.get(order["reference"], [])), default=int(key))
            whole.append(
                {
                    **kept(order, fields.ORDER),
                    "currency": self.currency(order["id_currency"]),
                    "state": self.state(order["current_state"]),
                    "customer": next(iter(customers.get(str(order["id_customer"]), [])), None),
                    "country": self._country(order, addresses),
                    "details": [self._detail(one) for one in details.get(key, [])],
                    "slips": [_slip(one) for one in slips.get(key, [])],
                    # Payments are of a reference: an order that is shipped in parts is several orders under one.
                    "payments": [kept(one, fields.PAYMENT) for one in payments.get(order["reference"], [])]
                    if int(key) == first
                    else [],
                    "history": None if histories is None else self._history(histories.get(key, [])),
                    "parcels": None
                    if parcels is None
                    else [self._parcel(one) for one in parcels.get(key, [])],
                    "rules": [_rule(one, codes) for one in (rules or {}).get(key, [])],
                }
            )
        return whole

    def billed(self, orders: Sequence[Record]) -> list[Record]:
        """The orders with what their lines and discounts are made of, and no more."""
        numbers = [order["id"] for order in orders]
        details = self.webservice.grouped("order_details", "id_order", numbers) or {}
        rules = self.webservice.grouped("order_cart_rules", "id_order", numbers) or {}
        return [
            {
                **order,
                "details": [self._detail(one) for one in details.get(str(order["id"]), [])],
                "rules": [kept(one, fields.RULE) for one in rules.get(str(order["id"]), [])],
            }
            for order in orders
        ]

    def _country(self, order: Record, addresses: dict[str, list[Record]]) -> str:
        """Of the delivery, else of the invoice."""
        countries = self.table("countries", "[id,iso_code]")
        for name in ("id_address_delivery", "id_address_invoice"):
            for address in addresses.get(str(order[name]), []):
                if code := str(countries.get(str(address["id_country"]), {}).get("iso_code") or ""):
                    return code.upper()
        return ""

    def _detail(self, detail: Record) -> Record:
        taxes = self.table("taxes", "[id,rate]")
        rates = [taxes.get(str(tax["id"]), {}).get("rate") for tax in parts(detail, "taxes")]
        return {**kept(detail, fields.DETAIL), "tax_rates": rates}

    def _history(self, entries: Sequence[Record]) -> list[Record]:
        return [
            {
                "date_add": entry["date_add"],
                "id_order_state": entry["id_order_state"],
                "state": self.state(entry["id_order_state"]),
            }
            for entry in entries
        ]

    def _parcel(self, parcel: Record) -> Record:
        return {**kept(parcel, fields.PARCEL), "carrier": self.named("carriers", parcel["id_carrier"])}

    def _codes(self, rules: Grouped) -> dict[str, list[Record]]:
        wanted = [rule.get("id_cart_rule") for found in (rules or {}).values() for rule in found]
        return self.webservice.grouped("cart_rules", "id", wanted, "[id,code]") or {}


def _slip(slip: Record) -> Record:
    return {**kept(slip, fields.SLIP), "details": parts(slip, "order_slip_details")}


def _rule(rule: Record, codes: dict[str, list[Record]]) -> Record:
    found = next(iter(codes.get(str(rule.get("id_cart_rule")), [])), {})
    return {**kept(rule, fields.RULE), "code": found.get("code") or ""}


def _shown(names: Sequence[str]) -> str:
    return f"[{','.join(names)}]"
