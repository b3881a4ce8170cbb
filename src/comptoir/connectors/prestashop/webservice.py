"""Asking the webservice: one resource at a time, with the key as the user's name and no password."""

import base64
from collections.abc import Iterable, Iterator, Mapping

from comptoir.connectors.http.api import Client
from comptoir.connectors.prestashop import answers
from comptoir.connectors.prestashop.refusals import MissingRightError, is_switched_off, no_data, refusal
from comptoir.connectors.source import Opening, Record

NEEDED = (
    "orders",
    "order_details",
    "order_slip",
    "order_payments",
    "order_states",
    "currencies",
    "customers",
    "addresses",
    "countries",
    "products",
    "combinations",
    "stock_availables",
    "categories",
)
WELCOME = (
    "order_histories",
    "order_carriers",
    "order_cart_rules",
    "carriers",
    "cart_rules",
    "manufacturers",
    "product_option_values",
    "taxes",
)
"""Read where the key allows it: the README says what each adds."""
AT_ONCE = 100
"""Values in one filter: an address has no more than some thousands of signs."""


class Webservice:
    def __init__(self, opening: Opening) -> None:
        address = opening.values["address"].rstrip("/")
        self.root = address.removesuffix("/api") + "/api/"
        token = base64.b64encode(f"{opening.values['key']}:".encode()).decode()
        self.client = Client(
            opening.rate, {"Authorization": f"Basic {token}"}, opening.pause, is_final=is_switched_off
        )
        self._closed: set[str] = set()

    def rights(self) -> tuple[str, set[str]]:
        """The shop's name, and the resources that the key may read."""
        answer = self.client.get(self.root)
        if answer.status != 200:
            raise refusal(answer, "")
        try:
            return answers.rights(answer.body)
        except answers.UnreadableError as error:
            raise no_data(answer) from error

    def asked(self, resource: str, parameters: Mapping[str, str] | None = None) -> list[Record]:
        answer = self.client.get(self.root + resource, {"output_format": "JSON", **(parameters or {})})
        if answer.status != 200:
            raise refusal(answer, resource)
        try:
            return answers.records(answer.body)
        except answers.UnreadableError as error:
            raise no_data(answer) from error

    def welcome(self, resource: str, parameters: Mapping[str, str]) -> list[Record] | None:
        """None where the key may not read it; asked once only then."""
        if resource in self._closed:
            return None
        try:
            return self.asked(resource, parameters)
        except MissingRightError:
            if resource in NEEDED:
                raise
            self._closed.add(resource)
            return None

    def numbered(self, resource: str, parameters: Mapping[str, str], size: int) -> Iterator[list[Record]]:
        """All records, `size` at a time, by their number."""
        first = 0
        while True:
            page = self.asked(resource, {**parameters, "sort": "[id_ASC]", "limit": f"{first},{size}"})
            if page:
                yield page
            if len(page) < size:
                return
            first += size

    def grouped(
        self, resource: str, field: str, values: Iterable[object], display: str = "full"
    ) -> dict[str, list[Record]] | None:
        """The records whose `field` is one of `values`, by it. None where the key may not read the resource."""
        wanted = sorted({str(value) for value in values} - {"", "0"})
        found: dict[str, list[Record]] = {}
        for start in range(0, len(wanted), AT_ONCE):
            filters = {
                f"filter[{field}]": f"[{'|'.join(wanted[start : start + AT_ONCE])}]",
                "display": display,
                "sort": "[id_ASC]",
            }
            records = self.welcome(resource, filters)
            if records is None:
                return None
            for record in records:
                found.setdefault(str(record[field]), []).append(record)
        return found
