"""Asking a WooCommerce shop, by REST v3 with a key and a secret."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from comptoir.connectors.http.api import Answer, Client
from comptoir.connectors.shops.api import Found, by_change
from comptoir.connectors.source import Opening, Page, PermanentError, Record, Total
from comptoir.connectors.woocommerce.mapping import instant
from comptoir.connectors.woocommerce.totals import total_of

PAGE = 100
"""The most that WooCommerce hands out at once."""
ORDER_FIELDS = (
    "id,number,status,currency,version,prices_include_tax,date_created_gmt,date_modified_gmt,date_paid_gmt,"
    "discount_total,total,total_tax,customer_id,billing,shipping,payment_method,payment_method_title,created_via,"
    "meta_data,line_items,tax_lines,shipping_lines,fee_lines,coupon_lines,refunds"
)
TOTAL_FIELDS = (
    "id,number,status,currency,date_created_gmt,date_modified_gmt,total,total_tax,refunds,"
    "line_items,shipping_lines,fee_lines,tax_lines"
)


class WooCommerce:
    """See source.Reader."""

    def __init__(self, opening: Opening) -> None:
        values = opening.values
        self.root = values["address"].rstrip("/") + "/wp-json/wc/v3/"
        secret = base64.b64encode(f"{values['key']}:{values['secret']}".encode()).decode()
        self.client = Client(opening.rate, {"Authorization": f"Basic {secret}"}, opening.pause)
        self.zone = ZoneInfo(opening.zone)

    def test(self) -> str:
        self._ask("orders", {"per_page": "1", "_fields": "id"}).json()
        return self.root.partition("://")[2].partition("/wp-json")[0]

    def pages(self, table: str, since: datetime | None, until: datetime) -> Iterator[Page]:
        return self._products() if table == "products" else self._orders(since, until)

    def totals(self, first: date, last: date) -> Iterable[Total]:
        """Orders by the day of their creation, as WooCommerce's own sales report places them."""
        parameters = {
            "after": _gmt(self._start(first) - timedelta(seconds=1)),
            "before": _gmt(self._start(last + timedelta(days=1))),
            "dates_are_gmt": "true",
            "status": "any",
            "orderby": "id",
            "order": "asc",
            "_fields": TOTAL_FIELDS,
        }
        for records, _total in self._numbered("orders", parameters):
            for record in records:
                yield total_of(record, self.zone)

    def _orders(self, since: datetime | None, until: datetime) -> Iterator[Page]:
        def fetch(after: datetime | None, number: int) -> Found:
            parameters = {
                "per_page": str(PAGE),
                "page": str(number),
                "orderby": "modified",
                "order": "asc",
                "status": "any",
                "dates_are_gmt": "true",
                "modified_before": _gmt(until),
                "_fields": ORDER_FIELDS,
            }
            if after is not None:
                parameters["modified_after"] = _gmt(after)
            answer = self._ask("orders", parameters)
            records: list[Record] = answer.json()
            return Found([self._whole(record) for record in records], len(records) < PAGE, _total(answer))

        return by_change(
            fetch, lambda record: instant(record["date_modified_gmt"]), lambda record: record["id"], since
        )

    def _whole(self, order: Record) -> Record:
        """The order with its refunds in full: the list of orders only tells their sums."""
        if order.get("refunds"):
            path = f"orders/{order['id']}/refunds"
            refunds = [refund for page, _n in self._numbered(path, {}) for refund in page]
            order["refund_documents"] = [
                {name: refund.get(name) for name in REFUND_FIELDS} for refund in refunds
            ]
        return order

    def _products(self) -> Iterator[Page]:
        for records, total in self._numbered("products", {"status": "any", "orderby": "id", "order": "asc"}):
            items: list[Record] = []
            for record in records:
                items.append(_item(record))
                if record.get("type") == "variable":
                    items += [_item(variation, record) for variation in self._variations(record["id"])]
            yield Page(items, None, total)

    def _variations(self, product: int) -> Iterator[Record]:
        for records, _n in self._numbered(f"products/{product}/variations", {}):
            yield from records

    def _numbered(
        self, path: str, parameters: Mapping[str, str]
    ) -> Iterator[tuple[list[Record], int | None]]:
        number = 1
        while True:
            answer = self._ask(path, {**parameters, "per_page": str(PAGE), "page": str(number)})
            records: list[Record] = answer.json()
            if records:
                yield records, _total(answer)
            if len(records) < PAGE:
                return
            number += 1

    def _ask(self, path: str, parameters: Mapping[str, str]) -> Answer:
        answer = self.client.get(self.root + path, parameters)
        if answer.status == 200:
            return answer
        raise _refusal(answer)

    def _start(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone)


REFUND_FIELDS = ("id", "date_created_gmt", "amount", "reason", "line_items", "shipping_lines", "fee_lines")
ITEM_FIELDS = (
    "id",
    "name",
    "sku",
    "global_unique_id",
    "status",
    "type",
    "virtual",
    "price",
    "regular_price",
    "manage_stock",
    "stock_quantity",
    "categories",
    "brands",
    "cost_of_goods_sold",
)


def _item(record: Record, parent: Record | None = None) -> Record:
    """Of an item or a variation what its facts need."""
    item = {name: record[name] for name in ITEM_FIELDS if name in record}
    if parent is not None:
        item["parent"] = {name: parent.get(name) for name in ("name", "categories", "brands", "sku")}
        item["attributes"] = record.get("attributes", [])
    return item


def _refusal(answer: Answer) -> PermanentError:
    """The sentence that a shopkeeper needs."""
    said = _said(answer)
    if answer.status in (401, 403):
        return PermanentError(
            _("The shop refuses the key (%(said)s).") % {"said": said or answer.status},
            advice=_(
                "Check that key and secret were copied whole, that the key may read, and that its user is an "
                "administrator or shop manager. Some hosts also drop the header Authorization: ask them."
            ),
        )
    if answer.status == 404:
        return PermanentError(
            _("There is no WooCommerce interface at this address."),
            advice=_(
                "Check the address; in WordPress, Settings, Permalinks must not be « Plain », and WooCommerce must "
                "be active."
            ),
        )
    return PermanentError(
        _("The shop answers %(status)d: %(said)s")
        % {"status": answer.status, "said": said or answer.start()},
        advice=_("If it goes on, show this sentence to whoever looks after the shop."),
    )


def _said(answer: Answer) -> str:
    try:
        body: Any = answer.json()
    except PermanentError:
        return ""
    return str(body.get("message", "")) if isinstance(body, dict) else ""


def _total(answer: Answer) -> int | None:
    said = answer.headers.get("x-wp-total", "")
    return int(said) if said.isdigit() else None


def _gmt(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
