"""Each rule meets a row that it accepts and rows that it refuses, on the engine that will run it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import ibis
import pytest

from comptoir.entities.base import Kind
from comptoir.entities.invariants import rules
from comptoir.entities.registry import ENTITIES

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
TYPES = {
    Kind.TEXT: ("string", "x"),
    Kind.INTEGER: ("int64", 1),
    Kind.FLAG: ("boolean", True),
    Kind.MONEY: ("decimal(18, 4)", Decimal(1)),
    Kind.QUANTITY: ("decimal(18, 3)", Decimal(1)),
    Kind.RATE: ("decimal(18, 8)", Decimal("0.2")),
    Kind.DAY: ("date", date(2026, 1, 31)),
    Kind.INSTANT: ("timestamp('UTC', 6)", NOON),
    Kind.MONTH: ("string", "2026-01"),
}
BAD = [
    ("order", "status_known", {"status": "shipped"}),
    ("order", "day_in_month", {"day": date(2026, 2, 1)}),
    ("order_line", "sold_product_positive", {"quantity": Decimal(0), "gross_amount": Decimal(0)}),
    ("order_line", "sold_product_positive", {"unit_price": Decimal(-1), "gross_amount": Decimal(-1)}),
    ("order_line", "gross_is_price_times_quantity", {"gross_amount": Decimal("1.02")}),
    ("refund", "positive", {"quantity": Decimal(-1)}),
    ("refund", "positive", {"amount": Decimal("-0.01")}),
    ("shipment", "leaves_before_it_arrives", {"delivered_at": NOON - timedelta(seconds=1)}),
    ("shipment", "progress_is_dated", {"status": "delivered", "delivered_at": None}),
    ("shipment", "progress_is_dated", {"status": "shipped", "shipped_at": None}),
    ("payment", "positive", {"paid_total": Decimal(-1)}),
    ("product", "type_known", {"product_type": "ghost"}),
    ("product_cost", "positive", {"unit_cost": Decimal(-1)}),
    ("session", "exempt_is_anonymous", {"consent_basis": "exempt"}),
    ("session", "positive", {"page_views": -1}),
    ("event", "exempt_is_anonymous", {"consent_basis": "exempt", "visitor_id": None, "order_id": None}),
    ("event", "value_has_currency", {"currency": None}),
    ("audience_day", "positive", {"purchases": -1}),
    ("ad_spend", "positive", {"clicks": -1}),
    ("search_day", "positive", {"impressions": -1}),
    ("search_term", "positive", {"clicks": -1}),
    ("search_position", "position_from_one", {"position": 0}),
    ("search_position", "positive", {"volume": -1}),
    ("mailing", "positive", {"complaints": -1}),
    ("mailing", "delivered_were_sent", {"delivered": 2}),
    ("contact", "answered_after_opened", {"closed_at": NOON - timedelta(seconds=1), "answered_at": None}),
    ("contact", "mark_in_range", {"satisfaction": 6}),
    ("review", "rating_in_range", {"rating": Decimal("0.999")}),
    ("market_index", "positive", {"index_value": Decimal("-0.001")}),
    ("exchange_rate", "above_zero", {"rate": Decimal(0)}),
    ("order_double", "of_another_source", {"master_source": "x"}),
    ("source_pair", "agreeing_are_near", {"agreeing": 2}),
    ("source_pair", "agreeing_are_near", {"near": 2}),
]
GOOD = [
    ("order_line", "sold_product_positive", {"kind": "adjustment", "unit_price": Decimal(-5)}),
    ("order_line", "sold_product_positive", {"status": "cancelled", "quantity": Decimal(0)}),
    ("order_line", "gross_is_price_times_quantity", {"kind": "discount", "gross_amount": Decimal(0)}),
    (
        "order_line",
        "gross_is_price_times_quantity",
        {"quantity": Decimal(80000), "unit_price": Decimal("1.6667"), "gross_amount": Decimal("133333.3333")},
    ),
    ("shipment", "progress_is_dated", {"status": "pending", "shipped_at": None, "delivered_at": None}),
    (
        "session",
        "exempt_is_anonymous",
        {"consent_basis": "exempt", "visitor_id": None, "order_id": None, "customer_key": None},
    ),
    ("contact", "answered_after_opened", {"answered_at": None, "closed_at": None}),
    ("contact", "mark_in_range", {"satisfaction": None}),
    ("order_double", "of_another_source", {"master_source": "x", "is_order": False}),
]

UNLIKE = {"order_double": {"master_source": "y"}}
"""What may not be as every other text."""


def row_of(name, **changes):
    """A row in which every column has a lawful value, but for `changes`."""
    columns = ENTITIES[name].columns
    lawful = {c.name: c.choices[0] if c.choices else TYPES[c.kind][1] for c in columns} | UNLIKE.get(name, {})
    schema = ibis.schema({c.name: TYPES[c.kind][0] for c in columns})
    return ibis.memtable([{**lawful, **changes}], schema=schema)


def breaches(name, table):
    """How many rows break each rule, as one query."""
    return table.aggregate(
        [bad(table).cast("int64").sum().name(rule) for rule, bad in rules(ENTITIES[name]).items()]
    )


def broken(name, table):
    """The names of the rules that the row breaks."""
    return {rule for rule, rows in breaches(name, table).to_pyarrow().to_pylist()[0].items() if rows}


@pytest.mark.parametrize("name", ENTITIES)
def test_a_lawful_row_breaks_no_rule(name):
    assert broken(name, row_of(name)) == set()


@pytest.mark.parametrize(("name", "rule", "changes"), BAD)
def test_a_bad_row_breaks_its_rule(name, rule, changes):
    assert rule in broken(name, row_of(name, **changes))


@pytest.mark.parametrize(("name", "rule", "changes"), GOOD)
def test_a_rule_is_no_stricter_than_its_sentence(name, rule, changes):
    assert rule not in broken(name, row_of(name, **changes))


def test_every_invariant_is_met_by_a_bad_row():
    tried = {(name, rule) for name, rule, _ in BAD}
    shared = {(name, "day_in_month") for name, entity in ENTITIES.items() if entity.dated}
    assert {(name, rule) for name, entity in ENTITIES.items() for rule in entity.invariants} == tried | shared


@pytest.mark.parametrize("name", [name for name, entity in ENTITIES.items() if entity.dated])
def test_a_row_in_the_wrong_month_is_found(name):
    assert broken(name, row_of(name, month="2026-02")) == {"day_in_month"}


def test_required_and_choices_have_their_rules():
    assert broken("payment", row_of("payment", kind=None, status="maybe")) == {
        "required:kind",
        "choice:status",
    }


@pytest.mark.parametrize("engine", ["duckdb", "postgres"])
@pytest.mark.parametrize("name", ENTITIES)
def test_rules_speak_no_dialect(name, engine):
    schema = ibis.schema({c.name: TYPES[c.kind][0] for c in ENTITIES[name].columns})
    table = ibis.table(schema, name=name)
    assert "SUM" in ibis.to_sql(breaches(name, table), dialect=engine)
