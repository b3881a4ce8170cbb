"""What a company says of how its products come: a sheet, one line a product, and two choices for all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Self

COVER_DAYS = 28
LONGEST_COVER = 182


@dataclass(frozen=True, slots=True)
class Terms:
    """Of one product; what is empty is as for all."""

    supplier: str = ""
    delay: int | None = None
    """Days from an order until it is on the shelf."""
    minimum: int | None = None
    """The fewest units that the supplier sells."""
    incoming: int | None = None
    """Units on their way; None: as the stock file says."""
    incoming_on: date | None = None
    """The day on which they are on the shelf."""
    season_end: date | None = None
    """The last day on which it is wanted."""

    def to_json(self) -> dict[str, Any]:
        told = {
            "supplier": self.supplier,
            "delay": self.delay,
            "minimum": self.minimum,
            "incoming": self.incoming,
            "incoming_on": self.incoming_on and self.incoming_on.isoformat(),
            "season_end": self.season_end and self.season_end.isoformat(),
        }
        return {name: value for name, value in told.items() if value not in ("", None)}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Self:
        days = {
            name: date.fromisoformat(told[name]) for name in ("incoming_on", "season_end") if name in told
        }
        return cls(**{**told, **days})


NO_TERMS = Terms()


@dataclass(frozen=True, slots=True)
class Sheet:
    cover_days: int = COVER_DAYS
    """How long an order should last once it is there."""
    most_tied_up: Decimal | None = None
    """The most that one round of orders may cost; None: no bound."""
    items: Mapping[str, Terms] = field(default_factory=dict)

    def of(self, sku: str) -> Terms:
        return self.items.get(sku, NO_TERMS)

    def to_json(self) -> dict[str, Any]:
        return {
            "cover_days": self.cover_days,
            "most_tied_up": None if self.most_tied_up is None else str(self.most_tied_up),
            "items": {sku: told for sku, terms in sorted(self.items.items()) if (told := terms.to_json())},
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Self:
        bound = told["most_tied_up"]
        items = {sku: Terms.from_json(terms) for sku, terms in told["items"].items()}
        return cls(told["cover_days"], None if bound is None else Decimal(bound), items)
