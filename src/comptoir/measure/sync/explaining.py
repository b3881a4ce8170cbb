"""Why an order is not the same on both sides: told where it can be, flagged where not. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from comptoir.connectors.source import Total

CENT = Decimal("0.005")
FARTHEST_ZONE = timedelta(hours=14)
HALF_HOUR = timedelta(minutes=30)
"""Zones lie whole half hours apart, but for three."""


class Difference(StrEnum):
    """What is not the same."""

    MISSING = "missing"
    """At the shop, not here."""
    GONE = "gone"
    """Here, no longer at the shop."""
    AMOUNT = "amount"
    STATUS = "status"
    """One side counts it as sold, the other does not."""
    DAY = "day"


class Reason(StrEnum):
    """Why."""

    REFUSED = "refused"
    """The order, or a line of it, could not become a fact: an import lists it."""
    NOT_READ = "not_read"
    """New or changed at the shop since the last reading."""
    DELETED = "deleted"
    """The shop has it no more, neither on these days nor on those around."""
    STATUS = "status"
    """Read as it is now, and counted otherwise than the shop does."""
    CURRENCY = "currency"
    TAX = "tax"
    """The same without tax."""
    DELIVERY = "delivery"
    """The same without delivery."""
    REFUND = "refund"
    """One side has taken off what was given back."""
    ZONE = "zone"
    """The same minute by the clocks of two time zones."""
    BASIS = "basis"
    """The shop's day is the day of the invoice here."""
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class Refusal:
    """The last time that an order was refused, whole or in part."""

    reason: str
    """A code of files.reasons."""
    run: int
    """Number of the import that lists it."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """What else is known where two sides differ."""

    read_until: datetime | None = None
    """Every change before this instant was read; None while the first reading has not ended."""
    refused: Mapping[str, Refusal] = field(default_factory=dict)
    """By number of the order."""


def kind_of(shop: Total | None, here: Total | None) -> Difference | None:
    """What differs between two sides of an order; None where nothing does that is in a figure."""
    if shop is None or here is None:
        # A basket or a cancelled order that only one side keeps is in no figure.
        told = shop or here
        if told is None or not told.counts:
            return None
        return Difference.GONE if shop is None else Difference.MISSING
    if shop.counts != here.counts:
        return Difference.STATUS
    if not shop.counts:
        return None
    if abs(shop.amount - here.amount) >= CENT or shop.currency != here.currency:
        return Difference.AMOUNT
    return Difference.DAY if shop.day != here.day else None


def reason_of(shop: Total | None, here: Total | None, known: Known) -> Reason:
    """Why two sides differ, the surest reason first."""
    if shop is None:
        return Reason.DELETED
    refusal = known.refused.get(shop.unit)
    if here is None:
        if refusal is not None:
            return Reason.REFUSED
        return Reason.NOT_READ if _is_new(shop, known) else Reason.UNEXPLAINED
    if _is_new(shop, known):
        return Reason.NOT_READ
    if shop.counts != here.counts:
        return Reason.STATUS
    if abs(shop.amount - here.amount) < CENT and shop.currency == here.currency:
        return _reason_of_day(shop, here)
    if refusal is not None and (shop.changed_at is None or refusal.at >= shop.changed_at):
        return Reason.REFUSED
    return _reason_of_amount(shop, here)


def _is_new(shop: Total, known: Known) -> bool:
    told = shop.changed_at or shop.placed_at
    return known.read_until is None or (told is not None and told >= known.read_until)


def _reason_of_amount(shop: Total, here: Total) -> Reason:
    if shop.currency != here.currency:
        return Reason.CURRENCY
    gap = here.amount - shop.amount
    if _explains(gap, shop.tax, here.tax):
        return Reason.TAX
    if _explains(gap, shop.delivery, here.delivery):
        return Reason.DELIVERY
    if shop.refunded and abs(abs(gap) - shop.refunded) < CENT:
        return Reason.REFUND
    return Reason.UNEXPLAINED


def _explains(gap: Decimal, shop: Decimal | None, here: Decimal | None) -> bool:
    """Whether a part of the amount differs by all that the amount does."""
    return shop is not None and here is not None and abs(here - shop - gap) < CENT


def _reason_of_day(shop: Total, here: Total) -> Reason:
    if here.invoice_day == shop.day:
        return Reason.BASIS
    if shop.placed_at is None or here.placed_at is None:
        return Reason.UNEXPLAINED
    apart = abs(shop.placed_at - here.placed_at)
    is_clock = apart <= FARTHEST_ZONE and not apart % HALF_HOUR
    return Reason.ZONE if is_clock else Reason.UNEXPLAINED
