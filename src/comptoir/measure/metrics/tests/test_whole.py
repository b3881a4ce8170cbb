"""The whole beside its parts is the very row that the question without them answers."""

from itertools import product

import pytest

from comptoir.measure.metrics.catalogue.dimensions import DIMENSIONS
from comptoir.measure.metrics.catalogue.registry import catalogue, dimensions
from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import ask, random_shop

OVER = "2025-12-03/2026-01-20"
COMPUTED = [metric for metric in catalogue() if metric.is_computed and metric.name != "retention"]


class Counting(MemoryFacts):
    """Counts the statements run."""

    asked = 0

    def arrow_over(self, *args):
        self.asked += 1
        return super().arrow_over(*args)


@pytest.fixture(scope="module")
def facts():
    return Counting(**random_shop(5))


def known_to(*names):
    wanted = {DIMENSIONS[name] for name in names}
    return ",".join(metric.name for metric in COMPUTED if wanted <= set(dimensions(metric)))


SPLITS = ["", "country", "product", "category", "customer_type", "weekday,source"]
GRAINS = ["total", "day", "month"]
COMPARES = ["", "previous", "year"]
OVERS = [OVER, "2026-01-01/2026-01-31", "2024-01-01/2024-01-31"]
"""Days beside whole months, a whole month, a time without facts."""


def is_the_question_without_parts(facts, by, grain, compare, over):
    metrics = known_to(*filter(None, by.split(",")))
    expected = ask(facts, metrics, over, compare=compare).rows[0]
    found = ask(facts, metrics, over, by=by, grain=grain, compare=compare, with_whole=True)
    assert found.whole == found.total == expected


@pytest.mark.slow
@pytest.mark.parametrize(
    ("by", "grain", "compare", "over"),
    # Comparisons and periods in turn: whatever two of the four are chosen, each pair of their values is met.
    [(by, grain, COMPARES[(i + j) % 3], OVERS[(i + 2 * j + (i >= 3)) % 3])
     for (i, by), (j, grain) in product(enumerate(SPLITS), enumerate(GRAINS))],
)  # fmt: skip
def test_the_whole_is_the_question_without_parts(facts, by, grain, compare, over):
    """Different customers included, who do not add up, and months, which face others than days do."""
    is_the_question_without_parts(facts, by, grain, compare, over)


@pytest.mark.slow
@pytest.mark.parametrize(("by", "grain", "compare", "over"), [*product(SPLITS, GRAINS, COMPARES, OVERS)])
def test_the_whole_is_the_question_without_parts_whatever_is_asked(facts, by, grain, compare, over):
    is_the_question_without_parts(facts, by, grain, compare, over)


def test_what_is_out_of_sight_is_in_the_whole(facts):
    expected = ask(facts, "net_sales", OVER).rows[0]
    found = ask(facts, "net_sales", OVER, by="product", limit=1, matching="A", with_whole=True)
    assert len(found.rows) == 1
    assert found.whole == expected


def test_a_filter_holds_for_the_whole(facts):
    where = (("country", "FR"),)
    expected = ask(facts, "net_sales,orders", OVER, where=where).rows[0]
    assert ask(facts, "net_sales,orders", OVER, where=where, by="source", with_whole=True).whole == expected


def test_what_adds_up_costs_no_statement(facts):
    asked = {"by": "country", "compare": "year", "grain": "day"}
    facts.asked = 0
    ask(facts, "net_sales,aov", OVER, **asked)
    alone, facts.asked = facts.asked, 0
    ask(facts, "net_sales,aov", OVER, with_whole=True, **asked)
    assert facts.asked == alone


def test_some_parts_have_no_whole(facts):
    assert ask(facts, "net_sales", OVER, by="currency", with_whole=True).whole is None
    cohorts = {"by": "months_since_first", "grain": "month"}
    assert ask(facts, "retention", **cohorts, with_whole=True).whole is None
    assert ask(facts, "net_sales", OVER, by="country").whole is None  # nobody asked


def test_before_anything_is_loaded_there_is_none():
    nothing = MemoryFacts()
    found = ask(nothing, "net_sales", OVER, by="country", with_whole=True)
    assert found.whole is None
    assert found.total.values == {}
