"""Effects that add up to the change, whatever the tree; the worked examples of the trade."""

import random
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.decide.drivers.chain import Link, chain
from comptoir.decide.drivers.engine import Leaf, Node, Product, Sum, leaves, shapley, shared_out, value

TREES = 10_000


def test_the_worked_example():
    """100,000 sessions x 2.0 % x 60 -> 110,000 x 1.8 % x 66."""
    tree = Product(
        (
            Leaf("sessions", Fraction(100_000), Fraction(110_000)),
            Leaf("conversion", Fraction("0.020"), Fraction("0.018")),
            Leaf("aov", Fraction(60), Fraction(66)),
        )
    )
    effects = shapley(tree)
    assert (value(tree, after=False), value(tree, after=True)) == (120_000, 130_680)
    assert effects == {"sessions": 11_960, "conversion": -13_240, "aov": 11_960}


def test_each_branch_of_a_sum_moves_apart():
    tree = Sum(
        (
            Product((Leaf("visits", Fraction(10), Fraction(20)), Leaf("rate", Fraction(2), Fraction(3)))),
            Leaf("marketplace", Fraction(5), Fraction(4)),
            Leaf("returns", Fraction(-3), Fraction(-7)),
        )
    )
    assert shapley(tree) == {"visits": 25, "rate": 15, "marketplace": -1, "returns": -4}


def test_a_sum_below_a_product_is_as_all_orders_tell_it():
    tree = Product((Sum((Leaf("a", 2, 5), Product((Leaf("b", 3, 1), Leaf("c", 4, 2))))), Leaf("d", 7, 11)))
    assert shapley(tree) == _by_all_orders(tree)


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_small_trees_are_as_all_orders_tell_them(chance):
    tree = _tree(chance, exact=True, depth=2, width=2)
    if len(leaves(tree)) <= 4:
        assert shapley(tree) == _by_all_orders(tree)


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_fractions_leave_no_rest(chance):
    tree = _tree(chance, exact=True)
    assert sum(shapley(tree).values()) == value(tree, after=True) - value(tree, after=False)


@pytest.mark.slow
def test_ten_thousand_random_trees_leave_no_rest():
    chance = random.Random(7)
    worst = 0.0
    for _number in range(TREES):
        tree = _tree(chance, exact=False)
        before, after = value(tree, after=False), value(tree, after=True)
        effects = shapley(tree).values()
        size = max(abs(before), abs(after), *map(abs, effects), 1e-300)
        worst = max(worst, abs(after - before - sum(effects)) / size)
    assert worst < 1e-9


def test_a_factor_that_stands_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        shapley(Product((Leaf("a", 1, 2), Leaf("a", 1, 2))))


def test_a_factor_of_zero_is_a_value_like_another():
    tree = Product((Leaf("sessions", Fraction(0), Fraction(10)), Leaf("rate", Fraction(2), Fraction(4))))
    assert shapley(tree) == {"sessions": 30, "rate": 10}


@settings(deadline=None)
@given(st.lists(st.integers(-7_000_000, 7_000_000).map(lambda n: Fraction(n, 7000)), min_size=1, max_size=8))
def test_rounded_effects_add_up_to_the_rounded_change(effects):
    named = {str(place): effect for place, effect in enumerate(effects)}
    cents = Fraction(round(sum(effects) * 100), 100)
    found = shared_out(named, cents)
    assert sum(found.values()) == cents
    assert all((one * 100).denominator == 1 for one in found.values())
    assert all(abs(found[name] - named[name]) <= Fraction(2, 100) for name in named)


def test_missing_and_empty_links_are_told_by_their_neighbours():
    def told(*links):
        product, found = chain("", [Link(name, *pair) for name, pair in zip("abc", links, strict=True)])
        return {leaf.name: (leaf.before, leaf.after) for leaf in product.parts}, list(found)

    two, three, six, twelve = (Fraction(number) for number in (2, 3, 6, 12))
    assert told((two, three), (six, six), (six, twelve)) == (
        {"a": (2, 3), "b/a": (3, 2), "c/b": (1, 2)},
        ["a", "b/a", "c/b"],
    )
    assert told((None, three), (two, six), (six, twelve))[1] == ["b", "c/b"]
    assert told((Fraction(0), three), (two, six), (six, twelve))[1] == ["b", "c/b"]
    assert told((two, three), (Fraction(0), six), (Fraction(0), twelve))[1] == ["a", "c/a"]
    assert told((None, None), (None, None), (None, six)) == ({"c": (0, 6)}, ["c"])


def _by_all_orders(tree: Node) -> dict[str, Fraction]:
    known = leaves(tree)
    orders = list(permutations(known))
    effects = {leaf.name: Fraction(0) for leaf in known}
    for order in orders:
        passed: set[str] = set()
        for leaf in order:
            low = _with(tree, passed)
            passed.add(leaf.name)
            effects[leaf.name] += Fraction(_with(tree, passed) - low) / len(orders)
    return effects


def _with(node: Node, passed: set[str]):
    if isinstance(node, Leaf):
        return node.after if node.name in passed else node.before
    values = [_with(part, passed) for part in node.parts]
    if isinstance(node, Sum):
        return sum(values)
    made = 1
    for one in values:
        made *= one
    return made


def _tree(chance: random.Random, *, exact: bool, depth: int = 3, width: int = 3) -> Node:
    names = iter(range(1000))

    def number():
        if chance.random() < 0.1:
            return Fraction(0) if exact else 0.0
        size = chance.choice((1, 100, 10_000))
        return Fraction(chance.randint(-size, size * 4), 7) if exact else chance.uniform(-size, size * 4)

    def node(left: int) -> Node:
        if left == 0 or chance.random() < 0.3:
            return Leaf(str(next(names)), number(), number())
        kind = chance.choice((Sum, Product))
        return kind(tuple(node(left - 1) for _part in range(chance.randint(1, width))))

    return node(depth)
