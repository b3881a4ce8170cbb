"""Which rule holds for an order, and what it takes. Pure: the same answer wherever it is asked.

The expressions over facts (`measure.metrics.fees`) follow the same order of precedence; tests hold both together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from hashlib import sha256

from comptoir.entities.columns import OWN_SITE

SITE = "site"
"""The one name of the own site among channels, however a source calls it."""
NOTHING = Decimal(0)
LAST_PLACE = Decimal("0.0001")


class CostKind(StrEnum):
    PAYMENT = "payment"
    LOGISTICS = "logistics"
    MARKETPLACE = "marketplace"


@dataclass(frozen=True, slots=True)
class Sale:
    """What a rule looks at in an order."""

    day: date
    currency: str
    total: Decimal
    """The amount taken: all lines after discounts, shipping and tax included, before any refund."""
    units: Decimal
    """Units of products."""
    sales_channel: str | None = None
    payment_method: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class CostRule:
    """What an order costs of one kind, from a day on. What the scope leaves empty holds for all."""

    kind: CostKind
    currency: str
    valid_from: date
    valid_to: date | None = None
    """The last day; None while it goes on."""
    share: Decimal = NOTHING
    """Of the amount taken, tax included."""
    per_order: Decimal = NOTHING
    per_unit: Decimal = NOTHING
    sales_channel: str = ""
    payment_method: str = ""
    country: str = ""
    note: str = ""
    id: int = 0

    @property
    def scope(self) -> tuple[str, str, str]:
        """As it is compared: one name of the own site, small letters."""
        channel = channel_of(self.sales_channel) if self.sales_channel else ""
        return channel, folded(self.payment_method), folded(self.country)

    def applies(self, sale: Sale) -> bool:
        channel, method, country = self.scope
        return (
            self.currency == sale.currency
            and self.holds_on(sale.day)
            and channel in ("", channel_of(sale.sales_channel))
            and method in ("", folded(sale.payment_method))
            and country in ("", folded(sale.country))
        )

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def fee(self, sale: Sale) -> Decimal:
        """Excluding tax, to the last place that facts keep."""
        exact = self.share * sale.total + self.per_order + self.per_unit * sale.units
        return exact.quantize(LAST_PLACE, rounding=ROUND_HALF_UP)


type Rules = tuple[CostRule, ...]


def in_order(rules: Iterable[CostRule], kind: CostKind) -> Rules:
    """The rules of a kind, the one that wins first: the most specific; of equal ones the latest; then the narrower
    word (payment method, sales channel, country), then the last one added."""

    def weight(rule: CostRule) -> tuple[object, ...]:
        channel, method, country = (bool(word) for word in rule.scope)
        return channel + method + country, rule.valid_from, method, channel, country, rule.id

    return tuple(sorted((rule for rule in rules if rule.kind == kind), key=weight, reverse=True))


def chosen(rules: Iterable[CostRule], kind: CostKind, sale: Sale) -> CostRule | None:
    return next((rule for rule in in_order(rules, kind) if rule.applies(sale)), None)


def fee_of(rules: Iterable[CostRule], kind: CostKind, sale: Sale) -> Decimal | None:
    """What the sale costs of this kind by the rules; None where none speaks of it. The own site pays no marketplace."""
    if kind is CostKind.MARKETPLACE and channel_of(sale.sales_channel) == SITE:
        return NOTHING
    rule = chosen(rules, kind, sale)
    return None if rule is None else rule.fee(sale)


def channel_of(name: str | None) -> str:
    channel = folded(name)
    return SITE if channel in ("", *OWN_SITE) else channel


def folded(word: str | None) -> str:
    return (word or "").strip().lower()


def state_of(rules: Iterable[CostRule]) -> str:
    """A word that changes when any figure made by these rules may change; empty without rules."""
    told = sorted(
        repr(
            (
                r.kind.value,
                r.currency,
                r.valid_from,
                r.valid_to,
                r.share,
                r.per_order,
                r.per_unit,
                r.scope,
                r.id,
            )
        )
        for r in rules
    )
    return sha256("\n".join(told).encode()).hexdigest()[:16] if told else ""
