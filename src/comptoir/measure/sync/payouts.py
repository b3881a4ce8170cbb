"""Payouts received against what was due, by provider and day. Pure.

What a provider owed before the first day is unknown: the running difference starts at nothing there, so that payouts
for earlier sales bring it below. It is late when it exceeds what the last fortnight earned, and unexplained when it
lies further below than the payouts of the first fortnight bring it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

NOTHING = Decimal(0)
CENT = Decimal("0.01")
FORTNIGHT = timedelta(days=14)

FAMILIES = {
    "stripe": "Stripe",
    "paypal": "PayPal",
    "ppcp": "PayPal",
    "ppec": "PayPal",
    "pscheckout": "PayPal",
    "payplug": "PayPlug",
    "payline": "Payline",
    "mollie": "Mollie",
    "adyen": "Adyen",
    "alma": "Alma",
    "klarna": "Klarna",
    "scalapay": "Scalapay",
    "oney": "Oney",
    "sumup": "SumUp",
    "shopifypayments": "Shopify Payments",
    "woocommercepayments": "WooPayments",
    "woopayments": "WooPayments",
    "amazon": "Amazon",
}
"""How the modules of shops begin -> the provider, as payouts name it: « stripe_official », « ppcp-gateway »."""


class State(StrEnum):
    SETTLED = "settled"
    ON_ITS_WAY = "on_its_way"
    """Due, and not older than a fortnight."""
    EARLIER = "earlier"
    """More came than was earned since the first day: payouts for sales before it."""
    LATE = "late"
    EXCESS = "excess"
    """More came than sales since the first day and before it explain."""

    @property
    def is_flagged(self) -> bool:
        return self in {State.LATE, State.EXCESS}


@dataclass(frozen=True, slots=True)
class Movement:
    """Money of a provider on a day; every amount positive as it is named."""

    provider: str
    currency: str
    day: date
    paid: Decimal = NOTHING
    refunded: Decimal = NOTHING
    fee: Decimal = NOTHING
    """As the facts of fees say."""
    received: Decimal = NOTHING
    kept: Decimal = NOTHING
    """The fee that the list of payouts says."""


@dataclass(frozen=True, slots=True)
class PayoutDay:
    """A day, or the days of a month together: `running` and `state` are then those of its last day."""

    day: date
    paid: Decimal
    refunded: Decimal
    fees: Decimal
    received: Decimal
    running: Decimal
    state: State
    flagged_days: int

    @property
    def due(self) -> Decimal:
        return self.paid - self.refunded - self.fees

    @property
    def gap(self) -> Decimal:
        return self.due - self.received

    @property
    def moves(self) -> bool:
        return any((self.paid, self.refunded, self.fees, self.received))


@dataclass(frozen=True, slots=True)
class ProviderPayouts:
    """A provider that pays in one currency."""

    provider: str
    currency: str
    days: tuple[PayoutDay, ...]
    """Every day of the period; none where there is nothing to set its payouts against."""
    received: Decimal
    first_payout: date | None
    """The first and the last day on which a payout is known."""
    last_payout: date | None
    has_payments: bool
    """Whether any payment of it is known in these days."""
    fees_of_file: bool
    """Whether the fees are those of the list of payouts, for want of others."""

    @property
    def months(self) -> tuple[PayoutDay, ...]:
        return tuple(
            _together(list(days)) for _month, days in groupby(self.days, lambda one: one.day.replace(day=1))
        )

    @property
    def has_payouts(self) -> bool:
        return self.first_payout is not None

    @property
    def last(self) -> PayoutDay:
        return self.days[-1]

    @property
    def flagged_days(self) -> int:
        return sum(one.flagged_days for one in self.days)


def family(name: str) -> str:
    """The provider of which a shop's module or a list speaks, written one way."""
    plain = re.sub(r"[\W_]", "", name.casefold())
    for start, told in FAMILIES.items():
        if plain.startswith(start):
            return told
    return name.strip()


def payouts_by_provider(
    movements: Iterable[Movement], first: date, last: date
) -> tuple[ProviderPayouts, ...]:
    """Each provider and currency over the days from `first` to `last`; what lies outside is left out."""
    told: dict[tuple[str, str], list[Movement]] = defaultdict(list)
    names: dict[str, str] = {}
    for one in movements:
        if first <= one.day <= last:
            name = family(one.provider)
            told[names.setdefault(name.casefold(), name), one.currency].append(one)
    return tuple(_provider(*key, told[key], first, last) for key in sorted(told, key=_order))


def _order(key: tuple[str, str]) -> tuple[str, str]:
    return key[0].casefold(), key[1]


def _provider(
    name: str, currency: str, movements: Sequence[Movement], first: date, last: date
) -> ProviderPayouts:
    has_payments = any(one.paid for one in movements)
    arrived = [one.day for one in movements if one.received]
    fees_of_file = not any(one.fee for one in movements)
    days = tuple(_days(movements, first, last, fees_of_file)) if has_payments and arrived else ()
    return ProviderPayouts(
        provider=name,
        currency=currency,
        days=days,
        received=sum((one.received for one in movements), NOTHING),
        first_payout=min(arrived, default=None),
        last_payout=max(arrived, default=None),
        has_payments=has_payments,
        fees_of_file=fees_of_file and any(one.kept for one in movements),
    )


def _days(movements: Sequence[Movement], first: date, last: date, fees_of_file: bool) -> Iterator[PayoutDay]:
    by_day: dict[date, list[Movement]] = defaultdict(list)
    for one in movements:
        by_day[one.day].append(one)
    bearable = sum((one.received for one in movements if one.day < first + FORTNIGHT), NOTHING)
    running, dues = NOTHING, []
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        sums = {
            name: sum((getattr(one, name) for one in by_day[day]), NOTHING)
            for name in ("paid", "refunded", "fee", "received", "kept")
        }
        fees = sums["kept"] if fees_of_file else sums["fee"]
        dues.append(sums["paid"] - sums["refunded"] - fees)
        running += dues[-1] - sums["received"]
        earned = sum(dues[-FORTNIGHT.days :], NOTHING)
        state = _state(running, earned, bearable)
        yield PayoutDay(
            day, sums["paid"], sums["refunded"], fees, sums["received"], running, state, int(state.is_flagged)
        )


def _state(running: Decimal, earned: Decimal, bearable: Decimal) -> State:
    if abs(running) < CENT:
        return State.SETTLED
    if running > 0:
        return State.LATE if running - max(earned, NOTHING) >= CENT else State.ON_ITS_WAY
    return State.EXCESS if -running - max(bearable, NOTHING) >= CENT else State.EARLIER


def _together(days: Sequence[PayoutDay]) -> PayoutDay:
    added = {
        one.name: sum((getattr(day, one.name) for day in days), NOTHING)
        for one in fields(PayoutDay)
        if one.name in {"paid", "refunded", "fees", "received"}
    }
    flagged = sum(day.flagged_days for day in days)
    return PayoutDay(
        day=days[0].day, running=days[-1].running, state=days[-1].state, flagged_days=flagged, **added
    )
