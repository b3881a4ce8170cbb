"""Sessions made up from events: exact against a count by hand over the raw events."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from comptoir.measure.choices.api import Choices
from comptoir.measure.metrics.inputs import session_digests
from comptoir.measure.metrics.rollups import build_all
from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import ask, figures
from comptoir.measure.metrics.visits import sessions

STEPS = ("view_item", "add_to_cart", "begin_checkout", "purchase")
COUNTS = "site_sessions,product_sessions,cart_sessions,checkout_sessions,purchase_sessions"


def event(number, moment, session, name="page_view", **more):
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return {
        "event_id": str(number),
        "day": at.date().isoformat(),
        "happened_at": at,
        "session_id": session,
        "name": name,
        **more,
    }


def test_a_session_has_the_day_the_page_and_the_channel_it_began_with():
    facts = MemoryFacts(
        event=[
            event(2, "2026-01-31T23:58:00", "a", page="/lampe", traffic_channel="email", device="phone"),
            event(1, "2026-01-31T23:58:00", "a", page="/", device="phone"),
            event(3, "2026-02-01T00:02:00", "a", "add_to_cart", traffic_channel="direct"),
            event(4, "2026-02-01T10:00:00", "b", "purchase", device="desktop"),
            event(5, "2026-02-01T11:00:00", None, "view_item"),
        ]
    )
    # Two events at one second: that of the smaller identifier came first; a channel is the first one told.
    assert figures(ask(facts, COUNTS, by="landing_page,traffic_channel,device", grain="day")) == [
        ("2026-01-31", "/", "email", "phone", 1, 1, 1, 0, 0),
        ("2026-02-01", None, None, "desktop", 1, 1, 1, 1, 1),
    ]
    rates = ask(facts, "session_conversion_rate", "2026-01-31/2026-02-01")
    assert figures(rates) == [("2026-01-31", "0.500000")]


def test_an_event_without_consent_takes_the_person_out_of_its_session():
    person = {"visitor_id": "v", "customer_key": 7, "order_id": "1"}
    facts = MemoryFacts(
        event=[
            event(1, "2026-01-05T10:00:00", "a", **person),
            event(2, "2026-01-05T10:01:00", "a", consent_basis="exempt"),
            event(3, "2026-01-05T10:00:00", "b", **person),
        ]
    )
    found = facts.arrow(sessions(facts).order_by("session_id")).to_pylist()
    told = [(one["consent_basis"], one["visitor_id"], one["customer_key"], one["order_id"]) for one in found]
    assert told == [("exempt", None, None, None), ("consent", "v", 7, "1")]


def test_a_session_told_as_such_is_not_made_up_again_from_its_events():
    told = {"session_id": "a", "day": "2026-01-05", "added_to_cart": True}
    facts = MemoryFacts(
        session=[told],
        event=[event(1, "2026-01-05T10:00:00", "a", "purchase"), event(2, "2026-01-05T10:00:00", "b")],
    )
    assert figures(ask(facts, COUNTS)) == [("2026-01-05", 2, 1, 1, 0, 0)]


def test_two_tools_that_measure_the_same_days_are_never_added():
    told = [
        {"session_id": "a", "day": "2026-01-05"},
        {"session_id": "a", "day": "2026-01-05", "source": "other"},
        {"session_id": "b", "day": "2026-01-06", "source": "other"},
    ]
    facts = MemoryFacts(session=told)
    assert figures(ask(facts, "site_sessions")) == [("2026-01-05", 2)]
    chosen = MemoryFacts(choices=Choices(audience_source="site"), session=told)
    assert figures(ask(chosen, "site_sessions")) == [("2026-01-05", 1)]


def random_events(seed, count):
    """Of sessions that cross midnight and the ends of months, in any order."""
    chance = random.Random(seed)
    start = datetime(2025, 12, 20, tzinfo=UTC)
    begun = [start + timedelta(minutes=chance.randrange(60 * 24 * 50)) for _ in range(count // 4)]
    for number in range(count):
        session = chance.randrange(len(begun))
        at = begun[session] + timedelta(seconds=chance.randrange(5400))
        yield event(
            number,
            at.replace(tzinfo=None).isoformat(),
            f"s{session}",
            chance.choice(("page_view", "page_view", *STEPS)),
            page=chance.choice(("/", "/a", "/b", None)),
            device=chance.choice(("phone", "desktop")),
            traffic_channel=chance.choice(("email", "direct", None)),
            source=("site", "shop")[session % 2],
        )


def by_hand(events):
    """Steps reached by (day, channel, device, page, source), one session at a time."""
    of: dict = {}
    for one in sorted(events, key=lambda one: (one["happened_at"], one["event_id"])):
        of.setdefault((one["source"], one["session_id"]), []).append(one)
    counted: dict = {}
    for (source, _session), rows in of.items():
        first = {
            name: next((row[name] for row in rows if row[name] is not None), None)
            for name in ("traffic_channel", "device", "page")
        }
        furthest = max((STEPS.index(row["name"]) + 1 if row["name"] in STEPS else 0) for row in rows)
        key = (rows[0]["day"], first["traffic_channel"], first["device"], first["page"], source)
        counts = counted.setdefault(key, [0] * 5)
        for step in range(furthest + 1):
            counts[step] += 1
    return {key: tuple(counts) for key, counts in counted.items()}


@pytest.mark.parametrize("is_rolled_up", [False, True])
def test_the_rollup_counts_what_the_raw_events_hold(is_rolled_up):
    events = list(random_events(5, 2_000))
    facts = MemoryFacts(is_rolled_up=is_rolled_up, event=events)
    by = "traffic_channel,device,landing_page,source"
    found = figures(ask(facts, COUNTS, by=by, grain="day"))
    assert {row[:5]: row[5:] for row in found} == by_hand(events)
    if is_rolled_up:
        assert {"session_by_day", "session_by_landing"} <= set(build_all(facts, facts.profile.facts))


def test_months_made_anew_alone_hold_the_sessions_that_begin_in_them():
    events = list(random_events(6, 400))
    facts = MemoryFacts(event=events)
    every = facts.arrow(sessions(facts)).to_pylist()
    for month in ("2025-12", "2026-01", "2026-02"):
        own = facts.arrow(sessions(facts, {month})).to_pylist()
        assert len(own) == sum(one["month"] == month for one in every) > 0
        assert {one["session_id"] for one in own} == {
            one["session_id"] for one in every if one["month"] == month
        }


def test_a_month_depends_on_the_events_of_the_months_beside_it_and_of_no_other():
    months = [f"2026-{n:02}" for n in range(1, 7)]
    before = session_digests({"event": dict.fromkeys(months, "x")})
    after = session_digests({"event": dict.fromkeys(months, "x") | {"2026-05": "y"}})
    assert {month for month in months if before[month] != after[month]} == {"2026-04", "2026-05", "2026-06"}
