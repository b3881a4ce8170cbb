"""What changed from one report of a template to the next: from the two alone, never from the store. Pure.

Told as the last part of the later one, so that it is kept with it and every form shows it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.check.reports.arrangement import Arrangement, arranged
from comptoir.check.reports.shapes import Block, Cell, Column, Grid, Kind, Note, Part, Report, Tone

CHANGES = "changes"
"""Key of the part."""
SUMMARY = "changed"
"""Key of its sentence."""
JUDGED = {Tone.GOOD, Tone.BAD, Tone.WARN}
MOST_ACTIONS = 20
"""Lines of a plan in a report: of a longer one nobody can say that an action has left it."""


_DAY = re.compile(r"\d{1,2}(?:er)?\s[^\W\d]+\.?\s\d{4}|[^\W\d]+\.?\s\d{1,2},\s\d{4}")
_FIGURE = re.compile(r"\d(?:[\d\s.,]*\d)?(?![\d.,]*\s?(?:g|kg|mg|ml|cl|l|L|mm|cm|m)\b)(?!\d)")


@dataclass(frozen=True, slots=True)
class _Lines:
    """What a table lists in the two reports, in the words of its first column."""

    new: tuple[str, ...]
    gone: tuple[str, ...]


def with_changes(report: Report, last: Report | None, arrangement: Arrangement) -> Report:
    """The report with what changed since `last`, the one before; as it is without one. Both are given whole: what the
    arrangement hides is not told here either."""
    if last is None or any(part.key == CHANGES for part in report.parts):
        return report
    told = changes(arranged(report, arrangement), arranged(last, arrangement), len(report.parts) + 1)
    return replace(report, parts=(*report.parts, told))


def changes(report: Report, last: Report, number: int) -> Part:
    figures = tuple(_figures(report, last))
    speaks_alike = report.header.language == last.header.language
    lines = tuple(_lines(report, last)) if speaks_alike else ()
    blocks: list[Block] = [Note(SUMMARY, _summary(last, figures, lines, speaks_alike))]
    if figures:
        columns = (
            Column("label", _("Indicator")),
            Column("then", _("In the last report"), Kind.NUMBER),
            Column("now", _("Now"), Kind.NUMBER),
            Column("judged_then", _("Judgement then")),
            Column("judged", _("Judgement now")),
        )
        blocks.append(Grid("changed_figures", _("Which indicators left their habit?"), columns, figures))
    if lines:
        heads = (Column("what", _("What")), Column("change", _("Since then")))
        title = _("Which findings, alarms and actions came or went?")
        blocks.append(Grid("changed_lines", title, heads, lines))
    title = _("Since the last report")
    return Part(CHANGES, number, title, _("What changed since the report before?"), tuple(blocks))


def summary_of(report: Report) -> str:
    """The sentence of the part; empty where nothing was compared."""
    return next((one.text for one in report.blocks() if isinstance(one, Note) and one.key == SUMMARY), "")


def _figures(report: Report, last: Report) -> Iterator[tuple[Cell, ...]]:
    """Indicators of the days themselves that left their usual course in one of the two."""
    before = {_metric(row): row for row in _rows(last, "indicators")}
    for row in _rows(report, "indicators"):
        then = before.get(_metric(row))
        if then is None or not _metric(row):
            continue
        if not JUDGED & {row[-1].tone, then[-1].tone}:
            continue
        # What was written then is no figure of this report's snapshot: it opens nothing.
        yield (row[0], replace(then[1], figure=None), row[1], then[-1], row[-1])


def _metric(row: tuple[Cell, ...]) -> str:
    """Whatever the language; empty of one that has no figure of the days themselves, as a sum of the year."""
    figure = row[1].figure if len(row) > 1 else None
    return figure.metric if figure else ""


def _lines(report: Report, last: Report) -> Iterator[tuple[Cell, ...]]:
    findings, alarms, actions = (_listed(report, last, key) for key in ("findings", "risks", "plan"))
    now, then = _states(report), _states(last)
    for words, names in (
        (_("new finding"), findings.new),
        (_("finding no longer among those worth most"), findings.gone),
        (_("new alarm"), alarms.new),
        (_("alarm over, muted or acknowledged"), alarms.gone),
        (_("action new in the plan"), actions.new if len(then) < MOST_ACTIONS else ()),
        (_("action done or dropped"), actions.gone if len(now) < MOST_ACTIONS else ()),
    ):
        yield from ((Cell(name), Cell(words)) for name in names)
    for name, state in now.items():
        if name in then and then[name] != state:
            yield Cell(name), Cell(_("%(then)s, now %(now)s") % {"then": then[name], "now": state})


def _listed(report: Report, last: Report, key: str) -> _Lines:
    """A line about the same is the same one, whatever it says of it. Where a report does not tell what its lines are
    about, as older ones do not, a line whose figures alone moved is the same: « 16,3 % of the orders » and « 16,2 % of
    the orders »."""
    heads = [[row[0] for row in _rows(one, key)] for one in (report, last)]
    is_named = all(head.about for lines in heads for head in lines)
    now, then = (
        {head.about if is_named else _bare(head.shown): head.shown for head in lines} for lines in heads
    )
    return _Lines(
        tuple(words for name, words in now.items() if name not in then),
        tuple(words for name, words in then.items() if name not in now),
    )


def _bare(words: str) -> str:
    """Without its days and figures; a size, « 40 g », is a name."""
    return _FIGURE.sub("#", _DAY.sub("#", words))


def _states(report: Report) -> dict[str, str]:
    return {row[0].shown: row[1].shown for row in _rows(report, "plan") if len(row) > 1}


def _rows(report: Report, key: str) -> tuple[tuple[Cell, ...], ...]:
    grids = (one for one in report.blocks() if isinstance(one, Grid) and one.key == key)
    return next((one.rows for one in grids), ())


def _summary(
    last: Report, figures: tuple[tuple[Cell, ...], ...], lines: tuple[tuple[Cell, ...], ...], alike: bool
) -> str:
    told = []
    if figures:
        count = ngettext(
            "%(count)d indicator left its habit", "%(count)d indicators left their habit", len(figures)
        )
        told.append(count % {"count": len(figures)})
    if lines:
        count = ngettext(
            "%(count)d finding, alarm or action came or went",
            "%(count)d findings, alarms or actions came or went",
            len(lines),
        )
        told.append(count % {"count": len(lines)})
    words = told[0] if told else _("nothing to tell")
    if len(told) > 1:
        words = _("%(first)s; %(second)s") % {"first": told[0], "second": told[1]}
    if not alike:
        words = _("%(words)s; its findings and actions are written in another language") % {"words": words}
    return _("Since the report of %(period)s: %(words)s.") % {"period": last.header.period, "words": words}
