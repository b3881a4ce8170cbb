"""What is asked of the metrics: one question of sales by channel, one of what has no channel, few more where needed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Comparison, Grain, Period
from comptoir.decide.drivers.choice import Origin, TreeChoice
from comptoir.decide.drivers.segments import Pair, whole
from comptoir.decide.drivers.trees import MARGINS, Figures
from comptoir.entities.columns import OWN_SITE
from comptoir.measure.metrics.api import Query, run
from comptoir.measure.tracking.api import POINTS

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Result, Row

_SUMS = ("gross_sales", "demand_sales", "net_sales", "returns", "orders", "units")
_VISITS = ("sessions", "tracking_coverage")
_OF_MARGIN = {
    "gross_margin": ("gross_margin", "cogs"),
    "cm1": ("cm1", "cogs"),
    "cm2": ("cm2", "cm2_rate"),
    "cm3": ("cm3", "cm2", "cm2_rate"),
}
UNKNOWN_DAYS = "days_known"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that people put: one metric, two periods."""

    metric: str
    period: Period
    comparison: Comparison
    tax: str | None = None
    kind: Grain | None = None
    snapshot: int | None = None

    def query(self, metrics: Iterable[str], **more: object) -> Query:
        query = Query(
            tuple(metrics),
            period=self.period,
            compare=self.comparison,
            # Margins exclude tax throughout, and so do the sales that they are made of.
            tax="excluded" if self.metric in MARGINS else self.tax,
            kind=self.kind,
            snapshot=self.snapshot,
        )
        return replace(query, **more)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Answers:
    figures: Figures
    results: "tuple[Result, ...]"
    visits: str
    """`known`; or why they are left out: `missing`, `days`, `moved`, `unwanted`, `useless`."""
    coverage: Pair | None = None
    """The share of orders that the audience tool sees, where it is known."""


def ask(scope: Scope, asked: Asked, choice: TreeChoice) -> Answers:
    """All figures that the tree of the metric is made of."""
    if asked.metric == "conversion_rate":
        result = run(scope, asked.query(("conversion_rate", "add_to_cart_rate", "tracking_coverage")))
        known = pairs(result.total)
        return Answers(Figures(known), (result,), "useless", known.get("tracking_coverage"))
    sales = run(scope, asked.query(_SUMS, by=("sales_channel",), with_whole=True))
    names = ("aov",) if asked.metric == "aov" else (*_OF_MARGIN.get(asked.metric, ()), *_VISITS)
    other = run(scope, asked.query(names))
    known = pairs(sales.total) | pairs(other.total)
    known |= _made(asked.metric, known)
    own, channels = _by_channel(sales)
    has_site = bool(own)
    if not own and len(channels) == 1:
        own, channels = dict(next(iter(channels.values()))), {}  # a shop counter: no visits, but customers
    results = (sales, other)
    coverage = known.get("tracking_coverage")
    visits = _visits(asked, choice, other, known) if has_site else "useless"
    if visits == "known":
        own["sessions"] = known["sessions"]
        return Answers(Figures(known, own, channels), results, visits, coverage)
    if visits == "moved" or asked.metric == "aov" or choice.origin is Origin.ORDERS or not own:
        return Answers(Figures(known, own, channels), results, visits, coverage)
    people = run(
        scope, asked.query(("customers", *_SUMS), by=("customer_type",), with_whole=True, where=_own(sales))
    )
    own, guests = _people(people, own)
    return Answers(Figures(known, own, channels, guests), (*results, people), visits, coverage)


def _visits(asked: Asked, choice: TreeChoice, other: "Result", known: Mapping[str, Pair]) -> str:
    if asked.metric == "aov":
        return "useless"
    if choice.origin is not Origin.VISITS:
        return "unwanted"
    if "sessions" not in known or not (known["sessions"].before and known["sessions"].after):
        return "missing"
    if any(note.code == UNKNOWN_DAYS and "sessions" in note.metrics for note in other.notes):
        return "days"
    return "moved" if has_moved(known.get("tracking_coverage")) else "known"


def has_moved(coverage: Pair | None) -> bool:
    """Whether the share of orders that the audience tool sees moved too far for its visits to be compared."""
    return coverage is not None and abs(coverage.change) >= POINTS


def _made(metric: str, known: Mapping[str, Pair]) -> dict[str, Pair]:
    """The sales whose costs are known, as the margins tell them."""
    if metric in ("gross_margin", "cm1") and {metric, "cogs"} <= known.keys():
        return {"costed_sales": known[metric] + known["cogs"]}
    if metric in ("cm2", "cm3") and {"cm2", "cm2_rate"} <= known.keys():
        rate = known["cm2_rate"]
        if rate.before and rate.after:
            return {"costed_sales": known["cm2"].over(rate)}
    return {}


def is_own(channel: str | None) -> bool:
    return (channel or "").strip().lower() in ("", *OWN_SITE)


def _own(sales: "Result") -> tuple[tuple[str, str], ...]:
    """A filter of the own site; none where there is nothing else, or one other channel alone."""
    names = [row.dimensions["sales_channel"] for row in sales.rows]
    if all(map(is_own, names)) or not any(map(is_own, names)):
        return ()
    return tuple(("sales_channel", name or "") for name in names if is_own(name))


def _by_channel(sales: "Result") -> tuple[dict[str, Pair], dict[str, Mapping[str, Pair]]]:
    own = [pairs(row) for row in sales.rows if is_own(row.dimensions["sales_channel"])]
    summed = {name: whole(one.get(name, Pair()) for one in own) for name in _SUMS} if own else {}
    others: dict[str, Mapping[str, Pair]] = {
        name: {one: pairs(row).get(one, Pair()) for one in _SUMS}
        for row in sales.rows
        if not is_own(name := row.dimensions["sales_channel"]) and name
    }
    return summed, others


def _people(people: "Result", own: Mapping[str, Pair]) -> tuple[dict[str, Pair], dict[str, Pair]]:
    """The own site's customers apart from its guests; all of it together where nobody is known."""
    guests = [pairs(row) for row in people.rows if row.dimensions["customer_type"] == "guest"]
    customers = pairs(people.total).get("customers", Pair())
    if not (customers.before and customers.after):
        return dict(own), {}
    apart = {name: whole(one.get(name, Pair()) for one in guests) for name in _SUMS}
    known = {
        name: Pair(own[name].before - apart[name].before, own[name].after - apart[name].after)
        for name in _SUMS
    }
    return {**known, "customers": customers}, apart


def pairs(row: "Row") -> dict[str, Pair]:
    """The figures known in both periods, exactly."""
    found = {}
    for name, value in row.values.items():
        before = row.compared.get(name)
        if value is not None and before is not None:
            found[name] = Pair(exact(before), exact(value))
    return found


def exact(value: Decimal | int) -> Fraction:
    return Fraction(value)


def missing(results: Sequence["Result"], name: str) -> str:
    """Why the metric has no figure at all, in a sentence; empty where it has one."""
    return next((str(one.unavailable[name]) for one in results if name in one.unavailable), "")
