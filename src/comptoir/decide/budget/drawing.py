"""Two charts: what is taken off from gross sales to the margin, and what makes the gap to the budget."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from comptoir.core.charts.api import WaterfallStep, waterfall
from comptoir.core.money import format_compact, format_percent
from comptoir.decide.budget.engine.account import NOTHING
from comptoir.decide.budget.engine.lines import STEPS, TOTALS, Line
from comptoir.decide.budget.shapes import Account, Row
from comptoir.decide.budget.tables import signed
from comptoir.decide.budget.words import label_of


def down_to_margin(account: Account, language: str) -> dict[str, Any] | None:
    """From gross sales to the last total that is known, each with its budget beside it."""
    rows = {one.line: one for one in account.rows}
    if _value(rows[Line.GROSS_SALES]) is None:
        return None
    drawn = [_end(account, rows[Line.GROSS_SALES], language)]
    for step in STEPS:
        if _value(rows[step.total]) is None:
            break
        drawn += [
            _step(account, rows[line], language)
            for line in step.all_taken
            if _value(rows[line]) or (rows[line].budget and _value(rows[line]) is not None)
        ]
        drawn.append(_end(account, rows[step.total], language))
    return waterfall(drawn, value_name=_("Amount"), is_whole=True) if len(drawn) > 1 else None


def gap_to_budget(account: Account, language: str) -> tuple[Line, dict[str, Any]] | None:
    """What each line adds to the last total that has both a budget and a landing, or takes from it."""
    rows = {one.line: one for one in account.rows}
    total = next((line for line in reversed(TOTALS) if rows[line].gap is not None), None)
    if total is None:
        return None
    first = Line.NET_SALES if rows[Line.GROSS_SALES].budget is None else Line.GROSS_SALES
    drawn = [_mark(_("Budget"), rows[total].budget or NOTHING, account, language)]
    for line in _between(first, total):
        gap = _gap(rows[line])
        if gap:
            drawn.append(
                WaterfallStep(str(label_of(line)), gap, _short(gap, account, language, is_signed=True))
            )
    last = _("Actual") if account.is_over else _("Landing")
    drawn.append(_mark(last, rows[total].landing or NOTHING, account, language))
    return total, waterfall(drawn, value_name=_("Gap to the budget"))


def _between(first: Line, total: Line) -> Iterable[Line]:
    """The lines that make the total, from gross sales or, where these are not budgeted, from net sales on."""
    yield first
    for step in STEPS:
        if total is first:
            return
        if step.above is not Line.GROSS_SALES or first is Line.GROSS_SALES:
            yield from step.all_taken
        if step.total is total:
            return


def _gap(row: Row) -> Decimal:
    """A line that is not budgeted counts as budgeted at nothing."""
    return signed(row.line, (row.landing or NOTHING) - (row.budget or NOTHING))


def _value(row: Row) -> Decimal | None:
    """Where it lands; without a forecast, where it stands."""
    return row.actual if row.landing is None else row.landing


def _end(account: Account, row: Row, language: str) -> WaterfallStep:
    return replace(_step(account, row, language), is_end=True)


def _step(account: Account, row: Row, language: str) -> WaterfallStep:
    value = signed(row.line, _value(row) or NOTHING)
    written = _short(value, account, language)
    return WaterfallStep(str(label_of(row.line)), value, written, note=_note(account, row, value, language))


def _mark(label: str, value: Decimal, account: Account, language: str) -> WaterfallStep:
    return WaterfallStep(label, value, _short(value, account, language), is_end=True)


def _note(account: Account, row: Row, value: Decimal, language: str) -> str:
    """Its weight, and its budget where it has one."""
    sales = next(_value(one) for one in account.rows if one.line is Line.NET_SALES)
    told = (
        [_("%(share)s of net sales") % {"share": format_percent(abs(value) / sales, language)}]
        if sales
        else []
    )
    if row.budget is not None:
        budget = _short(signed(row.line, row.budget), account, language)
        told.append(_("budget %(amount)s") % {"amount": budget})
    return " · ".join(told)


def _short(value: Decimal, account: Account, language: str, *, is_signed: bool = False) -> str:
    written = format_compact(value, language, account.currency)
    return f"+{written}" if is_signed and value > 0 else written
