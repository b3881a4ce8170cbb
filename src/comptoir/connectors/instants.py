"""Days of the company as instants, and the other way. Heavy: for the rooms of vendors, not for start-up."""

import ibis
from ibis.expr import types as ir

from comptoir.connectors.base import Context


@ibis.udf.scalar.builtin(name="timezone", signature=(("string", "timestamp"), "timestamp('UTC')"))
def _instant(zone, local):  # type: ignore[no-untyped-def]  # the signature is the decorator's
    """DuckDB's own: the instant at which clocks of the zone show the local time."""


@ibis.udf.scalar.builtin(name="timezone", signature=(("string", "timestamp('UTC')"), "timestamp"))
def _local(zone, instant):  # type: ignore[no-untyped-def]  # the signature is the decorator's
    """DuckDB's own: what clocks of the zone show at the instant."""


def at(local: ir.TimestampValue, zone: str) -> ir.TimestampValue:
    """The instant at which clocks of the zone show the time."""
    return _instant(zone, local)


def day_of(instant: ir.TimestampValue, context: Context) -> ir.DateValue:
    """The company's day of an instant."""
    return _local(context.zone, instant).cast("date")


def start_of(day: ir.DateValue, context: Context) -> ir.TimestampValue:
    """The instant at which the company's day begins: files of days know no hour."""
    return _instant(context.zone, day.cast("timestamp"))
