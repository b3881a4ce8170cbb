"""The ways that orders came by, and what each rule credits to each traffic channel."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.decide.journeys.engine.credit import Credit, Model, Path, Touches, credited, paths
from comptoir.measure.metrics.api import Query, run, touches

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Ways:
    orders: int
    """Those that a visit leads to."""
    all_orders: int
    """Of the own site in the same days."""
    sales: Decimal
    visits: int
    channels: tuple[str | None, ...]
    credits: Mapping[Model, Credit]
    paths: tuple[Path, ...]
    """The most frequent first."""


def ways(scope: Scope, period: Period, snapshot: int | None = None) -> Ways | None:
    """None where no visit of these days leads to an order."""
    found = touches(scope, period, snapshot)
    if not found.num_rows:
        return None
    number = found["number"].to_pylist()
    names = found["channel"].to_pylist()
    channels = sorted(set(names), key=lambda name: (name is None, name or ""))
    places = {name: place for place, name in enumerate(channels)}
    cents = [0] * (number[-1] + 1)
    for order, worth in zip(number, found["worth"].to_pylist(), strict=True):
        cents[order] = int((worth * 100).to_integral_value())
    days = [max(seconds, 0) / _DAY for seconds in found["seconds_before"].to_pylist()]
    told = Touches(number, [places[name] for name in names], days)
    placed = run(scope, Query(("own_site_orders",), period=period, snapshot=snapshot)).total.values
    return Ways(
        len(cents),
        int(placed.get("own_site_orders") or 0),
        Decimal(sum(cents)) / 100,
        len(number),
        tuple(channels),
        credited(told, cents, len(channels)),
        tuple(paths(told, cents)),
    )
