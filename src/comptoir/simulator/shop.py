"""What the shop sells and how it serves: the parts of a scenario inside its walls."""

from dataclasses import dataclass, field

from comptoir.simulator.settings import a_share, between


@dataclass(frozen=True)
class Goods:
    words: str = "maison"
    products: int = 220
    concentration: float = between(0, 3, 1.0)
    """Spread of the products' popularity, in logarithms."""
    fashion: float = between(0, 1, 0.0)
    newcomers: float = a_share(0.0)
    """Share of products that arrive during the first two years."""
    seasonal: bool = True


@dataclass(frozen=True)
class Voucher:
    code: str
    rate: float = a_share()
    odds: float = a_share()
    first_only: bool = False


@dataclass(frozen=True)
class Basket:
    further_lines: float = between(0, 20, 1.0)
    affinity: float = a_share(0.0)
    vouchers: tuple[Voucher, ...] = ()
    shipping: dict[str, float] = field(default_factory=dict)
    """Euros by method; a method that costs nothing above the threshold is in every basket above it."""
    shipping_odds: dict[str, float] = field(default_factory=dict)
    free_from: float = 69.0
    abroad: float = a_share(0.0)


@dataclass(frozen=True)
class Marketplace:
    name: str
    share: float = a_share()
    """Of all orders of the shop."""
    commission: float = a_share()
    fixed_fee: float = 0.0


@dataclass(frozen=True)
class Payment:
    method: str
    odds: float = a_share()
    fee: float = a_share(0.0)
    fixed_fee: float = 0.0
    refused: float = a_share(0.0)
    waits: int = 0
    """Days until the money is there: transfers and cheques."""


@dataclass(frozen=True)
class Aftermath:
    cancelled: float = a_share(0.01)
    returns: float = between(0, 5, 1.0)
    """Multiplies the categories' own rates."""
    late_returns: float = between(1, 5, 1.6)
    gestures: float = a_share(0.01)
    contacts: float = a_share(0.05)
    reviews: float = a_share(0.04)


@dataclass(frozen=True)
class Delivery:
    late: float = a_share(0.05)
    rush: float = between(0, 20, 0.0)
    """How much more often parcels are late when the day is twice as busy as usual."""
    carriers: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Stock:
    cover_days: float = between(1, 400, 30.0)
    safety: float = between(0, 10, 1.0)
    lateness: float = between(0, 2, 0.2)
    """Mean delay of a supplier beyond the promise, as a share of it."""
    endless: bool = False


@dataclass(frozen=True)
class Audience:
    devices: dict[str, float] = field(
        default_factory=lambda: {"mobile": 0.66, "desktop": 0.3, "tablet": 0.04}
    )
    seen: float = a_share(0.75)
    viewed: float = a_share(0.55)
    carted: float = a_share(0.08)
    checked_out: float = a_share(0.042)
