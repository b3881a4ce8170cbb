"""Segments that fall or rise by themselves: their share of net sales left its usual variation, and so did they."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from comptoir.core.periods import Comparison, Grain, Period
from comptoir.decide.drivers.api import tree_choice
from comptoir.decide.findings.candidate import MONTH_DAYS, Candidate, Outcome, effect
from comptoir.decide.findings.engine.weeks import RECENT, Moved, risen
from comptoir.decide.findings.facts import Facts, number
from comptoir.measure.metrics.api import dimensions, metric
from comptoir.measure.reading.api import Figure

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Row

WEEKS = 24
METRIC = "net_sales"
LEAST_SHARE = 0.02
"""Of the sales of the weeks before: smaller segments move by single orders."""
_NOT_A_CAUSE = frozenset({"product", "voucher"})
"""Products have analyses of their own; a voucher is a thing that comes and goes."""

YOUNG = "insufficient_history"
ZEROS = (0.0,) * WEEKS

type Weeks = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class _Sold:
    """Net sales of each week, by segment and altogether."""

    of: Weeks
    whole: Sequence[float]

    def course(self, name: str) -> Sequence[float]:
        """The segment's share of each week."""
        pairs = zip(self.of.get(name, ZEROS), self.whole, strict=True)
        return [sold / whole if whole > 0 else 0.0 for sold, whole in pairs]


def look(facts: Facts) -> Outcome:
    """Change of the segment's share of sales x net sales of 30 days x margin rate, by the dimensions of the company's
    tree. Where the same weeks of last year are known, both are told as the difference to them: a season is no news.

    The p-value is the larger of two exact permutations, of its share and of its own sales: a segment whose share rises
    only because another one falls has not risen.
    """
    candidates, tried = [], 0
    known = {one.name for one in dimensions(metric(METRIC))}
    weeks, month = facts.whole_weeks(WEEKS), facts.last(MONTH_DAYS)
    sales = number(facts.ask((METRIC,), month).total, METRIC)
    for by in tree_choice(facts.scope).dimensions:
        if by not in known or by in _NOT_A_CAUSE:
            continue
        told = facts.beside((METRIC,), weeks, (by,), Comparison.YEAR, Grain.WEEK)
        if any(note.code == YOUNG for note in told.notes):
            continue  # new and returning customers, in a company's first year: they mean nothing yet
        now = _sold(weeks, by, [(row, row.values) for row in told.rows])
        before = _sold(weeks, by, [(row, row.compared) for row in told.rows])
        has_year = all(value > 0 for value in before.whole)
        for name, values in now.of.items():
            if sum(values[:-RECENT]) < LEAST_SHARE * sum(now.whole[:-RECENT]) or not name:
                continue
            tried += 1
            share, own = now.course(name), now.of[name]
            if has_year:
                share, own = _less(share, before.course(name)), _less(own, before.of.get(name, ZEROS))
            found = _moved(share, own)
            if found is not None:
                sign, moved, p_value = found
                candidates.append(
                    _candidate(facts, by, name, now, sign, moved, p_value, sales, has_year=has_year)
                )
    return Outcome(tuple(candidates), tried)


def _sold(weeks: Period, by: str, told: "Iterable[tuple[Row, Mapping[str, Figure]]]") -> _Sold:
    """Weeks without sales are nothing; those before the first fact as well."""
    places = {weeks.start + timedelta(weeks=n): n for n in range(WEEKS)}
    of: dict[str, list[float]] = {}
    for row, values in told:
        if (value := values.get(METRIC)) is not None:
            of.setdefault(row.dimensions[by] or "", [0.0] * WEEKS)[places[row.period]] = float(value)
    return _Sold(of, [sum(values[n] for values in of.values()) for n in range(WEEKS)])


def _less(now: Sequence[float], before: Sequence[float]) -> Sequence[float]:
    return [one - other for one, other in zip(now, before, strict=True)]


def _moved(share: Sequence[float], own: Sequence[float]) -> tuple[int, Moved, float] | None:
    """Which way it went, where share and sales went the same; the movement of the share, told upwards."""
    for sign in (1, -1):
        by_share, by_itself = risen([sign * one for one in share]), risen([sign * one for one in own])
        if by_share and by_itself and by_share.difference > 0 and by_itself.difference > 0:
            return sign, by_share, max(by_share.p_value, by_itself.p_value)
    return None


def _candidate(
    facts: Facts,
    by: str,
    name: str,
    now: _Sold,
    sign: int,
    moved: Moved,
    p_value: float,
    sales: float,
    *,
    has_year: bool,
) -> Candidate:
    worth = facts.worth
    value = sales * worth.rate
    recent, earlier = facts.whole_weeks(RECENT), facts.whole_weeks(2 * RECENT)
    earlier = Period(earlier.start, recent.start - timedelta(days=1))
    sold, sold_before = sum(now.of[name][-RECENT:]), sum(now.of[name][-2 * RECENT : -RECENT])
    return Candidate(
        {by: name},
        p_value,
        effect(moved.low * value, moved.difference * value, moved.high * value, worth.basis)
        if value > 0
        else None,
        {
            "variant": ("fall" if sign < 0 else "") + ("_year" if has_year else ""),
            "segment": name,
            "dimension": by,
            "points": f"{moved.difference:.4f}",
            "share": f"{sum(now.of[name][-RECENT:]) / max(sum(now.whole[-RECENT:]), 0.01):.4f}",
            "sales": f"{sales:.2f}",
        },
        (
            facts.plain(METRIC, sold, recent, **{by: name}),
            facts.plain(METRIC, sold_before, earlier, **{by: name}),
            facts.plain(METRIC, sum(now.whole[-RECENT:]), recent),
        ),
        worth.doubts,
    )
