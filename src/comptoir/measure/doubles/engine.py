"""Which orders of two sources are the same, and which source counts. Pure: numbers in, verdicts out.

A number of an order alone proves nothing: two shops may both count from 1. Two parts of the sources (a source and one
of its sales channels) are taken for the same orders only where numbers, days and amounts agree for most.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from comptoir.measure.costs.api import SITE

NEAR_DAYS = 2
"""Days between which one order may be dated by two tools: clocks of two time zones, an export that tells of the day of
payment."""
AMOUNT_SHARE = Decimal("0.01")
AMOUNT_LEAST = Decimal("0.05")
"""What two tools may differ by on an order without tax, before shipping: prices with tax are divided by line, and
rounded by line or by order."""
ENOUGH = 3
"""Orders that must agree: that three numbers, days and amounts agree by chance happens to nobody."""
MOST = Decimal("0.8")
FEW = Decimal("0.2")
SHARE = Decimal("0.5")
"""Of the orders of the smaller one, on the days that both know."""

PREFIX_SHARE = Decimal("0.9")
"""Of the numbers of a part: a few orders of another kind do not hide what the others have in common."""

SPACES = " \t\r\n\u00a0\u202f"
SIGNS = r"^#+"
PREFIX = r"^([^0-9]+)[0-9]"
ZEROS = r"^0+([0-9])"


class Verdict(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Reason(StrEnum):
    AGREE = "agree"
    """Numbers, days and amounts agree."""
    COLLIDE = "collide"
    """The same numbers, other days and amounts."""
    FEW = "few"
    """Too few to tell."""
    AMOUNTS = "amounts"
    """Numbers and days agree, amounts do not."""
    DAYS = "days"
    """Numbers and amounts agree, days do not."""
    SHARE = "share"
    """What is in common agrees, but most of either is not in common."""
    MIXED = "mixed"
    """Some agree, some do not."""
    SAID = "said"
    """A person said so."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two parts have in common."""

    orders: int
    other_orders: int
    """On the days that both know."""
    numbers: int
    """Numbers that both have."""
    near: int
    """Of these, on days next to each other."""
    weighed: int
    """Of these numbers, those with an amount on either side."""
    alike: int
    """Of these, of the same amount."""
    agreeing: int
    """Of these, near as well."""


@dataclass(frozen=True, slots=True)
class Judgement:
    verdict: Verdict
    reason: Reason


def plain(number: str) -> str:
    """Without what tools write around a number: spaces, a leading #, capitals."""
    bare = number.lower().translate(dict.fromkeys(map(ord, SPACES)))
    return re.sub(SIGNS, "", bare)


def prefix(numbers: Collection[str]) -> str:
    """The letters that nearly every number of a part begins with, as a tool puts them before its own count."""
    found = Counter(match[1] for one in numbers if (match := re.match(PREFIX, plain(one))))
    if not found:
        return ""
    most = max(found.values())
    common = min(one for one, count in found.items() if count == most)
    return common if _share(most, len(numbers)) >= PREFIX_SHARE else ""


def key(number: str, shared_prefix: str) -> str:
    """By which the number is found at another source: zeros that fill it up do not count either."""
    bare = plain(number)
    match = re.match(PREFIX, bare)
    rest = bare[len(match[1]) :] if match and match[1] == shared_prefix else bare
    return re.sub(ZEROS, r"\1", rest)


def keys(numbers: Mapping[str, str]) -> dict[str, str]:
    """Number -> key, of the numbers of one source with their channels. Numbers that would share a key have none: two
    orders of a source never become one."""
    channels = {channel: [one for one in numbers if numbers[one] == channel] for channel in numbers.values()}
    shared = {channel: prefix(own) for channel, own in channels.items()}
    found = {number: key(number, shared[channel]) for number, channel in numbers.items()}
    count = Counter(found.values())
    return {number: one for number, one in found.items() if one and count[one] == 1}


def amounts_agree(one: Decimal, other: Decimal) -> bool:
    largest = max(abs(one), abs(other))
    return largest > 0 and abs(one - other) <= max(AMOUNT_LEAST, largest * AMOUNT_SHARE)


def judged(found: Evidence) -> Judgement:
    """Whether the two parts are the same orders. Where it cannot be told, it is not: a person is asked."""
    agreeing, alike = _share(found.agreeing, found.weighed), _share(found.alike, found.weighed)
    near = _share(found.near, found.numbers)
    in_common = _share(found.near, min(found.orders, found.other_orders))
    if found.agreeing >= ENOUGH and agreeing >= MOST:
        if in_common >= SHARE:
            return Judgement(Verdict.SAME, Reason.AGREE)
        return Judgement(Verdict.UNSURE, Reason.SHARE)
    if agreeing <= FEW and near <= SHARE and alike <= SHARE:
        return Judgement(Verdict.DIFFERENT, Reason.COLLIDE)
    if found.numbers < ENOUGH:
        return Judgement(Verdict.UNSURE, Reason.FEW)
    if near >= MOST and agreeing <= FEW:
        return Judgement(Verdict.UNSURE, Reason.AMOUNTS)
    if alike >= MOST and agreeing <= FEW:
        return Judgement(Verdict.UNSURE, Reason.DAYS)
    return Judgement(Verdict.UNSURE, Reason.MIXED)


def _share(part: int, whole: int) -> Decimal:
    return Decimal(part) / whole if whole else Decimal(0)


def common_channel(channels: Iterable[str]) -> str:
    """The sales channel that several parts speak of: a shop that is told of a marketplace's order may call it its own,
    so the marketplace's name wins."""
    return min((one for one in channels if one != SITE), default=SITE)


@dataclass(frozen=True, slots=True)
class Known:
    """A source of orders."""

    source: str
    first_day: date
    has_interface: bool
    """Whether it is read from an interface: what changes there later is read again, in a file it is not."""


def ranked(sources: Iterable[Known], master: str = "") -> list[str]:
    """The sources, the one that counts first: the master that was named, then interfaces before files, then the one
    that knows the older orders."""
    in_order = sorted(
        sources, key=lambda one: (one.source != master, not one.has_interface, one.first_day, one.source)
    )
    return [one.source for one in in_order]


type Pair = tuple[str, str, str, str]
"""Source, its channel, the other source, its channel: the sources in order of their names."""


@dataclass(frozen=True, slots=True)
class Sayings:
    """What persons have said."""

    masters: Mapping[str, str]
    """Sales channel -> source."""
    pairs: Mapping[tuple[str, str, str], Verdict]
    """(channel, source, other), the sources in order of their names -> same or different."""


def decided(channel: str, pair: Pair, found: Evidence, sayings: Sayings) -> Judgement:
    """What a person said, else what the figures say."""
    said = sayings.pairs.get((channel, pair[0], pair[2]))
    return Judgement(said, Reason.SAID) if said is not None else judged(found)
