"""Unpaid search of the month: with and without the brand's own words, and the searches within reach."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from comptoir.check.reports.building.asking import UNKNOWN, Asked
from comptoir.check.reports.building.deciding import channel_findings
from comptoir.check.reports.shapes import Block, Cell, Column, Figure, Grid, Kind, Note, Origin
from comptoir.core.periods import Comparison
from comptoir.decide.findings.api import briefs
from comptoir.measure.metrics.api import metric

METRICS = ("non_brand_clicks", "brand_clicks", "seo_impressions", "seo_ctr", "seo_position")
WITHIN_REACH = "searches"
"""The analysis of findings that looks for them."""


def search(asked: Asked) -> tuple[Block, ...]:
    return (*_figures(asked), *_within_reach(asked))


def _figures(asked: Asked) -> Iterator[Block]:
    before = asked.run(METRICS, compare=Comparison.PREVIOUS)
    year = asked.run(METRICS, compare=Comparison.YEAR)
    known = [name for name in METRICS if before.total.values.get(name)]
    if not known:
        reason = str(before.unavailable.get(METRICS[0], "")) or _("nothing is known of this month.")
        yield Note("no_search", _("Unpaid search is left out: %(reason)s") % {"reason": reason})
        return
    span = asked.span
    columns = (
        Column("label", _("Indicator")),
        Column("now", _("Month"), Kind.NUMBER),
        Column("before", _("Month before"), Kind.NUMBER),
        Column("last_year", _("Last year"), Kind.NUMBER),
        Column("change", _("On last year"), Kind.CHANGE),
    )
    rows = []
    for name in known:
        now, past, then = (
            before.total.values.get(name),
            before.total.compared.get(name),
            year.total.compared.get(name),
        )
        rows.append(
            (
                Cell(str(metric(name).label)),
                asked.cell(name, now, span.period),
                asked.cell(name, past, span.before),
                asked.cell(name, then, span.last_year),
                asked.change_cell(name, now, then, span.period),
            )
        )
    note = _(
        "Searches that hold a word of the brand are left out of the first line: who types it knows the shop."
    )
    yield Grid("search", _("Does unpaid search bring more than last year?"), columns, tuple(rows), note=note)


def _within_reach(asked: Asked) -> Iterator[Block]:
    found = [one for one in asked.once(channel_findings) if one.analysis == WITHIN_REACH]
    if not found:
        return
    rows = []
    for one, brief in zip(found, briefs(asked.scope, found), strict=True):
        money = Cell(UNKNOWN)
        if one.stake is not None:
            figure = Figure(brief.money, one.stake.mid, "money", Origin.FINDING)
            money = Cell(brief.money, one.stake.mid, Kind.MONEY, figure)
        rows.append((Cell(brief.title), money, Cell(brief.interval or UNKNOWN)))
    columns = (
        Column("search", _("Search within reach")),
        Column("money", _("Worth in 30 days"), Kind.MONEY, asked.currency),
        Column("interval", _("Interval")),
    )
    title = _("Which searches are a few places short of being clicked?")
    yield Grid("within_reach", title, columns, tuple(rows), "findings")
