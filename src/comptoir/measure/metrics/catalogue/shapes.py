"""Short ways to write the entries that look alike: a count, an amount, a share, a ratio, a cost per something."""

from typing import TypedDict, Unpack

from comptoir.measure.metrics.catalogue.base import (
    Coverage,
    Empty,
    Formula,
    Good,
    Metric,
    Source,
    TaxRule,
    Text,
    Unit,
)


class More(TypedDict, total=False):
    formula: Formula | None
    good: Good
    empty: Empty
    tax: TaxRule
    notes: Text
    coverage: Coverage | None
    needs_history: bool


def count(name: str, label: Text, words: Text, *sources: Source, **more: Unpack[More]) -> Metric:
    return _entry(name, label, words, Unit.COUNT, sources, {}, more)


def amount(name: str, label: Text, words: Text, *sources: Source, **more: Unpack[More]) -> Metric:
    return _entry(name, label, words, Unit.MONEY, sources, {"tax": TaxRule.EXCLUDED}, more)


def share(name: str, label: Text, words: Text, *sources: Source, **more: Unpack[More]) -> Metric:
    return _entry(name, label, words, Unit.SHARE, sources, {"empty": Empty.UNKNOWN}, more)


def ratio(name: str, label: Text, words: Text, *sources: Source, **more: Unpack[More]) -> Metric:
    return _entry(name, label, words, Unit.RATIO, sources, {"empty": Empty.UNKNOWN}, more)


def cost(name: str, label: Text, words: Text, *sources: Source, **more: Unpack[More]) -> Metric:
    """A cost per something: money without a value where there is none of it."""
    usual: More = {"tax": TaxRule.EXCLUDED, "empty": Empty.UNKNOWN, "good": Good.DOWN}
    return _entry(name, label, words, Unit.MONEY, sources, usual, more)


def _entry(
    name: str, label: Text, words: Text, unit: Unit, sources: tuple[Source, ...], usual: More, more: More
) -> Metric:
    told: More = {"good": Good.UP, **usual, **more}
    return Metric(name, label, words, unit, sources=sources, **told)
