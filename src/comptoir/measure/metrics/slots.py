"""The days of a period in an expression: written in, or as slots to be filled in its compiled text.

Compiling an expression costs more than most questions cost the engine: one text serves every period, and other
tables as well (see `texts`).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from comptoir.core.heavy import ibis
from comptoir.core.periods import Period

if TYPE_CHECKING:
    from ibis.expr import types as ir

# Drawn at random, so that no value a person types can ever be taken for a slot.
TOKEN = secrets.token_hex(8)


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day, with their months (`YYYY-MM`), as expressions."""

    first: ir.Value
    last: ir.Value
    first_month: ir.Value
    last_month: ir.Value

    @classmethod
    def of(cls, period: Period) -> Self:
        months = period.months
        return cls(*(ibis.literal(value) for value in (period.start, period.end, months[0], months[-1])))

    @classmethod
    def open(cls) -> Self:
        first, last = (ibis.literal(slot(name)).cast("date") for name in ("first", "last"))
        return cls(first, last, ibis.literal(slot("first-month")), ibis.literal(slot("last-month")))


ANY_MONTH = f"{TOKEN}-month"
"""Stands for one month (`YYYY-MM`)."""


def fill_month(sql: str, month: str) -> str:
    """The compiled text with the month where it says any."""
    return sql.replace(f"'{ANY_MONTH}'", f"'{month}'")


def fill(sql: str, period: Period) -> str:
    """The compiled text with the days of the period in its slots."""
    for name, day in (("first", period.start), ("last", period.end)):
        sql = sql.replace(f"'{slot(f'{name}-month')}'", f"'{day:%Y-%m}'")
        sql = sql.replace(f"'{slot(name)}'", f"'{day.isoformat()}'")
    return sql


def slot(name: str) -> str:
    """What stands in a text until it is known."""
    return f"{TOKEN}-{name}"
