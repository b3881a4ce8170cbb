"""What a scenario says of a shop: its size, its people, and the effects that nobody else may know."""

from dataclasses import dataclass, field, fields, replace
from typing import Any

Months = tuple[float, ...]


def _between(low: float, high: float, default: float | None = None) -> Any:
    limits = {"low": low, "high": high}
    return field(metadata=limits) if default is None else field(default=default, metadata=limits)


def _share(default: float | None = None) -> Any:
    return _between(0, 1, default)


@dataclass(frozen=True)
class Event:
    """What a dated event does from `before` days ahead until `after` days behind."""

    traffic: float = _between(0.1, 10, 1.0)
    conversion: float = _between(0.1, 10, 1.0)
    before: int = 0
    after: int = 0


@dataclass(frozen=True)
class Season:
    months: Months = (1.0,) * 12
    weekdays: tuple[float, ...] = (1.0,) * 7
    events: dict[str, Event] = field(default_factory=dict)
    holiday: float = _between(0.1, 3, 1.0)
    pay_days: float = _between(0.1, 3, 1.0)
    weather: float = _between(0, 0.5, 0.0)
    """Standard deviation of the day's common shock, in logarithms."""
    weather_memory: float = _between(0, 0.99, 0.6)


@dataclass(frozen=True)
class Goods:
    words: str = "maison"
    products: int = 220
    concentration: float = _between(0, 3, 1.0)
    """Spread of the products' popularity, in logarithms."""
    fashion: float = _between(0, 1, 0.0)
    newcomers: float = _share(0.0)
    """Share of products that arrive during the first two years."""
    seasonal: bool = True


@dataclass(frozen=True)
class Channel:
    name: str
    share: float = _share()
    """Of the sessions of people who do not know the shop yet."""
    conversion: float = _share()
    known: float = _share()
    """Share of the known customers' orders."""


@dataclass(frozen=True)
class Campaign:
    """`share` of sessions is had at the usual budget, at `click_cost` euros; more budget brings less and less."""

    name: str
    platform: str
    kind: str
    channel: str
    share: float = _share()
    conversion: float = _share()
    known: float = _share()
    click_cost: float = _between(0.01, 50)
    half: float = _between(0.05, 20, 1.0)
    """Budget, in usual ones, that brings half of all there is."""
    carry_over: float = _between(0, 0.99, 0.0)
    incremental: float = _share(1.0)
    """Share of its sessions that would not have come through free search anyway."""
    click_rate: float = _share(0.02)
    claims: float = _between(0, 5, 1.0)
    """Sales that the platform claims, for one that came through it."""


@dataclass(frozen=True)
class Mailing:
    share: float = _share(0.0)
    conversion: float = _share(0.02)
    known: float = _share(0.0)
    a_week: float = _between(0, 7, 2.0)
    recall: float = _between(0, 5, 0.0)
    """By how much a fresh mail speeds up the known customers, at no fatigue."""
    fatigue: float = _between(1, 200, 16.0)
    """Mails in 28 days at which a further one is worth half."""
    prospects: int = 0


@dataclass(frozen=True)
class Customers:
    """Rates are drawn from a gamma, leaving from a beta, baskets from a lognormal."""

    orders_a_year: float = _between(0, 20, 1.0)
    evenness: float = _between(0.1, 50, 1.0)
    """Shape of the gamma: the smaller, the more unlike each other."""
    leaving: float = _share(0.5)
    """Chance to leave for ever after an order, on average."""
    leaving_evenness: float = _between(0.5, 100, 3.0)
    baskets: float = _between(0, 2, 0.0)
    late_parcel: float = _share(0.0)
    """Of those who would have come back, share lost by a late parcel."""
    refused_payment: float = _share(0.0)
    consent: float = _share(0.7)


@dataclass(frozen=True)
class Voucher:
    code: str
    rate: float = _share()
    odds: float = _share()
    first_only: bool = False


@dataclass(frozen=True)
class Basket:
    further_lines: float = _between(0, 20, 1.0)
    affinity: float = _share(0.0)
    vouchers: tuple[Voucher, ...] = ()
    shipping: dict[str, float] = field(default_factory=dict)
    """Euros by method; a method that costs nothing above the threshold is in every basket above it."""
    shipping_odds: dict[str, float] = field(default_factory=dict)
    free_from: float = 69.0
    abroad: float = _share(0.0)


@dataclass(frozen=True)
class Marketplace:
    name: str
    share: float = _share()
    """Of all orders of the shop."""
    commission: float = _share()
    fixed_fee: float = 0.0


