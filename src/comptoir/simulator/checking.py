"""What a scenario must fulfil as a whole, beyond each setting by itself."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo, available_timezones

from comptoir.core.errors import InputError, closest
from comptoir.simulator.market import Campaign, Channel, Mailing
from comptoir.simulator.scenario import Scenario

LEVERS = ("budget", "price", "feed", "mail_pressure", "mail_content", "content", "speed", "promise", "stock")
EVENTS = (
    "soldes_winter",
    "soldes_summer",
    "black_friday",
    "cyber_monday",
    "singles_day",
    "mothers_day",
    "fathers_day",
    "valentine",
    "back_to_school",
    "christmas",
)
KINDS = ("brand", "non_brand", "shopping", "social_prospecting", "social_retargeting")
PLATFORMS = ("google_ads", "meta_ads")
INCIDENTS = ("outage", "tracking")


def check(scenario: Scenario, source: str) -> None:
    if len(scenario.season.months) != 12 or len(scenario.season.weekdays) != 7:
        raise InputError(
            f"{source}: season needs 12 months and 7 weekdays.", "January and Monday come first."
        )
    if scenario.timezone not in available_timezones():
        raise InputError(f"{source}: no time zone {scenario.timezone}.", "For instance Europe/Paris.")
    ZoneInfo(scenario.timezone)
    if not scenario.channels:
        raise InputError(f"{source}: no channels.", advice="Add at least one under « channels: ».")
    if scenario.goods.products < 2:
        raise InputError(f"{source}: goods: products is {scenario.goods.products}.", "At least 2.")
    _among(source, "event", scenario.season.events, EVENTS)
    _among(source, "event", (one.event for one in scenario.promotions if one.event), EVENTS)
    _among(source, "lever", (one.lever for one in scenario.changes), LEVERS)
    _among(source, "incident", (one.kind for one in scenario.incidents), INCIDENTS)
    _among(source, "kind of campaign", (one.kind for one in scenario.campaigns), KINDS)
    _among(source, "platform", (one.platform for one in scenario.campaigns), PLATFORMS)
    sources: list[Channel | Campaign | Mailing] = [
        *scenario.channels,
        *scenario.campaigns,
        scenario.mailing,
    ]
    names = [one.name for one in scenario.campaigns]
    _among(
        source,
        "campaign",
        (one.target for one in scenario.changes if one.lever == "budget" and one.target),
        names,
    )
    _sum(source, "share of sessions", [one.share for one in sources])
    if scenario.customers.orders_a_year:
        _sum(source, "known customers' orders", [one.known for one in sources])
    _sum(source, "odds of payments", [one.odds for one in scenario.payments])
    if sum(one.share for one in scenario.marketplaces) >= 1:
        raise InputError(f"{source}: marketplaces have all orders.", "Their shares together stay below 1.")


def _among(source: str, what: str, given: Iterable[str], known: Iterable[str]) -> None:
    allowed = list(known)
    for one in given:
        if one not in allowed:
            near = closest(one, allowed)
            advice = f"Did you mean {near}?" if near else ""
            raise InputError(f"{source}: no {what} {one}.", f"Known: {', '.join(allowed)}.", advice)


def _sum(source: str, what: str, shares: list[float]) -> None:
    if abs(sum(shares) - 1) > 1e-6:
        raise InputError(
            f"{source}: {what} sum to {sum(shares):g}.", "Together they make 1.", "Correct a share."
        )
