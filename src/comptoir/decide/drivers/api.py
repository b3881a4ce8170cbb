"""The door of drivers: why a metric moved between two periods, exactly, and the sentence that says so."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Comparison, Grain, Period
from comptoir.decide.drivers.engine import Inconclusive
from comptoir.decide.drivers.explanation import Explanation, Factor, Segment, Split
from comptoir.decide.drivers.sentence import amount, question, sentence
from comptoir.decide.drivers.trees import METRICS
from comptoir.decide.drivers.written import as_json, factor_rows

if TYPE_CHECKING:
    from comptoir.decide.drivers.choice import TreeChoice

__all__ = [
    "METRICS",
    "Explanation",
    "Factor",
    "Inconclusive",
    "Segment",
    "Split",
    "amount",
    "as_json",
    "copied_settings",
    "copy_settings",
    "explain",
    "factor_rows",
    "question",
    "sentence",
    "tree_choice",
    "waterfall_of",
]


def explain(
    scope: Scope,
    metric: str,
    period: Period,
    comparison: Comparison,
    *,
    by: Sequence[str] | None = None,
    tax: str | None = None,
    kind: Grain | None = None,
    snapshot: int | None = None,
) -> Explanation | Inconclusive:
    """Why `metric` (one of `METRICS`) moved; its effects add up to the change to the cent.

    `by`: the dimensions to look at, None for those that the company chose, () for none. `kind`: what kind of period
    was picked, as in a query of metrics. Labels and reasons are in the language of the moment.
    """
    from comptoir.decide.drivers.asking import Asked  # noqa: PLC0415 - kept out of start-up, as what it asks
    from comptoir.decide.drivers.explaining import explain as explained  # noqa: PLC0415

    return explained(scope, Asked(metric, period, comparison, tax, kind, snapshot), by)


def tree_choice(scope: Scope) -> "TreeChoice":
    """The branches and factors that the company chose."""
    from comptoir.decide.drivers.queries import tree_choice as chosen  # noqa: PLC0415 - models

    return chosen(scope)


def copied_settings(source: Scope, target: Scope) -> tuple[str, ...]:
    """What `copy_settings` would change, in words."""
    from comptoir.decide.drivers import copying  # noqa: PLC0415 - models

    return copying.copied_settings(source, target)


def copy_settings(source: Scope, target: Scope) -> None:
    """The tree of factors of one company for another."""
    from comptoir.decide.drivers import copying  # noqa: PLC0415 - models

    copying.copy_settings(source, target)


def waterfall_of(found: Explanation, language: str) -> dict[str, Any]:
    """The chart of an explanation, as its page draws it."""
    from comptoir.decide.drivers.showing import drawn  # noqa: PLC0415 - kept out of start-up

    return drawn(found, language)