@dataclass(frozen=True)
class Payment:
    method: str
    odds: float = _share()
    fee: float = _share(0.0)
    fixed_fee: float = 0.0
    refused: float = _share(0.0)
    waits: int = 0
    """Days until the money is there: transfers and cheques."""


@dataclass(frozen=True)
class Aftermath:
    cancelled: float = _share(0.01)
    returns: float = _between(0, 5, 1.0)
    """Multiplies the categories' own rates."""
    late_returns: float = _between(1, 5, 1.6)
    gestures: float = _share(0.01)
    contacts: float = _share(0.05)
    reviews: float = _share(0.04)


@dataclass(frozen=True)
class Delivery:
    late: float = _share(0.05)
    rush: float = _between(0, 20, 0.0)
    """How much more often parcels are late when the day is twice as busy as usual."""
    carriers: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Stock:
    cover_days: float = _between(1, 400, 30.0)
    safety: float = _between(0, 10, 1.0)
    lateness: float = _between(0, 2, 0.2)
    """Mean delay of a supplier beyond the promise, as a share of it."""
    endless: bool = False


@dataclass(frozen=True)
class Audience:
    devices: dict[str, float] = field(
        default_factory=lambda: {"mobile": 0.66, "desktop": 0.3, "tablet": 0.04}
    )
    seen: float = _share(0.75)
    viewed: float = _share(0.55)
    carted: float = _share(0.08)
    checked_out: float = _share(0.042)


@dataclass(frozen=True)
class Effects:
    """How the shop answers to its levers. At 0 it does not."""

    price: float = 1.0
    """Multiplies the categories' elasticities."""
    competitor: float = 0.0
    assortment: float = _between(0, 2, 0.6)
    """Exponent by which a more attractive offer converts more people."""
    speed: float = 0.0
    """Conversion for each second saved."""
    promise: float = 0.0
    """Conversion for each day of delivery saved."""
    promise_late: float = 0.0
    """Late parcels for each day promised too early."""
    content: float = 0.0
    """Conversion at content 1, the neutral one being 0."""
    content_search: float = 0.0
    """Free search at content 1, reached with a lag."""
    content_lag: float = _between(1, 400, 45.0)
    feed: float = 0.0
    """Exponent of the feed's quality on Shopping sessions."""
    mail: float = 1.0
    advertising: float = 1.0


@dataclass(frozen=True)
class Promotion:
    """A price cut on part of the range, around an event of each year or at `day` of the world."""

    name: str
    rate: float = _share()
    reach: float = _share(1.0)
    """Share of the products."""
    event: str = ""
    day: int = 0
    before: int = 0
    after: int = 0
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """From `day` of the world (0 is the first) until `until` (not included), a lever stands at `value`."""

    lever: str
    value: float
    day: int = 0
    until: int = 100_000
    target: str = ""


@dataclass(frozen=True)
class Incident:
    """`outage`: the shop cannot be reached; `tracking`: the audience tool misses visits that took place."""

    kind: str
    day: int
    lost: float = _share(0.5)
    length: int = _between(1, 400, 1)


@dataclass(frozen=True)
class Scenario:
    name: str
    title: str
    orders_per_year: float = _between(1, 5_000_000)
    months: int = 36
    country: str = "FR"
    timezone: str = "Europe/Paris"
    warm_up_days: int = 540
    growth: float = _between(-0.9, 5, 0.0)
    first_order: int = 10001
    season: Season = Season()
    goods: Goods = Goods()
    channels: tuple[Channel, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    mailing: Mailing = Mailing()
    customers: Customers = Customers()
    basket: Basket = Basket()
    marketplaces: tuple[Marketplace, ...] = ()
    payments: tuple[Payment, ...] = (Payment("card", 1.0),)
    aftermath: Aftermath = Aftermath()
    delivery: Delivery = Delivery()
    stock: Stock = Stock()
    audience: Audience = Audience()
    effects: Effects = Effects()
    promotions: tuple[Promotion, ...] = ()
    changes: tuple[Change, ...] = ()
    incidents: tuple[Incident, ...] = ()

    def sized(self, orders_per_year: float) -> "Scenario":
        return replace(self, orders_per_year=orders_per_year)

    def without_effects(self) -> "Scenario":
        """The same shop, whose shoppers answer to nothing; a price cut is its own effect, so there is none."""
        none = {one.name: 0.0 for one in fields(Effects) if one.name not in {"content_lag"}}
        prices = tuple(one for one in self.changes if one.lever != "price")
        return replace(
            self, effects=replace(self.effects, **none), promotions=(), changes=prices, incidents=()
        )
