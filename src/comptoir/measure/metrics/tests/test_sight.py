"""Which rows are handed out, and in which order: as Python would sort them, with no figure changed."""

import pytest

from comptoir.core.errors import UsageError
from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import ask, random_shop

METRICS = "net_sales,units,returns"
OVER = "2025-12-20/2026-01-31"


@pytest.fixture(scope="module")
def facts():
    return MemoryFacts(**random_shop(4))


@pytest.fixture(scope="module")
def rows(facts):
    return ask(facts, METRICS, OVER, by="product,country", compare="previous").rows


def value(row, order):
    name = order.removesuffix("__compare").removesuffix("__change")
    now, then = row.values[name], row.compared[name]
    if order.endswith("__change"):
        return None if now is None or not then else (now - then) / abs(then)
    return then if order.endswith("__compare") else now


@pytest.mark.parametrize(
    "order", ["net_sales", "units", "returns", "net_sales__compare", "net_sales__change"]
)
@pytest.mark.parametrize("sign", ["", "-"])
def test_rows_are_put_in_order(facts, rows, order, sign):
    known = [row for row in rows if value(row, order) is not None]
    unknown = [row for row in rows if value(row, order) is None]
    expected = [*sorted(known, key=lambda row: value(row, order), reverse=bool(sign)), *unknown]
    found = ask(facts, METRICS, OVER, by="product,country", compare="previous", order=sign + order)
    assert [value(row, order) for row in found.rows] == [value(row, order) for row in expected]
    assert sorted(found.rows, key=repr) == sorted(rows, key=repr)


def test_ratios_are_put_in_order(facts):
    found = [
        row.values["discount_rate"]
        for row in ask(facts, "discount_rate", by="product", order="-discount_rate").rows
    ]
    known = [one for one in found if one is not None]
    assert known == sorted(known, reverse=True)
    assert found == known + [None] * (len(found) - len(known))


def test_a_part_of_the_rows(facts, rows):
    asked = {"by": "product,country", "compare": "previous"}
    found = ask(facts, METRICS, OVER, limit=3, offset=2, **asked)
    assert found.rows == rows[2:5]
    assert found.found == len(rows) > 5
    assert ask(facts, METRICS, OVER, offset=len(rows) + 1, **asked).rows == ()


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize(
    "order",
    ["", "period", "product", "country", "label", "returns", "net_sales__compare", "net_sales__change"],
)
def test_a_part_is_the_same_part_of_the_whole(facts, order, sign):
    """Ties and unknown values stand where they stand among all."""
    asked = {"by": "product,country", "compare": "previous", "order": order and sign + order}
    every = ask(facts, METRICS, OVER, **asked).rows
    for offset, limit in ((0, 1), (0, 5), (3, 4), (len(every) - 2, 2), (0, len(every) - 1), (1, 1000)):
        found = ask(facts, METRICS, OVER, limit=limit, offset=offset, **asked)
        assert found.rows == every[offset : offset + limit]
        assert found.found == len(every)


def test_words_match_values_and_what_they_are_called(facts, rows):
    labels = {"A": "Émeraude", "B": "Rubis", "C": "rubicond"}
    asked = {"by": "product,country", "compare": "previous", "labels": labels}

    def products(**more):
        return [row.dimensions["product"] for row in ask(facts, METRICS, OVER, **asked, **more).rows]

    assert set(products(matching="RUBI")) == {"B", "C"}
    assert set(products(matching="émer")) == {"A"}
    assert products(matching="zzz") == []
    in_order = dict.fromkeys(products(order="label"))
    assert [one for one in in_order if one in labels] == ["C", "B", "A"]


def test_by_name_without_capitals_and_the_unknown_last(facts):
    found = ask(facts, "returns", by="country", order="label", labels={"FR": "alpha", "BE": "Beta"})
    assert [row.dimensions["country"] for row in found.rows] == ["FR", "BE", None]


def test_over_time(facts):
    found = ask(facts, "net_sales", OVER, grain="week", order="-net_sales", limit=2)
    whole = ask(facts, "net_sales", OVER, grain="week")
    assert [row.values["net_sales"] for row in found.rows] == sorted(
        (row.values["net_sales"] for row in whole.rows), reverse=True
    )[:2]
    assert found.found == len(whole.rows)


@pytest.mark.parametrize(
    "asked",
    [{"order": "orders"}, {"order": "net_sales__change"}, {"limit": 0}, {"offset": -1}, {"order": "label"}],
)
def test_what_cannot_be_done_is_refused(facts, asked):
    with pytest.raises(UsageError):
        ask(facts, "net_sales", OVER, **asked)
