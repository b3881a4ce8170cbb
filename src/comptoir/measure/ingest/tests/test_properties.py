"""Whatever the order of files and of repeats, the facts are those of the last export of each order.

Each example is held against one file with the last version of every order, imported into a shop of its own.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.connectors.files.api import preset
from comptoir.core.companies.api import Company, Scope, operator_scope
from comptoir.measure.ingest.api import ImportReport, import_file
from comptoir.measure.ingest.models import Customer
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot

# A second of work for each import; `test_import.py` holds one example of each rule among the fast tests.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

HEADER = (
    "order_id,customer_id,ordered_at,sku,product_name,quantity,unit_price,discount,tax_rate,currency,country"
)
ENTITIES = ("order", "order_line", "refund", "product")

type Version = tuple[str, ...]
"""The rows of an order, as one export tells it."""
type Export = dict[str, Version]

an_item = st.tuples(
    st.sampled_from(("A", "B", "=C")),
    st.sampled_from(("1", "2", "1.5", "-1", "x")),  # sold, returned, refused
    st.sampled_from(("10.00", "0", "3.335")),
    st.sampled_from(("", "0.5")),
)


@st.composite
def versions(draw: st.DrawFn, number: str) -> Version:
    buyer = draw(st.sampled_from(("", "ann", "bob")))
    placed = draw(st.sampled_from(("2026-01-31 23:30:00", "2026-02-01 00:30:00", "2026-03-29 02:30:00")))
    items = draw(st.lists(an_item, min_size=1, max_size=3))
    return tuple(
        f"{number},{buyer},{placed},{sku},Item {sku},{quantity},{price},{discount},20,EUR,FR"
        for sku, quantity, price, discount in items
    )


@st.composite
def exports(draw: st.DrawFn, *, agreeing: bool) -> list[Export]:
    """Two or three files over four orders; `agreeing` ones tell an order that they share alike."""
    told = {number: draw(versions(number)) for number in "1234"}
    files = draw(st.lists(st.lists(st.sampled_from("1234"), min_size=1, unique=True), min_size=2, max_size=3))
    return [{n: told[n] if agreeing else draw(versions(n)) for n in numbers} for numbers in files]


class Shops:
    """As many shops as an example needs."""

    def __init__(self, make_company: Callable[..., Company], folder: Path) -> None:
        self.make_company, self.folder, self.made = make_company, folder, 0

    def open(self) -> "Shop":
        self.made += 1
        return Shop(operator_scope(self.make_company(f"shop-{self.made}").slug), self.folder)


class Shop:
    def __init__(self, scope: Scope, folder: Path) -> None:
        self.scope, self.path = scope, folder / f"{scope.slug}.csv"

    def load(self, export: Export) -> ImportReport:
        rows = (row for version in export.values() for row in version)
        self.path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
        return import_file(self.scope, self.path, preset("generic"))

    def facts(self) -> dict[str, list[str]]:
        """All that is stored, without what tells when it came: customers go by their reference."""
        people = {c.pk: c.reference for c in Customer.objects.filter(company_id=self.scope.company_id)}
        with open_snapshot(self.scope, current_snapshot(self.scope)) as reader:
            return {name: _plain(reader.table(name).to_pyarrow().to_pylist(), people) for name in ENTITIES}

    def snapshot(self) -> int | None:
        now = current_snapshot(self.scope)
        return now.number if now else None


def _plain(rows: Iterable[dict[str, Any]], people: dict[int, str]) -> list[str]:
    named = ({**row, "customer_key": people.get(row.get("customer_key") or 0)} for row in rows)
    return sorted(repr(sorted(row.items())) for row in named)


@pytest.fixture
def shops(make_company: Callable[..., Company], tmp_path: Path) -> Shops:
    return Shops(make_company, tmp_path)


SOME = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@SOME
@given(files=exports(agreeing=False))
def test_the_last_export_of_an_order_is_what_is_known(shops: Shops, files: list[Export]) -> None:
    """The files one after the other, and the last once more, which writes nothing."""
    shop, model = shops.open(), shops.open()
    for export in files:
        shop.load(export)
    facts, snapshot = shop.facts(), shop.snapshot()

    again = shop.load(files[-1])
    assert (again.rows_loaded, shop.snapshot()) == (0, snapshot)
    assert again.rows_unchanged == again.rows_read - again.rows_rejected

    model.load({number: version for export in files for number, version in export.items()})
    expected = model.facts()
    known, named = facts.pop("product"), expected.pop("product")
    assert set(named) <= set(known)  # an item stays known when its order is told without it
    assert facts == expected


@SOME
@given(st.data())
def test_files_that_agree_give_the_same_facts_in_any_order(shops: Shops, data: st.DataObject) -> None:
    """In two orders, the first file of the second one twice."""
    files = data.draw(exports(agreeing=True))
    turned = data.draw(st.permutations(files))
    one, other = shops.open(), shops.open()
    for export in files:
        one.load(export)
    for export in (*turned, turned[0]):
        other.load(export)
    assert other.facts() == one.facts()
