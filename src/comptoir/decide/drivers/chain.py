"""A figure told as a chain of counts and amounts, each a so many times the one before it. Pure.

Sessions, orders, sales: sales = sessions x orders per session x sales per order. What is missing or zero on the way is
left out, and its two neighbours are told by one factor: the chain always leads to its end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from comptoir.decide.drivers.engine import Leaf, Product


@dataclass(frozen=True, slots=True)
class Link:
    """A count or an amount on the way, in both periods; None where it is not known."""

    name: str
    before: Fraction | None
    after: Fraction | None

    @property
    def carries(self) -> bool:
        """Whether something can be divided by it in both periods."""
        return bool(self.before) and bool(self.after)


@dataclass(frozen=True, slots=True)
class Step:
    """One factor of the chain: `over` by `under`; the first one is no ratio."""

    over: str
    under: str = ""

    @property
    def code(self) -> str:
        return f"{self.over}/{self.under}" if self.under else self.over


def steps(links: Sequence[Link]) -> list[tuple[Step, Link, Link | None]]:
    """The factors that the chain is made of, with the links that each stands between."""
    *way, end = links
    kept = [*(link for link in way if link.carries), end]
    found: list[tuple[Step, Link, Link | None]] = [(Step(kept[0].name), kept[0], None)]
    for under, over in pairwise(kept):
        found.append((Step(over.name, under.name), over, under))
    return found


def chain(prefix: str, links: Sequence[Link]) -> tuple[Product, dict[str, Step]]:
    """The chain as a product, its factors named `prefix` and their code; and the step of each."""
    made, told = [], {}
    for step, over, under in steps(links):
        name = f"{prefix}{step.code}"
        before, after = over.before or Fraction(0), over.after or Fraction(0)
        if under is not None:
            before, after = before / (under.before or 1), after / (under.after or 1)
        made.append(Leaf(name, before, after))
        told[name] = step
    return Product(tuple(made)), told
