"""Instants to the shop's own time, by whole columns."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from comptoir.simulator.exports.text import Whole

_HOUR = 3600


class Clock:
    """The hands of one time zone between two days: the changes are looked up once, then searched."""

    def __init__(self, timezone: str, first: date, last: date) -> None:
        zone = ZoneInfo(timezone)
        moment = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(days=2)
        end = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=400)
        starts, offsets = [int(moment.timestamp())], [_offset(moment, zone)]
        while moment < end:
            moment += timedelta(hours=1)  # clocks change on the hour of UTC
            if (offset := _offset(moment, zone)) != offsets[-1]:
                starts.append(int(moment.timestamp()))
                offsets.append(offset)
        self._starts, self._offsets = np.array(starts), np.array(offsets)

    def local(self, instants: pa.Array) -> pa.Array:
        """The time on the shop's wall, without a zone."""
        seconds = _seconds(instants)
        return _times(seconds + self._at(seconds), instants)

    def stamp(self, instants: pa.Array) -> pa.Array:
        """2026-03-30 00:40:00 +0200."""
        hours, rest = np.divmod(np.abs(self._at(_seconds(instants))), _HOUR)
        signs = pa.array(self._at(_seconds(instants)) < 0)
        places = pa.array(10000 + hours * 100 + rest // 60).cast(pa.string())
        offset = pc.binary_slice(places.cast(pa.binary()), 1, 5).cast(pa.string())
        return pc.binary_join_element_wise(
            self.local(instants).cast(pa.string()), pc.if_else(signs, " -", " +"), offset, ""
        )

    def _at(self, seconds: Whole) -> Whole:
        found: Whole = self._offsets[np.searchsorted(self._starts, seconds, side="right") - 1]
        return found


def minutes(times: pa.Array) -> pa.Array:
    """2026-03-14 23:40."""
    return pc.binary_slice(times.cast(pa.string()).cast(pa.binary()), 0, 16).cast(pa.string())


def _offset(moment: datetime, zone: ZoneInfo) -> int:
    offset = moment.astimezone(zone).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0


def _seconds(instants: pa.Array) -> Whole:
    values: Whole = instants.cast(pa.int64()).fill_null(0).to_numpy(zero_copy_only=False)
    return values


def _times(seconds: Whole, like: pa.Array) -> pa.Array:
    blank = like.is_null().to_numpy(zero_copy_only=False)
    return pa.array(seconds, pa.int64(), mask=blank).cast(pa.timestamp("s"))
