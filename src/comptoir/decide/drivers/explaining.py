"""From two periods to an explanation: what is asked, the tree, its exact effects, the segments."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import UsageError
from comptoir.core.money import format_long_day
from comptoir.core.periods import Period
from comptoir.decide.drivers.asking import Answers, Asked, ask, has_moved, missing
from comptoir.decide.drivers.choice import TreeChoice
from comptoir.decide.drivers.engine import Inconclusive, leaves, shapley, shared_out
from comptoir.decide.drivers.explanation import Explanation, Factor, Split
from comptoir.decide.drivers.queries import tree_choice
from comptoir.decide.drivers.segments import Pair
from comptoir.decide.drivers.splitting import YOUNG, as_decimal, possible, split
from comptoir.decide.drivers.trees import METRICS, Builder, Tree
from comptoir.decide.drivers.words import words_of
from comptoir.measure.metrics.api import Metric, Unit, dimension, metric
from comptoir.measure.reading.api import loaded_days
from comptoir.measure.tracking.api import Shift, tracking_shifts

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Note, Result

PLACES = {Unit.SHARE: 6}
MONEY_PLACES, VALUE_PLACES = 2, 6


def explain(scope: Scope, asked: Asked, by: Sequence[str] | None = None) -> Explanation | Inconclusive:
    """Why the metric moved; `by`: the dimensions to look at, None for those that the company chose."""
    scope.require(Permission.VIEW_FIGURES)
    _check(asked, by)
    choice = tree_choice(scope)
    answers = ask(scope, asked, choice)
    pair = answers.figures.whole.get(asked.metric)
    reason = missing(answers.results, asked.metric) or _unknown_days(scope, answers.results[0])
    if pair is None or reason:
        return Inconclusive("unknown", reason or _("One of the two periods is not known."))
    return _explanation(scope, asked, choice, answers, pair, by)


def _check(asked: Asked, by: Sequence[str] | None) -> None:
    if asked.metric not in METRICS:
        raise UsageError(
            _("« %(name)s » has no tree of factors.") % {"name": metric(asked.metric).name},
            _("Allowed: %(allowed)s.") % {"allowed": ", ".join(METRICS)},
        )
    for name in by or ():
        if dimension(name).name not in possible(asked.metric):
            raise UsageError(
                _("« %(metric)s » is not explained by « %(dimension)s ».")
                % {"metric": asked.metric, "dimension": name},
                _("Allowed: %(allowed)s.") % {"allowed": ", ".join(possible(asked.metric))},
            )


def _unknown_days(scope: Scope, result: "Result") -> str:
    """A period that begins before the first day known would be compared by halves."""
    loaded = loaded_days(scope)
    begins = [period.start for period in (result.period, result.compared) if period]
    if loaded is None or min(begins) >= loaded.start:
        return ""
    day = format_long_day(loaded.start, get_language() or "fr")
    return _("The facts begin on %(day)s: one of the two periods begins before.") % {"day": day}


def _explanation(
    scope: Scope, asked: Asked, choice: TreeChoice, answers: Answers, pair: Pair, by: Sequence[str] | None
) -> Explanation | Inconclusive:
    found = metric(asked.metric)
    places = PLACES.get(found.unit, MONEY_PLACES)
    before, after = as_decimal(pair.before, places), as_decimal(pair.after, places)
    change = Fraction(after - before)
    tree = Builder(answers.figures, choice).tree(asked.metric)
    exact = {name: Fraction(effect) for name, effect in shapley(tree.node).items()}
    rest = pair.change - sum(exact.values())
    first = answers.results[0]
    if first.compared is None:
        return Inconclusive("unknown", _("There is no period to compare with."))
    return Explanation(
        metric=found,
        period=first.period,
        compared=first.compared,
        currency=first.currency or scope.currency,
        tax=first.tax,
        before=before,
        after=after,
        change=after - before,
        factors=_factors(tree, shared_out(exact, change, places), places, found),
        residual=as_decimal(abs(rest) / max(abs(pair.before), abs(pair.after), Fraction(1)), 12).normalize(),
        visits=answers.visits,
        coverage=_coverage(answers.coverage),
        shifts=_shifts(scope, answers, first.period, first.compared),
        splits=_splits(scope, asked, _dimensions(asked, choice, by), change, places),
        notes=_notes(answers.results, asked, answers),
        snapshot=first.snapshot,
        refreshed_at=first.refreshed_at,
    )


def _factors(tree: Tree, effects: dict[str, Fraction], places: int, explained: Metric) -> tuple[Factor, ...]:
    has_branches = any(one.kind in ("channel", "others") for one in tree.branches.values())
    made = []
    for leaf in leaves(tree.node):
        words = words_of(tree.branches[leaf.name], has_branches=has_branches, metric=explained.name)
        made.append(
            Factor(
                code=leaf.name,
                label=words.label,
                meaning=words.meaning,
                metric=words.metric,
                look=words.look,
                before=as_decimal(Fraction(leaf.before), VALUE_PLACES),
                after=as_decimal(Fraction(leaf.after), VALUE_PLACES),
                effect=as_decimal(effects[leaf.name], places),
            )
        )
    return tuple(made)


def _dimensions(asked: Asked, choice: TreeChoice, by: Sequence[str] | None) -> list[str]:
    if by is not None:
        return [dimension(name).name for name in by]
    allowed = possible(asked.metric)
    return [name for name in choice.dimensions if name in allowed]


def _splits(
    scope: Scope, asked: Asked, names: list[str], change: Fraction, places: int
) -> tuple[Split | Inconclusive, ...]:
    locale = get_language() or "fr"
    found = [split(scope, asked, name, change, places, locale) for name in names]
    return tuple(sorted(found, key=lambda one: -one.surprise if isinstance(one, Split) else 1))


def _shifts(scope: Scope, answers: Answers, *periods: Period) -> tuple[Shift, ...]:
    if not has_moved(answers.coverage):
        return ()
    return tuple(dict.fromkeys(shift for period in periods for shift in tracking_shifts(scope, period)))


def _coverage(pair: Pair | None) -> tuple[Decimal, Decimal] | None:
    return (as_decimal(pair.before, 4), as_decimal(pair.after, 4)) if pair else None


def _notes(results: "Sequence[Result]", asked: Asked, answers: Answers) -> "tuple[Note, ...]":
    """Those that concern what the tree is made of, each once."""
    used = {asked.metric, *answers.figures.own, *(("sessions",) if answers.visits == "known" else ())}
    told: dict[str, Note] = {}
    for result in results:
        for note in result.notes:
            if note.code != YOUNG and (not note.metrics or used & set(note.metrics)):
                told.setdefault(f"{note.code}:{note.text}", note)
    return tuple(told.values())
