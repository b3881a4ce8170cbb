"""Items: each product and combination that has a reference of its own, once."""

from collections.abc import Iterator, Sequence

from comptoir.connectors.prestashop import fields
from comptoir.connectors.prestashop.answers import words
from comptoir.connectors.prestashop.fields import kept, parts
from comptoir.connectors.prestashop.joins import Joins
from comptoir.connectors.prestashop.webservice import Webservice
from comptoir.connectors.source import Page, Record

PAGE = 100


class Items:
    def __init__(self, webservice: Webservice, joins: Joins) -> None:
        self.webservice, self.joins = webservice, joins
        self._handed: set[str] = set()

    def pages(self) -> Iterator[Page]:
        """Those on sale first: of several items under one reference the first one counts."""
        for active in ("1", "0"):
            parameters = {"display": f"[{','.join(fields.PRODUCT)}]", "filter[active]": f"[{active}]"}
            for products in self.webservice.numbered("products", parameters, PAGE):
                if fresh := [item for item in self._items(products) if self._is_fresh(item)]:
                    yield Page(fresh)

    def _is_fresh(self, item: Record) -> bool:
        reference = str(item["reference"])
        if not reference or reference in self._handed:
            return False
        self._handed.add(reference)
        return True

    def _items(self, products: Sequence[Record]) -> Iterator[Record]:
        numbers = [product["id"] for product in products]
        combinations = self.webservice.grouped("combinations", "id_product", numbers) or {}
        stocks = self.webservice.grouped("stock_availables", "id_product", numbers) or {}
        for product in products:
            key = str(product["id"])
            yield from self._of_product(product, combinations.get(key, []), stocks.get(key, []))

    def _of_product(
        self, product: Record, combinations: Sequence[Record], stocks: Sequence[Record]
    ) -> Iterator[Record]:
        """The product itself where it, or a combination without a reference of its own, is sold under its reference;
        and the combinations that have their own."""
        own = [one for one in combinations if one.get("reference") not in (None, "", product["reference"])]
        shared = [one for one in combinations if one not in own]
        shown = {
            **kept(product, fields.PRODUCT),
            "name": words(product.get("name")),
            "category": self.joins.named("categories", product.get("id_category_default")),
            "brand": self.joins.named("manufacturers", product.get("id_manufacturer")),
        }
        if shared or not combinations:
            counted = ["0"] if not own else [str(one["id"]) for one in shared]
            yield {"reference": product["reference"], "product": shown, "stock": _stock(stocks, counted)}
        for one in own:
            options = [self.joins.named("product_option_values", part["id"]) for part in _options(one)]
            yield {
                "reference": one["reference"],
                "product": shown,
                "combination": {
                    **kept(one, fields.ITEM),
                    "options": [option for option in options if option],
                },
                "stock": _stock(stocks, [str(one["id"])]),
            }


def _options(combination: Record) -> list[Record]:
    return parts(combination, "product_option_values")


def _stock(stocks: Sequence[Record], counted: Sequence[str]) -> int | None:
    """Of these combinations, in all shops; None where the webservice has no word on it."""
    said = [int(one["quantity"]) for one in stocks if str(one["id_product_attribute"]) in counted]
    return sum(said) if said else None
