"""What a snapshot holds: the days loaded, the currencies met. Read once for each snapshot."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from comptoir.core.periods import Period
from comptoir.measure.metrics.source import FactSource

SALES_FACTS = ("order", "order_line", "refund")


@dataclass(frozen=True, slots=True)
class CurrencyDays:
    fact: str
    currency: str
    days: Period
    rows: int


@dataclass(frozen=True, slots=True)
class Profile:
    currencies: tuple[CurrencyDays, ...]
    linked_returns: bool
    """Whether any refund of goods names the day of its order."""
    has_products: bool

    @property
    def facts(self) -> frozenset[str]:
        return frozenset(found.fact for found in self.currencies)

    @property
    def rows(self) -> int:
        return sum(found.rows for found in self.currencies)

    @property
    def loaded(self) -> Period | None:
        """From the first to the last loaded day of sales: orders and refunds come out of the same export."""
        if not self.currencies:
            return None
        return Period(
            min(found.days.start for found in self.currencies),
            max(found.days.end for found in self.currencies),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "currencies": [
                [one.fact, one.currency, one.days.start.isoformat(), one.days.end.isoformat(), one.rows]
                for one in self.currencies
            ],
            "linked_returns": self.linked_returns,
            "has_products": self.has_products,
        }

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Self:
        return cls(
            tuple(
                CurrencyDays(fact, currency, Period(date.fromisoformat(start), date.fromisoformat(end)), rows)
                for fact, currency, start, end, rows in said["currencies"]
            ),
            said["linked_returns"],
            said["has_products"],
        )

    def foreign(self, facts: frozenset[str], period: Period, currency: str) -> tuple[str, ...]:
        """The other currencies that these facts may hold in the period."""
        return tuple(
            sorted(
                {
                    found.currency
                    for found in self.currencies
                    if found.fact in facts and found.currency != currency and found.days.overlap(period)
                }
            )
        )


def read_profile(source: FactSource) -> Profile:
    found: list[CurrencyDays] = []
    for fact in SALES_FACTS:
        if not source.has(fact):
            continue
        table = source.table(fact)
        days = table.group_by("currency").aggregate(
            first=table.day.min(), last=table.day.max(), rows=table.count()
        )
        found += [CurrencyDays(fact, row[0], Period(row[1], row[2]), row[3]) for row in source.rows(days)]
    return Profile(tuple(found), _links_returns(source), source.has("product"))


def _links_returns(source: FactSource) -> bool:
    if not source.has("refund"):
        return False
    refunds = source.table("refund")
    linked = refunds.filter(refunds.kind == "product", refunds.order_day.notnull())
    return bool(source.rows(linked.aggregate(linked=linked.count()))[0][0])
