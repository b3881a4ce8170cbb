"""What is known of each product that may have to be ordered: figures, in no language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.core.ledger.api import Basis, Effect
from comptoir.decide.reorder.engine.limits import Limit
from comptoir.decide.reorder.sheet import COVER_DAYS, Terms


@dataclass(frozen=True, slots=True)
class Out:
    """The evening on which the stock is gone; None where that lies further than one looks."""

    early: date | None
    mid: date | None
    late: date | None


@dataclass(frozen=True, slots=True)
class Units:
    low: int
    mid: int
    high: int


@dataclass(frozen=True, slots=True)
class LevelDay:
    """Units left on an evening to come, 80 times in 100 between low and high."""

    day: date
    low: float
    mid: float
    high: float


@dataclass(frozen=True, slots=True)
class Line:
    """One product."""

    sku: str
    category: str
    stock: int | None
    """None where it is not known."""
    sold: int
    pace_days: int
    """Units sold in so many days."""
    terms: Terms
    delay: int
    incoming: int
    incoming_on: date | None
    """None where the day is not known: it is then counted with what is ordered today."""
    ahead: float = 0.0
    """Units a day that the next four weeks ask for."""
    cover_days: float | None = None
    out: Out = Out(None, None, None)
    missing: Units = Units(0, 0, 0)
    missing_days: int = 0
    lost: Effect | None = None
    """What the missing units of the next 30 days would have earned."""
    order: Units = Units(0, 0, 0)
    saved: Effect | None = None
    """What the order earns in its first 30 days."""
    cost: Decimal | None = None
    """Of the units to order; None where the purchase cost is unknown."""
    unit: Decimal | None = None
    """What a unit earns."""
    limit: Limit | None = None
    levels: tuple[LevelDay, ...] = ()

    @property
    def daily(self) -> float:
        return self.sold / self.pace_days

    @property
    def is_short(self) -> bool:
        """Not sure to last until what is ordered today arrives."""
        return self.stock is None or self.missing.high > 0

    @property
    def to_order(self) -> int:
        return self.order.mid if self.limit is None else 0


@dataclass(frozen=True, slots=True)
class Campaign:
    name: str
    is_mail: bool
    spend: Decimal | None
    """Of the last 28 days; None for an e-mail."""


@dataclass(frozen=True, slots=True)
class Outlooks:
    """All products from one evening, those that lose most first."""

    day: date
    snapshot: int | None
    lines: tuple[Line, ...]
    cover_days: int
    bound: Decimal | None
    forecast_of: Mapping[str, bool]
    """Families of products, and whether the forecast knew enough of them."""
    campaigns: tuple[Campaign, ...]

    @classmethod
    def nothing(cls, day: date) -> "Outlooks":
        """Of a company whose stock is not known."""
        return cls(day, None, (), COVER_DAYS, None, {}, ())

    @property
    def chosen(self) -> tuple[Line, ...]:
        """What the default proposal orders."""
        return tuple(one for one in self.lines if one.to_order)

    def line(self, sku: str) -> Line | None:
        return next((one for one in self.lines if one.sku == sku), None)

    def basis(self) -> Basis:
        """Of the money told: margin where it is known of anything, else sales. The two are never added."""
        known = {one.lost.basis for one in self.lines if one.lost}
        return Basis.MARGIN if Basis.MARGIN in known or not known else Basis.SALES


def together(effects: "tuple[Effect | None, ...]", basis: Basis) -> Effect:
    """The sum of one basis. Its ends are those of all items low and of all items high at once: the widest it can be."""
    told = [one for one in effects if one is not None and one.basis is basis]
    nothing = Decimal(0)
    return Effect(
        sum((one.low for one in told), nothing),
        sum((one.mid for one in told), nothing),
        sum((one.high for one in told), nothing),
        basis,
    )
