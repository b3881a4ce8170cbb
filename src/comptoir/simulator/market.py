"""Who comes to the shop, and when: the parts of a scenario outside its walls."""

from dataclasses import dataclass, field

from comptoir.simulator.settings import a_share, between

Months = tuple[float, ...]


@dataclass(frozen=True)
class Event:
    """What a dated event does from `before` days ahead until `after` days behind."""

    traffic: float = between(0.1, 10, 1.0)
    conversion: float = between(0.1, 10, 1.0)
    before: int = 0
    after: int = 0


@dataclass(frozen=True)
class Season:
    months: Months = (1.0,) * 12
    weekdays: tuple[float, ...] = (1.0,) * 7
    events: dict[str, Event] = field(default_factory=dict)
    holiday: float = between(0.1, 3, 1.0)
    pay_days: float = between(0.1, 3, 1.0)
    weather: float = between(0, 0.5, 0.0)
    """Standard deviation of the day's common shock, in logarithms."""
    weather_memory: float = between(0, 0.99, 0.6)


@dataclass(frozen=True)
class Channel:
    name: str
    share: float = a_share()
    """Of the sessions of people who do not know the shop yet."""
    conversion: float = a_share()
    known: float = a_share()
    """Share of the known customers' orders."""


@dataclass(frozen=True)
class Campaign:
    """`share` of sessions is had at the usual budget, at `click_cost` euros; more budget brings less and less."""

    name: str
    platform: str
    kind: str
    channel: str
    share: float = a_share()
    conversion: float = a_share()
    known: float = a_share()
    click_cost: float = between(0.01, 50)
    half: float = between(0.05, 20, 1.0)
    """Budget, in usual ones, that brings half of all there is."""
    carry_over: float = between(0, 0.99, 0.0)
    incremental: float = a_share(1.0)
    """Share of its sessions that would not have come through free search anyway."""
    click_rate: float = a_share(0.02)
    claims: float = between(0, 5, 1.0)
    """Sales that the platform claims, for one that came through it."""


@dataclass(frozen=True)
class Mailing:
    share: float = a_share(0.0)
    conversion: float = a_share(0.02)
    known: float = a_share(0.0)
    a_week: float = between(0, 7, 2.0)
    recall: float = between(0, 5, 0.0)
    """By how much a fresh mail speeds up the known customers, at no fatigue."""
    fatigue: float = between(1, 200, 16.0)
    """Mails in 28 days at which a further one is worth half."""
    prospects: int = 0


@dataclass(frozen=True)
class Customers:
    """Rates are drawn from a gamma, leaving from a beta, baskets from a lognormal."""

    orders_a_year: float = between(0, 20, 1.0)
    evenness: float = between(0.1, 50, 1.0)
    """Shape of the gamma: the smaller, the more unlike each other."""
    leaving: float = a_share(0.5)
    """Chance to leave for ever after an order, on average."""
    leaving_evenness: float = between(0.5, 100, 3.0)
    baskets: float = between(0, 2, 0.0)
    late_parcel: float = a_share(0.0)
    """Of those who would have come back, share lost by a late parcel."""
    refused_payment: float = a_share(0.0)
    consent: float = a_share(0.7)
