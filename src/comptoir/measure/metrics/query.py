"""What is asked, as a value; and the first stage: `parse` makes a question of names that all exist."""

from dataclasses import dataclass, field
from typing import Self

from django.utils.translation import gettext_lazy as _

from comptoir.core.companies.api import Scope
from comptoir.core.errors import UsageError
from comptoir.core.periods import Comparison, Grain, Period
from comptoir.measure.metrics.catalogue.base import Metric
from comptoir.measure.metrics.catalogue.dimensions import Dimension
from comptoir.measure.metrics.catalogue.registry import dimension, dimensions, metric, split_by
from comptoir.measure.metrics.sight import Labels, Sight

TAXES = {"excluded": "excluded", "included": "included", "ht": "excluded", "ttc": "included"}


@dataclass(frozen=True, slots=True)
class Query:
    """Any metrics by any dimensions that their facts have."""

    metrics: tuple[str, ...]
    by: tuple[str, ...] = ()
    grain: Grain = Grain.TOTAL
    period: Period | None = None
    """Both ends included. None: everything that is loaded."""
    compare: Comparison | None = None
    where: tuple[tuple[str, str], ...] = ()
    """Dimension and value; several values of one dimension mean any of them; "" means unknown."""
    tax: str | None = None
    """`excluded` (HT) or `included` (TTC). None: the company's choice."""
    currency: str | None = None
    """None: the company's currency; the row's own where the figures are split by currency."""
    snapshot: int | None = None
    """None: the latest."""
    kind: Grain | None = None
    """What kind of period was picked, where its days leave a doubt (see `compare_period`)."""
    order: str = ""
    """What the rows are put in order by, `-` before it for the largest first; see `sight`."""
    limit: int | None = None
    """Most rows handed out; `Result.found` says how many there are."""
    offset: int = 0
    """Rows left out before them."""
    matching: str = ""
    """Only rows of which a dimension, or what its value is called, contains these words."""
    with_whole: bool = False
    """Whether `Result.whole` is asked as well: one question where the page needs the parts and their sum."""
    labels: Labels = field(default_factory=dict)
    """What the values of the first dimension are called, to match them and to put them in order by `label`."""


@dataclass(frozen=True, slots=True)
class Filter:
    dimension: Dimension
    values: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A query whose names are all resolved. What is asked of which day comes later, in the plan."""

    metrics: tuple[Metric, ...]
    by: tuple[Dimension, ...]
    filters: tuple[Filter, ...]
    grain: Grain
    week_start: int
    tax: str
    currency: str | None
    """What amounts are converted to; None: every row is in a currency of its own."""
    sight: Sight = field(default_factory=Sight)

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """All that are split or filtered by."""
        return (*self.by, *(chosen.dimension for chosen in self.filters))

    @classmethod
    def parse(cls, scope: Scope, query: Query) -> Self:
        if not query.metrics:
            raise UsageError(_("No metric is asked."), advice=_("See them all: comptoir metrics --list"))
        metrics = tuple(metric(name) for name in dict.fromkeys(query.metrics))
        by = tuple(dimension(name) for name in dict.fromkeys(query.by))
        filters = _filters(query.where)
        for one in metrics:
            _refuse_unknown_to(one, by, filters)
            _refuse_half_a_cohort(one, by, query.grain)
        return cls(
            metrics,
            by,
            filters,
            query.grain,
            scope.week_start,
            _tax(query.tax or scope.tax),
            query.currency.upper() if query.currency else _currency(scope, by, filters),
            Sight.parse(query),
        )


def parse_where(text: str) -> tuple[str, str]:
    """`country=FR` as a filter."""
    name, equals, value = text.partition("=")
    if not (equals and name.strip()):
        raise UsageError(
            _("« %(text)s » is not a filter.") % {"text": text},
            _("Write DIMENSION=VALUE, such as country=FR."),
        )
    return name.strip(), value


def _filters(where: tuple[tuple[str, str], ...]) -> tuple[Filter, ...]:
    values: dict[Dimension, list[str | None]] = {}
    for name, value in where:
        values.setdefault(dimension(name), []).append(value or None)
    return tuple(Filter(found, tuple(dict.fromkeys(chosen))) for found, chosen in values.items())


def _tax(text: str) -> str:
    if text.lower() not in TAXES:
        raise UsageError(
            _("« %(text)s » is no tax basis.") % {"text": text},
            _("Choose excluded (HT) or included (TTC)."),
        )
    return TAXES[text.lower()]


def _currency(scope: Scope, by: tuple[Dimension, ...], filters: tuple[Filter, ...]) -> str | None:
    """Rows split by currency keep their own; one chosen by the filter is the answer's; else the company's."""
    if any(found.name == "currency" for found in by):
        return None
    for chosen in filters:
        if chosen.dimension.name == "currency" and len(chosen.values) == 1:
            return chosen.values[0]
    return scope.currency


def _refuse_unknown_to(metric: Metric, by: tuple[Dimension, ...], filters: tuple[Filter, ...]) -> None:
    """A dimension that a fact of the metric lacks is refused by name, never left out in silence."""
    if metric.formula is None:
        return
    allowed = dimensions(metric)
    for asked in (*by, *(chosen.dimension for chosen in filters)):
        if asked in allowed:
            continue
        lacking = sorted(metric.formula.facts - set(asked.facts))
        nearest = sorted(split_by(asked.name), key=lambda other: -len(_measures(other) & _measures(metric)))
        raise UsageError(
            _("« %(metric)s » cannot be split by « %(dimension)s »: %(facts)s does not have it.")
            % {
                "metric": metric.name,
                "dimension": asked.name,
                "facts": ", ".join(lacking) or metric.name,
            },
            _("It can be split by: %(names)s.") % {"names": ", ".join(found.name for found in allowed)},
            _("By « %(dimension)s » you can ask: %(names)s.")
            % {"dimension": asked.name, "names": ", ".join(other.name for other in nearest[:5])},
        )


def _measures(metric: Metric) -> frozenset[str]:
    return metric.formula.measures if metric.formula else frozenset()


def _refuse_half_a_cohort(metric: Metric, by: tuple[Dimension, ...], grain: Grain) -> None:
    cohort = metric.formula.share_of_first if metric.formula else ""
    if cohort and not (grain is Grain.MONTH and any(found.name == cohort for found in by)):
        raise UsageError(
            _("« %(metric)s » is read by cohort of one month.") % {"metric": metric.name},
            advice=_("Ask it by month and by %(dimension)s.") % {"dimension": cohort},
        )
