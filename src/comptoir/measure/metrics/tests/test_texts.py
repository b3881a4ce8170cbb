"""A statement is compiled once for all states of the facts that look alike, and never serves one that does not."""

import time
from concurrent.futures import ThreadPoolExecutor

import ibis
import pytest

from comptoir.measure.metrics import texts
from comptoir.measure.metrics.slots import slot
from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.seeing import seen
from comptoir.measure.metrics.tests.shop import ask, figures
from comptoir.measure.metrics.texts import Statements, Text, Texts


class State:
    """Tables of names of its own."""

    def __init__(self, tables, loaded=()):
        self.tables, self.loaded, self.times = tables, loaded, 0
        self.statements = Statements("kind", {name: seen(table) for name, table in tables.items()})

    def has(self, name):
        self.statements.found[name] = name in self.loaded
        return self.statements.found[name]

    def named(self, name):
        return seen(self.tables[name]) if name in self.tables else None

    def compiled(self, expression):
        self.times += 1
        return ibis.to_sql(expression, dialect="duckdb")

    def text(self, make):
        return self.statements.text(self, "asked", make)


def table(name, column="amount", kind="int64"):
    return ibis.table({column: kind}, name=name)


@pytest.fixture(autouse=True)
def own_texts(monkeypatch, settings, tmp_path):
    settings.WAREHOUSE = tmp_path
    monkeypatch.setattr(texts, "TEXTS", Texts())


def test_another_state_gets_the_text_over_its_own_tables():
    old = State({"order": table("v1"), "order_line": table("v2")})
    new = State({"order": table("v3"), "order_line": table("v4")})

    def joined(of):
        return lambda: of.tables["order"].join(of.tables["order_line"], "amount")

    assert old.text(joined(old)) != new.text(joined(new))
    assert (old.times, new.times) == (1, 0)
    assert new.text(joined(new)) == new.compiled(joined(new)())


@pytest.mark.parametrize(
    "other",
    [
        State({"order": table("v2", kind="decimal(38, 4)")}),
        State({"order": table("v2")}, loaded=["product"]),
        State({}),
    ],
    ids=["another type", "other rows", "no table"],
)
def test_a_state_that_is_not_alike_compiles_its_own(other):
    first = State({"order": table("v1")})

    def make(state):
        state.has("product")
        return state.tables.get("order", table("elsewhere"))

    first.text(lambda: make(first))
    assert '"v1"' not in other.text(lambda: make(other))
    assert other.times == 1


def test_what_is_makeshift_is_not_for_others():
    first, second = State({"order": table("v1")}), State({"order": table("v2")})

    def make():
        first.statements.is_makeshift = True
        return first.tables["order"]

    first.text(make)
    assert '"v2"' in second.text(lambda: second.tables["order"])
    assert second.times == 1


def test_where_tables_are_kept_a_statement_reads_otherwise():
    plain, keeping = State({"order": table("v1")}), State({"order": table("v2"), "sums": table("v3")})

    def make(state):
        state.statements.asked_kept = True
        return state.tables.get("sums", state.tables["order"])

    for _again in range(2):
        for state, name, is_kept in ((plain, "v1", False), (keeping, "v3", True)):
            found = state.statements.text(state, "asked", lambda state=state: make(state), is_kept)
            assert f'"{name}"' in found
    assert (plain.times, keeping.times) == (1, 1)


def test_a_name_within_another_is_left_alone():
    text = Text.of('SELECT * FROM "order" JOIN "order_line"', {"order": seen(table("order"))}, {})
    assert text.sql.split('"')[1::2] == [slot("order"), "order_line"]


def test_the_oldest_text_goes_first(monkeypatch):
    monkeypatch.setattr(texts, "MOST_KEPT", 2)
    kept, (a, b, c) = Texts(), (object() for _which in range(3))  # of this process alone: no file has them
    for key, sql in ((a, "a"), (b, "b")):
        kept.put(key, Text(sql, {}, {}))
    assert kept.get(a).sql == "a"
    kept.put(c, Text("c", {}, {}))
    assert (kept.get(a).sql, kept.get(b), kept.get(c).sql) == ("a", None, "c")


def test_shops_with_and_without_a_catalogue_do_not_share():
    """The same question over the same kind of facts, but for what the entity has no rows of."""
    sold = {
        "order": [{"order_id": "1", "day": "2026-01-05"}],
        "order_line": [{"order_id": "1", "day": "2026-01-05", "sku": "A", "gross_amount": 5}],
    }
    bare, known = MemoryFacts(**sold), MemoryFacts(**sold, product=[{"sku": "A", "category": "shoes"}])
    for _again in range(2):
        assert figures(ask(bare, "gross_sales", by="category")) == [("2026-01-05", None, "5.00")]
        assert figures(ask(known, "gross_sales", by="category")) == [("2026-01-05", "shoes", "5.00")]


def test_what_is_kept_of_one_shop_is_made_for_the_next():
    """Its text names tables that the next shop has not made yet."""
    for customer in (1, 2):
        sold = [
            {"order_id": "1", "day": "2026-01-05", "customer_key": customer},
            {"order_id": "2", "day": "2026-01-06", "customer_key": 1},
        ]
        facts = MemoryFacts(is_rolled_up=True, order=sold)
        assert figures(ask(facts, "customers,new_customers")) == [("2026-01-05", customer, customer)]


def test_two_threads_that_ask_at_once_compile_once():
    states = [State({"order": table(name)}) for name in ("v1", "v2")]

    def asked(state):
        def make():
            time.sleep(0.05)  # long enough for the other to arrive
            return state.tables["order"].select("amount")

        return state.text(make)

    with ThreadPoolExecutor(2) as hands:
        one, two = hands.map(asked, states)
    assert sum(state.times for state in states) == 1
    assert '"v1"' in one
    assert two == one.replace('"v1"', '"v2"')
