"""Which part of a change each factor of a tree of sums and products makes: exact Shapley values. Pure.

The effect of a factor is what it adds when it passes from its value before to its value after, on average over every
order in which the factors may pass. Each factor stands once in the tree, so the averages are sums over coalitions by
their size, worked out from the leaves up: the cost grows with the square of the number of factors, not with 2 to its
power. Numbers may be floats, or fractions for which the effects add up to the change without any rest. No logarithm is
taken: a factor of zero is a value like another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb

type Number = Fraction | float
type Node = Leaf | Sum | Product


@dataclass(frozen=True, slots=True)
class Leaf:
    """A factor: its name, unlike any other of the tree, and its two values."""

    name: str
    before: Number
    after: Number


@dataclass(frozen=True, slots=True)
class Sum:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Product:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Inconclusive:
    """There is no answer, and why: never a zero dressed as one."""

    code: str
    reason: str
    """A sentence for people, in the language of the moment."""


def leaves(node: Node) -> tuple[Leaf, ...]:
    if isinstance(node, Leaf):
        return (node,)
    return tuple(leaf for part in node.parts for leaf in leaves(part))


def value(node: Node, *, after: bool) -> Number:
    """What the tree makes of the factors' values before, or of those after."""
    if isinstance(node, Leaf):
        return node.after if after else node.before
    values = [value(part, after=after) for part in node.parts]
    if isinstance(node, Sum):
        return sum(values)
    made: Number = 1
    for one in values:
        made = made * one
    return made


def shapley(tree: Node) -> dict[str, Number]:
    """The effect of each factor, by its name; together they are the change of the tree."""
    names = [leaf.name for leaf in leaves(tree)]
    if len(names) != len(set(names)):
        raise ValueError("a factor stands twice in the tree")
    found: dict[str, Number] = {}
    for part in tree.parts if isinstance(tree, Sum) else (tree,):
        # What is added up moves apart from the rest: each branch is a tree of its own.
        found |= shapley(part) if isinstance(part, Sum) else _of_product(part)
    return found


def _of_product(tree: Node) -> dict[str, Number]:
    known = leaves(tree)
    count = len(known)
    # k! (n - 1 - k)! / n!: how often exactly the same k others have passed before this one.
    weights = [Fraction(1, count * comb(count - 1, size)) for size in range(count)]
    is_exact = all(isinstance(one, Fraction | int) for leaf in known for one in (leaf.before, leaf.after))
    shares: Sequence[Number] = weights if is_exact else [float(one) for one in weights]
    effects: dict[str, Number] = {}
    for leaf in known:
        with_it, without = (_by_size(tree, leaf.name, after=after) for after in (True, False))
        effects[leaf.name] = sum(
            share * (high - low) for share, high, low in zip(shares, with_it, without, strict=True)
        )
    return effects


def _by_size(node: Node, pinned: str, *, after: bool) -> list[Number]:
    """The values of the tree, added up over all coalitions of 0, 1, 2… factors that have passed, one factor pinned."""
    if isinstance(node, Leaf):
        if node.name == pinned:
            return [node.after if after else node.before]
        return [node.before, node.after]
    parts = [_by_size(part, pinned, after=after) for part in node.parts]
    made: list[Number] = [1 if isinstance(node, Product) else 0]
    for part in parts:
        made = _times(made, part) if isinstance(node, Product) else _plus(made, part)
    return made


def _times(one: list[Number], other: list[Number]) -> list[Number]:
    found: list[Number] = [0] * (len(one) + len(other) - 1)
    for i, left in enumerate(one):
        for j, right in enumerate(other):
            found[i + j] = found[i + j] + left * right
    return found


def _plus(one: list[Number], other: list[Number]) -> list[Number]:
    """Each coalition of one side meets every coalition of the other."""
    ours, theirs = len(one) - 1, len(other) - 1
    mine = _times(one, [comb(theirs, size) for size in range(theirs + 1)])
    others = _times([comb(ours, size) for size in range(ours + 1)], other)
    return [left + right for left, right in zip(mine, others, strict=True)]


def shared_out(effects: Mapping[str, Fraction], whole: Fraction, places: int = 2) -> dict[str, Fraction]:
    """The effects rounded to so many decimals, so that they add up to `whole`, which has no more of them.

    Each is rounded down; what is missing goes to those that lost most, one last place each.
    """
    unit = Fraction(1, 10**places)
    floors = {name: effect // unit for name, effect in effects.items()}
    lacking = int(whole / unit) - sum(floors.values())
    if not floors:
        return {}
    lost = sorted(effects, key=lambda name: (floors[name] - effects[name] / unit, name))
    each, some = divmod(lacking, len(lost))
    # `each` is 0 but where the whole was itself rounded far from the effects' own sum.
    return {name: (floors[name] + each + (place < some)) * unit for place, name in enumerate(lost)}
