"""The tree of each metric, from the figures of both periods. Pure.

Sales of the own site: sessions x orders per session x basket x what discounts leave; marketplaces are branches of their
own, for they have no visits; then returns; then, for a margin, the share of sales whose costs are known and the rate
of the margin on them; then advertising.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from comptoir.decide.drivers.chain import Link, Step, chain
from comptoir.decide.drivers.choice import DEFAULT, Basket, Channels, TreeChoice
from comptoir.decide.drivers.engine import Leaf, Node, Product, Sum
from comptoir.decide.drivers.segments import Pair, whole

SALES = {"net_sales": "demand_sales", "demand_sales": "demand_sales", "gross_sales": "gross_sales"}
"""Metric -> the sum that its branches lead to."""
MARGINS = ("gross_margin", "cm1", "cm2", "cm3")
METRICS = ("net_sales", "demand_sales", "gross_sales", "orders", "aov", "conversion_rate", *MARGINS)
BRANCHES_IN_SIGHT = 5
ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the metrics say of both periods; a figure that is not known in both is not there."""

    whole: Mapping[str, Pair]
    own: Mapping[str, Pair] = field(default_factory=dict)
    """Of the own site."""
    channels: Mapping[str, Mapping[str, Pair]] = field(default_factory=dict)
    """Of each other sales channel."""
    guests: Mapping[str, Pair] = field(default_factory=dict)
    """Of the own site, orders without a customer; given where customers take the place of visits."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Where a factor stands."""

    kind: str
    """`own`, `channel`, `others`, `guests`, `whole`, or what stands alone: `returns`, `covered`, `rate`, `ads`."""
    step: Step
    name: str = ""
    """Of the channel."""


@dataclass(frozen=True, slots=True)
class Tree:
    node: Node
    branches: Mapping[str, Branch]
    """By the name of the factor, in the order of the tree."""


class Builder:
    """Collects the branches while the tree grows."""

    def __init__(self, figures: Figures, choice: TreeChoice = DEFAULT) -> None:
        self.figures, self.choice = figures, choice
        self.branches: dict[str, Branch] = {}

    def tree(self, metric: str) -> Tree:
        return Tree(self._node(metric), self.branches)

    def _node(self, metric: str) -> Node:
        if metric in SALES:
            return self._sales(metric, SALES[metric])
        if metric == "orders":
            return self._sales(metric, "orders")
        if metric == "aov":
            return self._basket()
        if metric == "conversion_rate":
            return self._chain("whole", ["add_to_cart_rate", "conversion_rate"], self.figures.whole)
        return self._margin(metric)

    def _sales(self, metric: str, end: str) -> Sum:
        parts: list[Node] = [self._chain("own", self._way(end), self.figures.own)] if self.figures.own else []
        guests = self.figures.guests.get(end, Pair())
        if guests != Pair():
            parts.append(self._leaf("guests", end, guests))
        parts += self._channels(end)
        if metric == "net_sales":
            returns = self.figures.whole["returns"]
            if returns != Pair():
                parts.append(self._leaf("returns", "returns", Pair(-returns.before, -returns.after)))
        return Sum(tuple(parts))

    def _way(self, end: str) -> list[str]:
        """What leads to the sales of the own site, or of a channel that has no visits."""
        first = [name for name in ("sessions", "customers") if name in self.figures.own]
        return [*first[:1], *self._from_orders(end)]

    def _from_orders(self, end: str) -> list[str]:
        if end == "orders":
            return ["orders"]
        items = ["units"] if self.choice.basket is Basket.ITEMS else []
        before = ["gross_sales"] if end != "gross_sales" and (self.choice.discounts_apart or items) else []
        return ["orders", *items, *before, end]

    def _channels(self, end: str) -> Iterator[Node]:
        known = {name: one for name, one in self.figures.channels.items() if one[end] != Pair()}
        if not known:
            return
        if self.choice.channels is Channels.TOGETHER:
            yield self._leaf("others", end, whole(one[end] for one in known.values()))
            return
        ranked = sorted(
            known, key=lambda name: -max(abs(known[name][end].before), abs(known[name][end].after))
        )
        seen = ranked if len(ranked) <= BRANCHES_IN_SIGHT else ranked[: BRANCHES_IN_SIGHT - 1]
        for name in seen:
            if self.choice.channels is Channels.FACTORS:
                yield self._chain("channel", self._from_orders(end), known[name], name)
            else:
                yield self._leaf("channel", end, known[name][end], name)
        if ranked[len(seen) :]:
            yield self._leaf("others", end, whole(known[name][end] for name in ranked[len(seen) :]))

    def _basket(self) -> Node:
        """Demand sales by orders: the chain from one order on."""
        known = self.figures.whole
        links = [name for name in self._from_orders("demand_sales")[1:] if name in known]
        if not (known["orders"].before and known["orders"].after):
            return self._leaf("whole", "aov", known["aov"])
        parts = []
        under = "orders"
        for over in links:
            if over != links[-1] and not (known[over].before and known[over].after):
                continue
            parts.append(self._leaf("whole", over, known[over].over(known[under]), under=under))
            under = over
        return Product(tuple(parts))

    def _margin(self, metric: str) -> Node:
        known = self.figures.whole
        has_ads = metric == "cm3" and "cm2" in known
        end = "cm2" if has_ads else metric
        net, margin, costed = known["net_sales"], known[end], known.get("costed_sales", Pair())
        node: Node
        if net.before and net.after:
            rate, under = [], "net_sales"
            if costed.before and costed.after and not _is_nearly(costed, net):
                rate.append(self._leaf("covered", "costed_sales", costed.over(net), under="net_sales"))
                net, under = costed, "costed_sales"
            node = Product(
                (
                    self._sales("net_sales", "demand_sales"),
                    *rate,
                    self._leaf("rate", end, margin.over(net), under=under),
                )
            )
        else:
            node = self._leaf("whole", end, margin)
        if not has_ads:
            return node
        after_ads = known["cm3"]
        spent = Pair(after_ads.before - margin.before, after_ads.after - margin.after)
        return Sum((node, self._leaf("ads", "cm3", spent)))

    def _chain(self, kind: str, way: list[str], known: Mapping[str, Pair], name: str = "") -> Product:
        links = [
            Link(one, *((known[one].before, known[one].after) if one in known else (None, None)))
            for one in way
        ]
        product, told = chain(f"{kind}:{name}:", links)
        self.branches |= {key: Branch(kind, step, name) for key, step in told.items()}
        return product

    def _leaf(self, kind: str, over: str, value: Pair, name: str = "", under: str = "") -> Leaf:
        step = Step(over, under)
        key = f"{kind}:{name}:{step.code}"
        self.branches[key] = Branch(kind, step, name)
        return Leaf(key, value.before, value.after)


def _is_nearly(one: Pair, other: Pair) -> bool:
    """A share that is all but the whole moves nothing that can be seen."""
    return all(
        abs(a - b) * 10_000 <= abs(b) for a, b in ((one.before, other.before), (one.after, other.after))
    )
