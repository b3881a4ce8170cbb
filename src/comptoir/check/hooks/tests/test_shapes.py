"""Slack, Teams and the signature: nothing escapes its place, nothing is longer than the receiver takes."""

import base64
import hashlib
import hmac
import json
from datetime import datetime, time, timedelta
from html import unescape
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from comptoir.check.hooks import slack as slack_shape
from comptoir.check.hooks import teams as teams_shape
from comptoir.check.hooks.messages import Item, Message, shortened
from comptoir.check.hooks.quiet import Hours, free_from
from comptoir.check.hooks.signing import new_secret, signature, signature_headers

NASTY = st.text(st.sampled_from("&<>*|!@[]()_`~{}\\\"'\n é€😀a"), max_size=80)
LONG = st.builds(
    lambda text, times: text * times, st.sampled_from(["<&>", "é", "😀*", "word "]), st.integers(0, 4000)
)
TEXTS = NASTY | LONG
LINKS = st.sampled_from(
    ["", "https://c.example/a?b=1&c=2", "https://c.example/a|b>c", "https://c.example/" + "x" * 3000]
)
MESSAGES = st.builds(
    Message,
    title=TEXTS,
    sentences=st.lists(TEXTS, max_size=6).map(tuple),
    items=st.lists(st.builds(Item, TEXTS, TEXTS, LINKS), max_size=70).map(tuple),
    link=LINKS,
    link_label=TEXTS,
)


def more(count: int) -> str:
    return f"{count} <more>"


@given(TEXTS, st.integers(10, 3000))
def test_slack_escapes_and_cuts_between_letters(text: str, longest: int) -> None:
    shown = slack_shape.escaped(text, longest)
    assert len(shown) <= longest
    assert not set(shown) & {"<", ">"}
    assert shown.count("&") == shown.count("&amp;") + shown.count("&lt;") + shown.count("&gt;")
    whole = unescape(shown) if "&" in shown else shown
    assert whole == text or text.startswith(whole.removesuffix("…").rstrip())


@given(MESSAGES)
def test_a_message_to_slack_keeps_every_bound(message: Message) -> None:
    made = slack_shape.slack(message, more)
    texts = [block["text"]["text"] for block in made["blocks"]]
    assert 1 <= len(texts) <= 50
    assert all(0 < len(text) <= 3000 for text in [*texts, made["text"] or "-"])
    assert sum(map(len, texts)) <= slack_shape.ALL
    for text in texts:
        # What opens a bracket is a link of ours, and nothing else.
        for part in text.split("<")[1:]:
            address, _pipe, label = part.partition("|")
            assert address.startswith("https://c.example/")
            assert label.count(">") == 1
    shown = sum(text.startswith("• ") for text in texts)
    assert shown == len(message.items) or any("&lt;more&gt;" in text for text in texts)


def test_slack_says_how_many_lines_were_left_out() -> None:
    message = Message(
        "Title", ("One", "Two"), tuple(Item(f"line {n}") for n in range(100)), "https://c.example", "Open"
    )
    texts = [block["text"]["text"] for block in slack_shape.slack(message, more)["blocks"]]
    assert texts[0] == "*Title*"
    assert texts[1:4] == ["One", "Two", "• line 0"]
    assert texts[-1] == "<https://c.example|Open>"
    assert len(texts) == 50
    assert texts[-2] == f"{100 - 45} &lt;more&gt;"


def runs(made: dict) -> list[str]:
    body = made["attachments"][0]["content"]["body"]
    return ["".join(run["text"] for run in block["inlines"]) for block in body]


@given(MESSAGES)
def test_a_card_for_teams_keeps_its_bound_and_has_no_markup(message: Message) -> None:
    made = teams_shape.teams(message, more)
    sent = json.dumps(made, ensure_ascii=False).encode()
    assert len(sent) <= teams_shape.BYTES
    [attachment] = made["attachments"]
    card = attachment["content"]
    assert (made["type"], attachment["contentType"]) == ("message", "application/vnd.microsoft.card.adaptive")
    assert (card["type"], card["version"]) == ("AdaptiveCard", "1.4")
    assert {block["type"] for block in card["body"]} == {"RichTextBlock"}
    assert {run["type"] for block in card["body"] for run in block["inlines"]} == {"TextRun"}
    lines = 1 + len(message.sentences) + len(message.items)
    told = runs(made)
    assert len(told) == lines or told[-1].endswith("<more>")


def test_teams_says_how_many_lines_were_left_out() -> None:
    message = Message("Title", items=tuple(Item("word " * 100) for _ in range(100)))
    told = runs(teams_shape.teams(message, more))
    assert told[-1] == f"{100 - (len(told) - 2)} <more>"
    assert 10 < len(told) < 60


@given(MESSAGES)
def test_a_message_comes_back_as_it_was_kept(message: Message) -> None:
    assert Message.from_json(json.loads(json.dumps(message.to_json()))) == message


def test_a_text_is_cut_with_a_sign() -> None:
    assert shortened("abcdef", 6) == "abcdef"
    assert shortened("abc def", 5) == "abc…"


def test_the_signature_is_that_of_the_convention() -> None:
    """The example of the specification: its secret, id, instant and body give its signature."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'
    made = signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_two_secrets_sign_side_by_side() -> None:
    new, old = new_secret(), new_secret()
    assert len(base64.b64decode(new.removeprefix("whsec_"))) == 32
    headers = signature_headers([new, old], "msg_1", 7, b"{}")
    first, second = headers["webhook-signature"].split(" ")
    assert first == signature(new, "msg_1", 7, b"{}") != second == signature(old, "msg_1", 7, b"{}")
    key = base64.b64decode(old.removeprefix("whsec_"))
    assert second == "v1," + base64.b64encode(hmac.digest(key, b"msg_1.7.{}", hashlib.sha256)).decode()


TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))
HOURS = st.builds(Hours, TIMES, TIMES) | st.just(Hours())
PARIS = ZoneInfo("Europe/Paris")
INSTANTS = st.builds(
    lambda minutes: datetime(2026, 1, 1, tzinfo=PARIS) + timedelta(minutes=minutes), st.integers(0, 525_600)
)


@given(INSTANTS, HOURS, HOURS)
def test_what_waits_leaves_at_the_first_instant_outside_all_quiet_hours(
    local: datetime, own: Hours, companys: Hours
) -> None:
    free = free_from(local, (own, companys))
    assert free >= local
    if free == local + timedelta(days=1):
        return
    assert not own.hold(free.time())
    assert not companys.hold(free.time())
    minute = local
    while minute < free:
        assert own.hold(minute.time()) or companys.hold(minute.time())
        minute += timedelta(minutes=30)


def test_hours_that_leave_nothing_free_wait_a_day() -> None:
    local = datetime(2026, 6, 29, 9, tzinfo=ZoneInfo("Europe/Paris"))
    both = (Hours(time(8), time(20)), Hours(time(20), time(8)))
    assert free_from(local, both) == local + timedelta(days=1)
    assert free_from(local, (Hours(time(8), time(20)),)) == local.replace(hour=20)
