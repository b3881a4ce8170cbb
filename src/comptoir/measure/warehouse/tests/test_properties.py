"""Whatever the order of writes, the store holds what a plain list of rows would."""

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.core.companies.api import operator_scope
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot, writer
from comptoir.measure.warehouse.tests.facts import keyed_lines, units

pytestmark = pytest.mark.django_db

ORDERS = ("A", "B", "C")
DAYS = ("2026-01-31", "2026-02-01", "2026-02-28")
companies = count(1)

row = st.tuples(
    st.sampled_from(DAYS),
    st.decimals(min_value="0.0001", max_value="999.9999", places=4),
    st.sampled_from((None, 1, 2)),
)
some_rows = st.dictionaries(st.tuples(st.sampled_from(ORDERS), st.integers(1, 3)), row, max_size=5)
chosen_orders = st.sets(st.sampled_from(ORDERS))
operation = st.one_of(
    st.tuples(st.just("merge"), some_rows),
    st.tuples(st.just("replace_units"), some_rows, chosen_orders),
    st.tuples(st.just("replace_months"), some_rows, st.sets(st.sampled_from(("2026-01", "2026-02")))),
    st.tuples(st.just("detach"), st.sampled_from((1, 2))),
    st.tuples(st.just("commit")),
    st.tuples(st.just("abandon")),
)


def perform(batch, model, operation):
    """Do it to the store and to the model: {(order, line number): (day, amount, customer)}."""
    match operation:
        case "merge", rows:
            batch.merge("order_line", keyed_lines(rows))
            model.update(rows)
        case "replace_units", rows, orders:
            rows = {key: value for key, value in rows.items() if key[0] in orders}
            batch.replace_units("order_line", keyed_lines(rows), units(*orders))
            for key in [key for key in model if key[0] in orders]:
                del model[key]
            model.update(rows)
        case "replace_months", rows, months:
            left = {key: value for key, value in model.items() if value[0][:7] not in months}
            rows = {key: v for key, v in rows.items() if v[0][:7] in months and key not in left}
            batch.replace_months("order_line", keyed_lines(rows), months)
            model.clear()
            model.update(left | rows)
        case "detach", customer:
            batch.detach_customer(customer)
            for key, (day, amount, known) in model.items():
                model[key] = (day, amount, None if known == customer else known)


def stored(table):
    rows = table.to_pyarrow().to_pylist()
    assert all(row["month"] == row["day"].isoformat()[:7] for row in rows)
    found = [
        (
            (row["order_id"], row["line_number"]),
            (row["day"].isoformat(), row["gross_amount"], row["customer_key"]),
        )
        for row in rows
    ]
    assert len(dict(found)) == len(found), "a key stands twice"
    return dict(found)


def thorough(examples):
    return settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
        database=None,
    )


@thorough(10)
@given(operations=st.lists(operation, min_size=1, max_size=7))
def test_the_store_agrees_with_a_plain_model(make_company, operations):
    agree(make_company, operations)


@pytest.mark.slow
@thorough(300)
@given(operations=st.lists(operation, min_size=5, max_size=15))
def test_the_store_agrees_with_a_plain_model_for_long(make_company, operations):
    agree(make_company, operations)


def agree(make_company, operations):
    scope = operator_scope(make_company(f"shop-{next(companies)}").slug)
    committed = {}
    left = iter([*operations, ("commit",)])
    while (first := next(left, None)) is not None:
        model, current = dict(committed), first
        with writer(scope) as batch:
            while current is not None and current[0] not in {"commit", "abandon"}:
                perform(batch, model, current)
                current = next(left, None)
            assert stored(batch.read("order_line")) == model
            if current == ("commit",):
                batch.commit("property")
                committed = model
        with open_snapshot(scope, current_snapshot(scope)) as reader:
            assert stored(reader.table("order_line")) == committed
