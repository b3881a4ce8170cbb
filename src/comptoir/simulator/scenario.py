"""What a scenario says of a shop: its size, its people, and the effects that nobody else may know."""

from dataclasses import dataclass, field, fields, replace

from comptoir.simulator.market import Campaign, Channel, Customers, Mailing, Season
from comptoir.simulator.settings import a_share, between
from comptoir.simulator.shop import Aftermath, Audience, Basket, Delivery, Goods, Marketplace, Payment, Stock


@dataclass(frozen=True)
class Effects:
    """How the shop answers to its levers. At 0 it does not."""

    price: float = 1.0
    """Multiplies the categories' elasticities."""
    competitor: float = 0.0
    assortment: float = between(0, 2, 0.6)
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
    content_lag: float = between(1, 400, 45.0)
    feed: float = 0.0
    """Exponent of the feed's quality on Shopping sessions."""
    mail: float = 1.0
    advertising: float = 1.0


@dataclass(frozen=True)
class Promotion:
    """A price cut on part of the range, around an event of each year or at `day` of the world."""

    name: str
    rate: float = a_share()
    reach: float = a_share(1.0)
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
    lost: float = a_share(0.5)
    length: int = between(1, 400, 1)


@dataclass(frozen=True)
class Scenario:
    name: str
    title: str
    orders_per_year: float = between(1, 5_000_000)
    months: int = 36
    country: str = "FR"
    timezone: str = "Europe/Paris"
    warm_up_days: int = 540
    growth: float = between(-0.9, 5, 0.0)
    first_order: int = 10001
    season: Season = field(default_factory=Season)
    goods: Goods = field(default_factory=Goods)
    channels: tuple[Channel, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    mailing: Mailing = field(default_factory=Mailing)
    customers: Customers = field(default_factory=Customers)
    basket: Basket = field(default_factory=Basket)
    marketplaces: tuple[Marketplace, ...] = ()
    payments: tuple[Payment, ...] = (Payment("card", 1.0),)
    aftermath: Aftermath = field(default_factory=Aftermath)
    delivery: Delivery = field(default_factory=Delivery)
    stock: Stock = field(default_factory=Stock)
    audience: Audience = field(default_factory=Audience)
    effects: Effects = field(default_factory=Effects)
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
