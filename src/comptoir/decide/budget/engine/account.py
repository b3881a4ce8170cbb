"""The account of a month, to the cent: each total is the one above it less what is taken off. Months make the year."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from comptoir.core.spreading import CENT, rounded
from comptoir.decide.budget.engine.lines import STEPS, TOTALS, Amounts, Line, Step, known

NOTHING = Decimal(0)


def closed(exact: Amounts) -> Amounts:
    """A month as the catalogue measured it, in cents that add up.

    Totals are those of the catalogue, rounded half up; the lines between them bend by a cent at most. What stands
    between two totals and is on no line is left out of the lower one, and told as such.
    """
    found = {line: _cents(exact.get(line)) for line in TOTALS}
    for step in STEPS:
        taken = {line: value for line in step.taken if (value := exact.get(line)) is not None}
        if step.above is Line.GROSS_SALES:
            found |= _sales(exact, taken, found[step.total])
            continue
        left = (exact.get(step.above) or NOTHING) - (exact.get(step.total) or NOTHING)
        left -= sum(taken.values(), NOTHING)
        if step.left_out and left:
            taken[step.left_out] = left
        whole = (found[step.above] or NOTHING) - (found[step.total] or NOTHING)
        found |= dict(zip(taken, rounded(list(taken.values()), whole), strict=True))
    return {line: value for line, value in found.items() if value is not None}


def _sales(exact: Amounts, taken: Mapping[Line, Decimal], net: Decimal | None) -> Amounts:
    gross = exact.get(Line.GROSS_SALES)
    if gross is None or net is None:
        return {line: _cents(value) for line, value in taken.items()}
    cents = rounded([gross, *(-value for value in taken.values())], net)
    return {
        Line.GROSS_SALES: cents[0],
        **{line: -value for line, value in zip(taken, cents[1:], strict=True)},
    }


def _cents(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(CENT, ROUND_HALF_UP)


def summed(months: Iterable[Amounts]) -> Amounts:
    """Months as one. A total of which no month is known has nothing left out of it either."""
    found: dict[Line, Decimal | None] = {}
    for month in months:
        for line, value in month.items():
            if value is not None:
                found[line] = (found.get(line) or NOTHING) + value
    for step in STEPS:
        if step.left_out and found.get(step.total) is None:
            found[step.left_out] = None
    return found


def planned(typed: Amounts) -> Amounts:
    """A month's budget with its totals. A total of which nothing is budgeted is unknown."""
    found = dict(typed)
    for step in STEPS:
        above, taken = found.get(step.above), tuple(known(found, step.taken))
        if above is not None and (taken or step.above is Line.GROSS_SALES):
            found[step.total] = above - sum(taken, NOTHING)
    return found


def planned_sum(months: Sequence[Amounts]) -> Amounts:
    """Budgets of months as one: a total only where each month that could have it does."""
    found = dict(summed(months))
    for step in STEPS:
        if any(_is_short(month, step) for month in months):
            found[step.total] = None
    return found


def _is_short(month: Amounts, step: Step) -> bool:
    said = month.get(step.above) is not None or any(True for _one in known(month, step.taken))
    return said and month.get(step.total) is None
