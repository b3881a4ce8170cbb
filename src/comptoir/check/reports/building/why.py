"""From last year to these days, factor by factor, and the segments that explain most."""

from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comptoir.check.reports.building.asking import Asked
from comptoir.check.reports.shapes import Block, Cell, Chart, Column, Figure, Grid, Kind, Note, Origin, Text
from comptoir.check.reports.wording import linked
from comptoir.core.money import format_period
from comptoir.core.periods import Comparison, Period
from comptoir.decide.drivers.api import (
    Explanation,
    Inconclusive,
    Split,
    amount,
    explain,
    question,
    sentence,
    waterfall_of,
)
from comptoir.measure.metrics.api import metric

METRIC = "net_sales"
TELLING = 3


def explained(asked: Asked) -> Explanation | Inconclusive:
    """Against last year; against the days before where last year is not known."""
    against_year = _explained(asked, asked.span.comparison)
    if isinstance(against_year, Explanation) and against_year.before:
        return against_year
    before = _explained(asked, Comparison.PREVIOUS)
    return before if isinstance(before, Explanation) else against_year


def _explained(asked: Asked, comparison: Comparison) -> Explanation | Inconclusive:
    return explain(
        asked.scope,
        METRIC,
        asked.span.period,
        comparison,
        tax=asked.tax,
        kind=asked.span.grain,
        snapshot=asked.snapshot,
    )


def why(asked: Asked) -> tuple[Block, ...]:
    found = asked.once(explained)
    if isinstance(found, Inconclusive):
        return (Note("why_not", str(found.reason)),)
    language = asked.locale
    ends = f"{format_period(found.compared, language)} → {format_period(found.period, language)}"
    chart = Chart(
        "waterfall",
        question(found, language),
        waterfall_of(found, language),
        _("What each factor makes of the change, %(ends)s: %(effects)s.")
        % {
            "ends": ends,
            "effects": ", ".join(f"{one.label} {told(found, one.effect)}" for one in found.factors),
        },
        "factors",
    )
    blocks: list[Block] = [
        Text("why_sentence", (linked("why.sentence", sentence(found, language), figures(asked, found)),)),
        chart,
        _factors(asked, found),
    ]
    if found.known_splits:
        blocks.append(_segments(asked, found, found.known_splits[0]))
    return tuple(blocks)


def told(found: Explanation, effect: Decimal) -> str:
    return amount(effect, found.metric, found.currency, get_language() or "fr", signed=True)


def figures(asked: Asked, found: Explanation) -> list[Figure]:
    """What may be written in a sentence of the drivers: both ends, their change, and each effect."""
    ends = [
        asked.figure(METRIC, found.after, found.period),
        asked.figure(METRIC, found.before, found.compared),
        effect_of(asked, found, found.change),
    ]
    factors = [effect_of(asked, found, one.effect, one.metric) for one in found.factors]
    segments = [effect_of(asked, found, one.effect) for split in found.known_splits for one in split.segments]
    return [*ends, *factors, *segments]


def effect_of(asked: Asked, found: Explanation, effect: Decimal, name: str = METRIC) -> Figure:
    return Figure(
        told(found, effect),
        effect,
        found.metric.unit.value,
        Origin.DRIVERS,
        name or METRIC,
        found.period.start,
        found.period.end,
        tax=asked.tax,
    )


def _factors(asked: Asked, found: Explanation) -> Grid:
    columns = (
        Column("label", _("Factor")),
        Column("meaning", _("What it is")),
        Column("effect", _("Effect"), Kind.MONEY, found.currency),
    )
    rows = [
        (Cell(str(one.label)), Cell(str(one.meaning)), _effect(asked, found, one.effect, one.metric))
        for one in found.factors
    ]
    return Grid("factors", question(found, asked.locale), columns, tuple(rows), "chart")


def _segments(asked: Asked, found: Explanation, split: Split) -> Grid:
    columns = (
        Column("label", str(split.label)),
        Column("before", format_period(found.compared, asked.locale), Kind.MONEY, found.currency),
        Column("after", format_period(found.period, asked.locale), Kind.MONEY, found.currency),
        Column("effect", _("Effect"), Kind.MONEY, found.currency),
    )
    segments = list(dict.fromkeys((*split.telling, *split.segments)))[:TELLING]
    rows = []
    for one in segments:
        where = ((split.dimension, one.name or ""),)
        rows.append(
            (
                Cell(one.label),
                _amount(asked, one.before, found.compared, where),
                _amount(asked, one.after, found.period, where),
                _effect(asked, found, one.effect),
            )
        )
    title = _("Which parts explain most?")
    note = _("The change is split exactly; that a part moved is not why it did.")
    return Grid("segments", title, columns, tuple(rows), note=note)


def _amount(asked: Asked, value: Decimal, period: Period, where: tuple[tuple[str, str], ...]) -> Cell:
    return asked.cell(metric(METRIC).name, value, period, where)


def _effect(asked: Asked, found: Explanation, effect: Decimal, name: str = METRIC) -> Cell:
    figure = effect_of(asked, found, effect, name)
    return Cell(figure.shown, figure.value, Kind.MONEY, figure)
