"""Parts 8 and 10: the plan of actions, what is asked and of whom, what may go wrong, what is new since last time."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from comptoir.check.reports.building.asking import UNKNOWN, Asked
from comptoir.check.reports.shapes import Block, Cell, Column, Figure, Grid, Kind, Note, Origin, Tone
from comptoir.core.ledger.api import PlannedAction, actions
from comptoir.core.money import format_day, format_money
from comptoir.decide.anomalies.api import money_words, sentence, title
from comptoir.decide.findings.api import Found, briefs

MOST = 20


def open_plan(asked: Asked) -> list[PlannedAction]:
    """What is open in the plan, the late ones first."""
    end = asked.span.end
    known = [one for one in actions(asked.scope) if one.is_open]
    return sorted(known, key=lambda one: (one.due_on is None or one.due_on > end, one.due_on or end, one.id))


def plan(asked: Asked) -> tuple[Block, ...]:
    found = asked.once(open_plan)
    if not found:
        words = _("No action is in the plan. A finding, or a page of decisions, puts one there.")
        return (Note("no_plan", words),)
    return (plan_grid(asked, found),)


def plan_grid(asked: Asked, found: Sequence[PlannedAction]) -> Grid:
    columns = (
        Column("action", _("Action")),
        Column("state", _("State")),
        Column("owner", _("Owner")),
        Column("due", _("Due"), Kind.DATE),
        Column("expected", _("Expected within 30 days"), Kind.MONEY, asked.currency),
    )
    rows = tuple(_action(asked, one) for one in found[:MOST])
    note = _("What an action really brought is not judged yet: expected is what its finding said.")
    return Grid("plan", _("What is under way, and what is late?"), columns, rows, "actions", note)


def _action(asked: Asked, one: PlannedAction) -> tuple[Cell, ...]:
    is_late = one.due_on is not None and one.due_on <= asked.span.end
    due = Cell(UNKNOWN)
    if one.due_on is not None:
        due = Cell(
            format_day(one.due_on, asked.locale), tone=Tone.BAD if is_late else Tone.NONE, day=one.due_on
        )
    expected = Cell(UNKNOWN)
    if one.effect is not None:
        shown = format_money(one.effect.mid, one.currency, asked.locale, 0)
        figure = Figure(shown, one.effect.mid, "money", Origin.PLAN)
        expected = Cell(shown, one.effect.mid, Kind.MONEY, figure)
    return (Cell(one.title), Cell(str(one.state.label)), Cell(one.owner or UNKNOWN), due, expected)


def decisions(asked: Asked) -> tuple[Block, ...]:
    findings = _findings(asked)
    return (findings, *_risks(asked))


def _findings(asked: Asked) -> Block:
    listed = asked.found.finds.listed
    if not listed:
        return Note("no_findings", _("No finding stands out from chance and is worth its threshold."))
    return findings_grid(asked, [one.found for one in listed])


def findings_grid(asked: Asked, found: Sequence[Found]) -> Grid:
    told = briefs(asked.scope, found)
    columns = (
        Column("finding", _("To be decided")),
        Column("money", _("Worth in 30 days"), Kind.MONEY, asked.currency),
        Column("interval", _("Interval")),
        Column("answer", _("Answers proposed")),
    )
    rows = []
    for one, brief in zip(found, told, strict=True):
        money, stake = Cell(UNKNOWN), one.stake
        if stake is not None:
            figure = Figure(brief.money, stake.mid, "money", Origin.FINDING)
            money = Cell(brief.money, stake.mid, Kind.MONEY, figure)
        answers = ", ".join(str(kind.label) for kind in one.actions)
        rows.append(
            (Cell(brief.title, about=one.fingerprint), money, Cell(brief.interval or UNKNOWN), Cell(answers))
        )
    title = _("What is worth deciding?")
    note = _("Money by the basis that each finding names; amounts of two bases are never added.")
    return Grid("findings", title, columns, tuple(rows), "findings", note)


def _risks(asked: Asked) -> Iterator[Block]:
    rows = [
        (
            Cell(title(one)),
            Cell(sentence(one, asked.currency)),
            Cell(money_words(one, asked.currency) or UNKNOWN),
        )
        for one in asked.found.alarms
    ]
    if rows:
        columns = (Column("risk", _("Risk")), Column("seen", _("What was seen")), Column("money", _("Money")))
        yield Grid("risks", _("What left its usual course?"), columns, tuple(rows), "findings")
    late = asked.found.late if asked.found.late is not None else ()
    if late:
        heads = (Column("late", _("Late or waiting")), Column("why", _("Why")))
        lines = tuple((Cell(one.title), Cell(one.detail or UNKNOWN)) for one in late)
        yield Grid("late", _("What is late or waits for somebody?"), heads, lines, "actions")
