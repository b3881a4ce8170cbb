"""What people, tools and agencies cost, as rows of days that statements read like any fact.

It belongs to no snapshot: whoever types a month sees it at once in every figure made of it.
"""

from dataclasses import replace
from hashlib import sha256

import pyarrow as pa

from comptoir.core.periods import Period
from comptoir.measure.costs.api import RunningCosts, by_day
from comptoir.measure.metrics.days import united
from comptoir.measure.metrics.profile import CurrencyDays, Profile, SourceDays

RUNNING = "running_cost"
TYPED = "typed"
"""The source of what a person typed."""
SCHEMA = pa.schema(
    {
        "source": pa.string(),
        "kind": pa.string(),
        "day": pa.date32(),
        "month": pa.string(),
        "amount": pa.decimal128(18, 4),
        "currency": pa.string(),
    }
)


def running_rows(costs: RunningCosts) -> pa.Table:
    rows = [
        {
            "source": TYPED,
            "kind": one.kind.value,
            "day": day,
            "month": f"{day:%Y-%m}",
            "amount": part,
            "currency": one.currency,
        }
        for one, day, part in by_day(costs)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def with_running(profile: Profile, costs: RunningCosts) -> Profile:
    """The profile with the months that are typed; the others are unknown."""
    if not costs:
        return profile
    days = united(one.days for one in costs)
    currencies = sorted({one.currency for one in costs})
    hull = Period(days[0].start, days[-1].end)
    return replace(
        profile,
        sources=(*profile.sources, SourceDays(RUNNING, TYPED, days, len(costs))),
        currencies=(
            *profile.currencies,
            *(CurrencyDays(RUNNING, one, hull, len(costs)) for one in currencies),
        ),
    )


def state_of_running(costs: RunningCosts) -> str:
    """A word that changes when any figure made of them may change; empty without any."""
    return sha256(repr(costs).encode()).hexdigest()[:16] if costs else ""
