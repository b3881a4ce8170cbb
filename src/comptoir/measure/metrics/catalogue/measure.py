"""What a measure says: the rows of one fact that it sums or counts."""

from dataclasses import dataclass
from enum import StrEnum

type Condition = tuple[str, tuple[str | bool, ...]]
"""A column and the values of which it holds one."""

OF_HISTORY = frozenset({"is_first", "first_day", "next_day"})
OF_COSTS = frozenset({"has_cost", "goods_cost"})
"""Worked out from the costs of products."""
OF_RULES = frozenset({"rule_fee", "rule_logistics", "rule_payment", "rule_marketplace"})
OF_FEES = OF_RULES | {"fees_known"}
"""Worked out from bills and from the company's cost rules."""
OF_BRAND = frozenset({"brand_clicks", "other_clicks"})
"""Worked out from the searches of a period and the words of the company's brand."""
OF_STOCK = frozenset({"is_out", "expected_sales"})
"""Worked out from the levels of an item and its sales."""
OF_ONE_ROW = frozenset(
    {
        *("is_own_site", "is_due", "is_on_time", "is_delivery_due", "is_delivered_on_time"),
        *("is_found", "is_in_3", "is_in_10", "is_answer_told"),
    }
)
DERIVED = OF_HISTORY | OF_COSTS | OF_FEES | OF_BRAND | OF_STOCK | OF_ONE_ROW
"""Columns that no fact stores (see `relations`)."""


class Kind(StrEnum):
    SUM = "sum"
    COUNT = "count"
    DISTINCT = "distinct"
    """Different customers."""
    REPEATED = "repeated"
    """Different customers with two rows or more in the cell."""
    LAST = "last"
    """The sum of the last day of each source in the bucket: levels, which do not add up over time."""


@dataclass(frozen=True, slots=True)
class Measure:
    name: str
    fact: str
    kind: Kind
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    """Columns summed and subtracted."""
    where: tuple[Condition, ...] = ()
    known: tuple[str, ...] = ()
    """Columns that must not be null."""
    is_money: bool = False
    date: str = "day"
    """The day on which it counts."""
    matured_days: int = 0
    """Only rows whose date lies at least so many days before the last loaded day."""
    within_days: int = 0
    """Only rows followed by another order of the same customer within so many days."""

    @property
    def is_additive(self) -> bool:
        return self.kind in (Kind.SUM, Kind.COUNT)

    @property
    def derived(self) -> frozenset[str]:
        """Columns that the fact does not store and that must be worked out."""
        used = {column for column, _values in self.where} | {self.date, *self.known, *self.plus, *self.minus}
        if self.within_days:
            used.add("next_day")
        return frozenset(used & DERIVED)

    @property
    def is_of_fees(self) -> bool:
        """Whether it may change with the company's cost rules, the facts staying as they are."""
        return bool(self.derived & OF_FEES)

    @property
    def is_of_brand(self) -> bool:
        """Whether it changes with the words of the company's brand, the facts staying as they are."""
        return bool(self.derived & OF_BRAND)

    @property
    def facts(self) -> frozenset[str]:
        """The fact whose rows count, and what must be loaded beside it."""
        beside = {
            "product_cost": self.derived & OF_COSTS,
            "cost_rule": self.derived & OF_RULES,
            "search_term": self.is_of_brand,
            "order_line": self.derived & OF_STOCK,
        }
        return frozenset({self.fact, *(fact for fact, is_read in beside.items() if is_read)})


def total(
    name: str, fact: str, *columns: str, where: tuple[Condition, ...] = (), known: tuple[str, ...] = ()
) -> Measure:
    """A sum of numbers, those of unknown columns left out."""
    return Measure(name, fact, Kind.SUM, columns, where=where, known=known)


def count(name: str, fact: str, where: tuple[Condition, ...] = (), *, date: str = "day") -> Measure:
    return Measure(name, fact, Kind.COUNT, where=where, date=date)


def net_amount(
    name: str, fact: str, column: str, where: tuple[Condition, ...] = (), known: tuple[str, ...] = ()
) -> Measure:
    """A sum of money that is only ever asked excluding tax."""
    return Measure(name, fact, Kind.SUM, (column,), where=where, known=known, is_money=True)
