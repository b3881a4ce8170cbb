"""Who credits a campaign with sales, the closest to the campaign first. Net sales without tax, after returns. Heavy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from comptoir.core.periods import Period

if TYPE_CHECKING:
    from comptoir.decide.findings.api import Facts


class CreditedBy(StrEnum):
    AUDIENCE = "audience"
    """The audience tool, for the campaign's name."""
    PLATFORM = "platform"
    """The advertising platform credits itself."""
    LEVER = "lever"
    """Orders of its traffic channel: known for all its campaigns together, shared by spend."""


@dataclass(frozen=True, slots=True)
class Spent:
    """One campaign over the period."""

    source: str
    name: str
    channel: str
    """Traffic channel that most of its spend is of."""
    spend: Decimal
    platform_ratio: Decimal | None
    """Sales that the platform credits itself with / spend."""

    @property
    def key(self) -> str:
        return f"{self.source}:{self.name}"


@dataclass(frozen=True, slots=True)
class Credit:
    sales: Decimal
    by: CreditedBy


def campaigns(facts: "Facts", period: Period) -> tuple[Spent, ...]:
    """LackingError where no advertising is loaded."""
    facts.ask(("ad_spend",), period)
    rows = facts.loosely(
        ("ad_spend", "roas_platform"), period, ("source", "campaign", "traffic_channel")
    ).rows
    found: dict[tuple[str, str], list[Spent]] = {}
    for row in rows:
        spend, ratio = row.values.get("ad_spend"), row.values.get("roas_platform")
        if not spend:
            continue
        source, name = row.dimensions["source"] or "", row.dimensions["campaign"] or ""
        channel = row.dimensions["traffic_channel"] or ""
        part = Spent(source, name, channel, Decimal(spend), None if ratio is None else Decimal(ratio))
        found.setdefault((source, name), []).append(part)
    return tuple(_joined(parts) for parts in found.values())


def _joined(parts: Sequence[Spent]) -> Spent:
    """A campaign of several channels is of the one that it spends most in."""
    first = max(parts, key=lambda part: part.spend)
    spend = sum((part.spend for part in parts), Decimal(0))
    known = [part for part in parts if part.platform_ratio is not None]
    sold = sum((part.spend * (part.platform_ratio or 0) for part in known), Decimal(0))
    return Spent(first.source, first.name, first.channel, spend, sold / spend if known else None)


def credited(facts: "Facts", period: Period, found: Sequence[Spent]) -> Mapping[str, Credit]:
    """By key of the campaign; those that nobody credits are missing."""
    kept = _kept_of_sales(facts, period)
    seen = _seen(facts, period)
    tool = _by_campaign(facts, period)
    levers = _by_lever(facts, period, kept, seen)
    spent: dict[str, Decimal] = {}
    names: dict[str, int] = {}
    for one in found:
        spent[one.channel] = spent.get(one.channel, Decimal(0)) + one.spend
        names[one.name] = names.get(one.name, 0) + 1
    told: dict[str, Credit] = {}
    for one in found:
        # A name that two platforms use does not tell which of them brought the visit.
        if one.name in tool and names[one.name] == 1:
            told[one.key] = Credit(tool[one.name] / seen * kept, CreditedBy.AUDIENCE)
        elif one.platform_ratio is not None:
            told[one.key] = Credit(one.platform_ratio * one.spend * kept, CreditedBy.PLATFORM)
        elif one.channel in levers:
            told[one.key] = Credit(levers[one.channel] * one.spend / spent[one.channel], CreditedBy.LEVER)
    return told


def new_shares(facts: "Facts", period: Period) -> Mapping[str, Decimal]:
    """By traffic channel of the orders."""
    result = facts.loosely(("new_customer_share",), period, ("traffic_channel",))
    return {
        name: Decimal(value)
        for row in result.rows
        if (name := row.dimensions["traffic_channel"])
        and (value := row.values.get("new_customer_share")) is not None
    }


def _kept_of_sales(facts: "Facts", period: Period) -> Decimal:
    """What returns leave of the sales ordered."""
    values = facts.loosely(("net_sales", "demand_sales"), period).total.values
    ordered, net = values.get("demand_sales"), values.get("net_sales")
    return Decimal(net) / Decimal(ordered) if ordered and net is not None else Decimal(1)


def _seen(facts: "Facts", period: Period) -> Decimal:
    """The share of orders that the audience tool sees; 1 where nobody knows."""
    found = facts.loosely(("tracking_coverage",), period).total.values.get("tracking_coverage")
    return min(Decimal(found), Decimal(1)) if found else Decimal(1)


def _by_campaign(facts: "Facts", period: Period) -> Mapping[str, Decimal]:
    rows = facts.loosely(("attributed_sales", "sessions"), period, ("campaign",)).rows
    return {
        name: Decimal(value)
        for row in rows
        if (name := row.dimensions["campaign"])
        and (value := row.values.get("attributed_sales")) is not None
        and row.values.get("sessions")
    }


def _by_lever(facts: "Facts", period: Period, kept: Decimal, seen: Decimal) -> Mapping[str, Decimal]:
    """Net sales of the orders whose channel the shop knows; else what the audience tool credits to the channel."""
    tool = facts.loosely(("attributed_sales",), period, ("traffic_channel",)).rows
    found = {
        name: Decimal(value) / seen * kept
        for row in tool
        if (name := row.dimensions["traffic_channel"])
        and (value := row.values.get("attributed_sales")) is not None
    }
    orders = facts.loosely(("net_sales",), period, ("traffic_channel",)).rows
    return found | {
        name: Decimal(value)
        for row in orders
        if (name := row.dimensions["traffic_channel"]) and (value := row.values.get("net_sales"))
    }
