"""What an entity is: typed columns, a key, the date that places it, invariants in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The types a column may have. The store turns them into Arrow, the query layer into Ibis."""

    TEXT = "text"
    INTEGER = "integer"
    """64-bit, signed."""
    FLAG = "flag"
    MONEY = "money"
    """DECIMAL(18,4) in the row's `currency`.

    Excluding tax, unless the name ends in `_tax` (the tax itself) or in `_total` (tax included).
    """
    QUANTITY = "quantity"
    """DECIMAL(18,3)."""
    RATE = "rate"
    """DECIMAL(18,8): tax rates, exchange rates."""
    DAY = "day"
    """A date in the company's time zone."""
    INSTANT = "instant"
    """A UTC timestamp with microseconds."""
    MONTH = "month"
    """`YYYY-MM` of `day`: the partition."""


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    kind: Kind
    meaning: str
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A fact table of one company.

    `unit` names the columns that identify what an import replaces as a whole (an order with its lines);
    `key` those that identify a row within it.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    unit: tuple[str, ...]
    dated: bool = True
    """Dated entities carry `day` and `month` and are partitioned by month."""
    invariants: Mapping[str, str] = field(default_factory=dict)
    """Name of the rule -> the rule in one sentence; checked by `entities.invariants`."""

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)
