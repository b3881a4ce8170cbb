"""What the page shows of an explanation."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from comptoir.core.charts.api import WaterfallStep, waterfall
from comptoir.core.companies.api import Scope
from comptoir.core.money import format_period
from comptoir.core.tables.api import Table
from comptoir.decide.drivers.asking import Asked
from comptoir.decide.drivers.engine import Inconclusive
from comptoir.decide.drivers.explaining import explain
from comptoir.decide.drivers.explanation import Explanation, Split
from comptoir.decide.drivers.queries import tree_choice
from comptoir.decide.drivers.sentence import amount, question, sentence
from comptoir.decide.drivers.splitting import possible
from comptoir.decide.drivers.tables import factors_table, segments_table
from comptoir.decide.drivers.trees import METRICS
from comptoir.measure.metrics.api import Metric, dimension, metric
from comptoir.measure.reading.api import Reading, tax_words, written

DEFAULT_METRIC = METRICS[0]
TABS = ("net_sales", "orders", "aov", "conversion_rate", "gross_margin", "cm2", "cm3", "gross_sales")
"""The first contribution margin is the gross margin under another name."""
IN_SIGHT = 25


@dataclass(frozen=True, slots=True)
class Shown:
    found: Explanation
    question: str
    unit: Any
    sentence: str
    spec: dict[str, Any]
    factors: Table
    metrics: tuple[Metric, ...]
    """Behind the factors, whose formulas open."""
    split: Split | Inconclusive | None
    segments: Table | None
    tabs: tuple[tuple[Any, str, bool], ...]
    """Dimension, address, whether it is the current one."""


def asked_of(reading: Reading, name: str) -> Asked | Inconclusive:
    if reading.comparison is None:
        return Inconclusive(
            "no_comparison", _("Choose what to compare with: the previous period or last year.")
        )
    return Asked(name, reading.period, reading.comparison, reading.tax, reading.kind)


def answer(
    scope: Scope, reading: Reading, name: str, by: Iterable[str] | None = None
) -> Explanation | Inconclusive:
    asked = asked_of(reading, name)
    if isinstance(asked, Inconclusive):
        return asked
    return explain(scope, asked, None if by is None else tuple(by))


def shown(
    scope: Scope, found: Explanation, reading: Reading, by: str, language: str, base: str, sort: str = ""
) -> Shown:
    """`by`: the dimension in sight; the most telling one where none is chosen. `base`: where the segments stand."""
    splits = {_name(one): one for one in found.splits}
    by = by or next(iter(splits), "")
    split = splits.get(by)
    names = [*dict.fromkeys([*_tabs(scope, found.metric.name), *([by] if by else [])])]
    tabs = tuple((dimension(one).label, base + reading.address(by=one), one == by) for one in names)
    return Shown(
        found=found,
        question=question(found, language),
        unit=tax_words(found.metric, found.tax),
        sentence=sentence(found, language),
        spec=drawn(found, language),
        factors=factors_table(found, language, sort),
        metrics=tuple(
            metric(one) for one in dict.fromkeys([found.metric.name, *(f.metric for f in found.factors)])
        ),
        split=split,
        segments=_in_sight(segments_table(found, split)) if isinstance(split, Split) else None,
        tabs=tabs,
    )


def _name(one: Split | Inconclusive) -> str:
    return one.dimension if isinstance(one, Split) else one.code


def _tabs(scope: Scope, name: str) -> list[str]:
    allowed = possible(name)
    return [one for one in tree_choice(scope).dimensions if one in allowed]


def _in_sight(table: Table) -> Table:
    return replace(table, rows=table.rows[:IN_SIGHT])


def sorted_table(table: Table, sort: str) -> Table:
    return table.sorted_by(sort.lstrip("-"), descending=sort.startswith("-")) if sort else table


def drawn(found: Explanation, language: str) -> dict[str, Any]:
    """The waterfall, from one end to the other."""

    def told(value: Decimal) -> str:
        return amount(value, found.metric, found.currency, language, signed=True)

    def end(label: str, value: Decimal) -> WaterfallStep:
        return WaterfallStep(
            label, value, written(value, found.metric, found.currency, language), is_end=True
        )

    steps = [
        WaterfallStep(str(one.label), one.effect, told(one.effect), note=str(one.meaning))
        for one in found.factors
    ]
    first, last = (format_period(period, language) for period in (found.compared, found.period))
    return waterfall([end(first, found.before), *steps, end(last, found.after)], value_name=_("Effect"))
