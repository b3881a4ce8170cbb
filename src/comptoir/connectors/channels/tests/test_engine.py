"""Every origin has one channel, whatever the order of conditions; days count from the first to the last."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from comptoir.connectors.channels.api import (
    DEFAULT_CHANNELS,
    DEFAULTS,
    FIELDS,
    OTHER,
    ChannelRule,
    Channels,
    Origin,
    Words,
    WordsError,
    folded,
)
from comptoir.connectors.channels.said import REFERRED, SAID
from comptoir.connectors.matomo.channels import CHANNELS as OF_MATOMO
from comptoir.entities.columns import TRAFFIC_CHANNELS

DAY = date(2026, 5, 6)
MANY = (
    "",
    "google",
    "CPC",
    "Été",
    "newsletter",
    "ig",
    "shop.example.com",
    "paid_social",
    "Promo marque",
    "sms",
)
VALUES = some.sampled_from(MANY)
ORIGINS = some.tuples(VALUES, VALUES, VALUES, VALUES, VALUES | some.text(max_size=12)).map(
    lambda told: Origin.told(*told[:4], said=told[4])
)
WORDS = some.sampled_from(
    (("google", "ig"), ("*a*",), ("c*", "(none)"), ("*",), ("*.com",), ("example.com",))
)
RULES = some.builds(
    lambda channel, conditions, first, length: ChannelRule(
        channel,
        {name: Words(words) for name, words in conditions.items()},
        first,
        None if length is None else first + timedelta(length),
    ),
    some.sampled_from(TRAFFIC_CHANNELS),
    some.dictionaries(some.sampled_from(FIELDS), WORDS, min_size=1),
    some.dates(date(2026, 1, 1), date(2026, 12, 31)),
    some.none() | some.integers(0, 90),
)
DAYS = some.dates(date(2025, 12, 1), date(2027, 5, 1))


@given(ORIGINS, DAYS, some.lists(RULES, max_size=4))
def test_every_known_origin_has_one_channel_of_the_closed_list(origin, day, rules):
    channel = Channels(rules, DEFAULTS).channel_of(origin, day)
    assert (channel in TRAFFIC_CHANNELS) == origin.is_known
    assert bool(channel) == origin.is_known


@given(ORIGINS, DAYS, some.lists(RULES, max_size=4), some.randoms())
def test_the_order_of_the_conditions_of_a_rule_does_not_matter(origin, day, rules, chance: random.Random):
    turned = []
    for rule in rules:
        conditions = list(rule.conditions.items())
        chance.shuffle(conditions)
        turned.append(ChannelRule(rule.channel, dict(conditions), rule.valid_from, rule.valid_to))
    one, other = Channels(rules, DEFAULTS), Channels(turned, DEFAULTS)
    assert one.channel_of(origin, day) == other.channel_of(origin, day)
    assert one.state() == other.state()


@given(ORIGINS, DAYS, some.lists(RULES, max_size=4))
def test_the_first_rule_that_holds_on_the_day_decides(origin, day, rules):
    """Asked plainly, rule by rule, without spans or memory."""
    values = dict(zip(FIELDS, map(folded, origin.values), strict=True))
    held = [
        rule
        for rule in rules
        if rule.valid_from <= day
        and (rule.valid_to is None or day <= rule.valid_to)
        and all(words.match(values[name]) for name, words in rule.conditions.items())
    ]
    found = Channels(rules, DEFAULTS)
    expected = held[0] if held else DEFAULT_CHANNELS.rule_for(origin, day)
    assert found.rule_for(origin, day) is expected
    assert found.rule_for(origin, found.day_of(found.span_of(day))) is expected


def test_both_the_first_and_the_last_day_are_in():
    rule = ChannelRule("video", {"source": Words(("blog",))}, date(2026, 5, 5), date(2026, 5, 6))
    found = Channels((rule,), DEFAULTS)
    asked = [date(2026, 5, day) for day in (4, 5, 6, 7)]
    told = [found.channel_of(Origin.told("blog", "sms"), day) for day in asked]
    assert told == [OTHER, "video", "video", OTHER]


@pytest.mark.parametrize(
    ("told", "channel"),
    [
        ({"source": "google", "medium": "cpc"}, "paid_search"),
        ({"source": "google", "medium": "cpc", "campaign": "FR Marque"}, "paid_search_brand"),
        ({"source": "google", "medium": "cpc", "campaign": "FR Hors-Marque"}, "paid_search"),
        ({"source": "google", "medium": "cpc", "campaign": "PMax chaises"}, "paid_shopping"),
        ({"source": "google / organic"}, "organic_search"),
        ({"source": "l.facebook.com", "medium": "referral"}, "organic_social"),
        ({"source": "IG", "medium": "paid"}, "paid_social"),
        ({"source": "youtube", "medium": "cpv"}, "video"),
        ({"source": "criteo", "medium": "retargeting"}, "display"),
        ({"source": "awin", "medium": "cpa"}, "affiliates"),
        ({"source": "brevo"}, "email"),
        ({"medium": "Bannière"}, "display"),
        ({"medium": "e-mailing"}, "email"),
        ({"medium": "partenaires"}, "referral"),
        ({"medium": "qrcode"}, OTHER),
        ({"source": "(direct)", "medium": "(none)"}, "direct"),
        ({"referrer": "https://mail.google.com/"}, "email"),
        ({"referrer": "https://www.google.co.uk/search?q=x"}, "organic_search"),
        ({"referrer": "https://x.blog.example/"}, "referral"),
        ({"referrer": "android-app://com.google.android.gm/"}, ""),
        ({"page": "https://a.example/?GCLID=x"}, "paid_search"),
        ({"page": "https://a.example/?msclkid=x"}, "paid_search"),
        ({"page": "https://a.example/?fbclid=x"}, "organic_social"),
        ({"page": "https://a.example/?fbclid=x&utm_source=fb&utm_medium=paid"}, "paid_social"),
        ({"page": "https://a.example/?ttclid=x"}, "paid_social"),
        ({"page": "https://a.example/?awc=x"}, "affiliates"),
        ({"page": "https://a.example/p", "referrer": "https://www.a.example/"}, ""),
        ({"said": "Référencement  naturel"}, "organic_search"),
        ({"said": "typein"}, "direct"),
        ({"said": "Organique : Google"}, "organic_search"),
        ({"said": "referral", "referrer": "pinterest.fr"}, "organic_social"),
        ({"said": "referral"}, "referral"),
    ],
)
def test_default_rules(told: dict[str, str], channel: str) -> None:
    assert DEFAULT_CHANNELS.channel_of(Origin.told(**told), DAY) == channel


def test_the_words_of_tools_are_those_of_the_default_rules():
    assert {*SAID, "referral"} == set(TRAFFIC_CHANNELS)
    for channel, names in {**SAID, "referral": REFERRED, **OF_MATOMO}.items():
        for name in names:
            if not (name.isdigit() or "*" in name):
                assert DEFAULT_CHANNELS.channel_of(Origin.told(said=name), DAY) == channel, name


def test_a_shops_own_channel_keeps_its_name_where_it_may():
    origin = Origin.told(said=" Salon de  Lyon ")
    assert DEFAULT_CHANNELS.channel_of(origin, DAY, keeps_words=True) == "Salon de Lyon"
    assert DEFAULT_CHANNELS.channel_of(origin, DAY) == OTHER


@pytest.mark.parametrize("text", ["a*b", "a" * 101, ", ".join(f"w{n}" for n in range(61))])
def test_words_that_cannot_be_meant(text: str) -> None:
    with pytest.raises(WordsError):
        Words.read(text)


def test_words_as_people_type_them():
    words = Words.read("Google,  google ; *Été*\n paid* , **")
    assert words.listed == ("Google", "*Été*", "paid*", "*")
    assert Words.read("*ete*").match("l'ete indien")
    assert not Words.read("google").match("googlex")
    assert Words.read("example.com").match("shop.example.com")
    assert not Words.read("ample.com").match("example.com")
    assert Words.read("(none)").match("")
    assert not Words.read("*").match("")


@given(some.text(max_size=60))
def test_words_read_back_as_they_are_shown(text):
    try:
        words = Words.read(text)
    except WordsError:
        return
    assert Words.read(words.text) == words


@given(some.text(), some.text(), some.text(), some.text(), some.text())
def test_nothing_that_a_source_writes_breaks_an_origin(source, medium, referrer, page, said):
    origin = Origin.told(source, medium, "", referrer, page, said)
    assert Origin.of_facts(origin.as_facts) == origin
    assert max(map(len, origin.values)) <= 200
