"""Hours of the day in a French shop, and instants in universal time."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import numpy as np

from comptoir.simulator.season import Days
from comptoir.simulator.streams import Floats, Ints, Streams

HOURS = np.array(
    [9, 4, 2, 1, 1, 2, 7, 16, 30, 46, 55, 53, 52, 56, 52, 46, 45, 48, 52, 56, 68, 78, 55, 24],
    dtype=np.float64,
)
"""Orders by hour: a rise through the morning, the break at noon, the peak of the evening at 20 to 22 h."""
SECONDS = 86400
NIGHT_ENDS = 3 * 3600
"""Clocks change between 2 and 3 h of the night."""


def seconds_of_day(keys: Ints, streams: Streams, hours: Floats = HOURS) -> Ints:
    hour = streams.chosen("hour", keys, hours)
    within: Ints = (streams.uniform("second", keys) * 3600).astype(np.int64)
    return hour * 3600 + within


def office_seconds(keys: Ints, name: str, streams: Streams) -> Ints:
    """Between 9 and 18 h, when refunds are made."""
    return 9 * 3600 + (streams.uniform(name, keys) * 9 * 3600).astype(np.int64)


def instants(day: Ints, second: Ints, days: Days, timezone: str) -> Ints:
    """Seconds since 1970, universal, of a shop's own day and second."""
    zone = ZoneInfo(timezone)
    offsets = np.array(
        [
            [_offset(datetime.combine(one, time(0), zone)), _offset(datetime.combine(one, time(12), zone))]
            for one in days.all
        ]
    )
    local = days.epoch[day] * SECONDS + second
    universal: Ints = local - offsets[day, (second >= NIGHT_ENDS).astype(np.int64)]
    return universal


def _offset(moment: datetime) -> int:
    return int((moment.replace(tzinfo=UTC) - moment.astimezone(UTC)).total_seconds())
