"""The five sentences of a month: for the management. Each is a template of ours."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from comptoir.check.reports.building.account import account_figure, month_account, year_account
from comptoir.check.reports.building.answers import Answers
from comptoir.check.reports.building.asking import Asked
from comptoir.check.reports.building.essentials import METRIC, plan_of, result, to_decide, why_of
from comptoir.check.reports.shapes import Block, Figure, Origin, Piece, Sentence, Text
from comptoir.check.reports.wording import joined, told
from comptoir.core.money import format_percent
from comptoir.decide.budget.api import METRICS, Account, Line, Row, label_of
from comptoir.measure.reading.api import USUAL

_LABELS = {one.metric: one.label for one in USUAL}


def essentials(asked: Asked) -> tuple[Block, ...]:
    first = Sentence("essentials.result", joined([*result(asked), *_target(asked), *_budget(asked), "."]))
    return (Text("essentials", (first, why_of(asked), year_of(asked), plan_of(asked), to_decide(asked))),)


def _target(asked: Asked) -> Iterator[Piece]:
    answers, days = asked.once(Answers), asked.span.period
    goal, value = answers.targets.get(METRIC), answers.now.total.values.get(METRIC)
    if not goal or value is None:
        yield _("; no target was set")
        return
    share = Decimal(value) / Decimal(goal)
    pieces: dict[str, Piece | tuple[Piece, ...]] = {
        "share": Figure(format_percent(share, asked.locale), share, "share", Origin.TARGET, METRIC),
        "target": asked.figure(METRIC, goal, days, origin=Origin.TARGET),
    }
    yield from told("", _("; %(share)s of the target (%(target)s)"), pieces).pieces


def _budget(asked: Asked) -> Iterator[Piece]:
    """The budget is always without tax."""
    row, days = asked.once(month_account).row(Line.NET_SALES), asked.span.period
    if row.budget is None or row.gap_share is None:
        return
    shown = format_percent(row.gap_share, asked.locale, signed=True)
    pieces: dict[str, Piece | tuple[Piece, ...]] = {
        "gap": Figure(shown, row.gap_share, "share", Origin.ACCOUNT, METRIC, days.start, days.end),
        "budget": account_figure(asked, days, Line.NET_SALES, row.budget),
    }
    yield from told("", _("; %(gap)s against the budget (%(budget)s excl. tax)"), pieces).pieces


def year_of(asked: Asked) -> Sentence:
    """Where the year lands: net sales, and the last margin that is known."""
    key, year = "essentials.landing", asked.once(year_account)
    sales, name = year.row(Line.NET_SALES), str(year.span.year)
    if sales.landing is None:
        reason = str(year.no_landing or _("The last day known lies too far back."))
        return told(key, _("Landing of %(year)s: %(reason)s"), {"year": name, "reason": reason})
    pieces: dict[str, Piece | tuple[Piece, ...]] = {
        "year": name,
        "sales": _figure(asked, year, sales, sales.landing),
    }
    if sales.low80 is None or sales.high80 is None:
        template = _("%(year)s ends at %(sales)s of net sales (excl. tax)")
    else:
        pieces["low"] = _figure(asked, year, sales, sales.low80)
        pieces["high"] = _figure(asked, year, sales, sales.high80)
        template = _(
            "%(year)s should end at %(sales)s of net sales (excl. tax), 80 times in 100 between %(low)s and %(high)s"
        )
    written: list[Piece] = list(told("", template, pieces).pieces)
    if sales.budget is not None:
        budget = {"budget": _figure(asked, year, sales, sales.budget)}
        written += told("", _(", for a budget of %(budget)s"), budget).pieces
    written += _margin(asked, year)
    return Sentence(key, joined([*written, "."]))


def _margin(asked: Asked, year: Account) -> Iterator[Piece]:
    rows = (year.row(line) for line in (Line.CM3, Line.CM2, Line.GROSS_MARGIN))
    row = next((one for one in rows if one.landing is not None), None)
    if row is None or row.landing is None:
        return
    label = str(_LABELS.get(METRICS[row.line], label_of(row.line)))
    pieces: dict[str, Piece | tuple[Piece, ...]] = {
        "margin": f"{label[:1].lower()}{label[1:]}",
        "value": _figure(asked, year, row, row.landing),
    }
    if row.budget is None:
        yield from told("", _("; %(margin)s: %(value)s"), pieces).pieces
        return
    pieces["budget"] = _figure(asked, year, row, row.budget)
    yield from told("", _("; %(margin)s: %(value)s (budget %(budget)s)"), pieces).pieces


def _figure(asked: Asked, year: Account, row: Row, value: Decimal) -> Figure:
    return account_figure(asked, year.span.period, row.line, value)
