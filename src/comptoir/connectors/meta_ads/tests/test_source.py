"""An ad account on loopback that answers as the documentation says."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.meta_ads.exports import LAYOUTS
from comptoir.connectors.meta_ads.mapping import PURCHASES, attribution, campaigns
from comptoir.connectors.meta_ads.source import SOURCE
from comptoir.connectors.meta_ads.tests.account import TOKEN, Account, open_account, refused
from comptoir.connectors.meta_ads.usage import Usage, usage
from comptoir.connectors.source import (
    Opening,
    PermanentError,
    Rate,
    ReadContext,
    Reader,
    Record,
    TransientError,
)
from comptoir.connectors.tests.door import read, written
from comptoir.connectors.tests.loopback import Loopback, Reply

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
CONTEXT = ReadContext("meta_ads", "EUR", "Europe/Paris", date(2026, 11, 22))
RATE = Rate(per_second=1e6, retries=2)


@pytest.fixture(autouse=True)
def in_english(settings) -> Iterator[None]:
    settings.ALLOW_PRIVATE_ADDRESSES = True
    with override("en"):
        yield


@pytest.fixture
def account() -> Account:
    return Account()


@pytest.fixture
def server(account, monkeypatch) -> Iterator[Loopback]:
    with open_account(account, monkeypatch) as opened:
        yield opened


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def opened(server, pauses) -> Callable[..., Reader]:
    def opening(rate: Rate = RATE, **values: str) -> Reader:
        given = {"account": "act_77", "token": TOKEN, **values}
        return SOURCE.opened(Opening(given, "Europe/Paris", rate, pauses.append))

    return opening


def records(reader: Reader, since: datetime | None = None) -> list[Record]:
    return [record for page in reader.pages("campaigns", since, NOW) for record in page.records]


def test_every_day_once_with_its_campaigns(opened, account) -> None:
    pages = list(opened().pages("campaigns", datetime(2026, 9, 20, 12, tzinfo=UTC), NOW))
    rows = campaigns([record for page in pages for record in page.records], CONTEXT)
    assert rows.read == pages[0].total == 64
    assert len(rows.units["ad_spend"]) == 2 * 64
    assert rows.refused == []
    by_key = {(row["day"], row["campaign_id"]): row for row in rows.tables["ad_spend"]}
    assert len(by_key) == 2 * (53 - 2)
    noel, soap = by_key[date(2026, 10, 25), "1201"], by_key[date(2026, 10, 25), "1202"]
    assert (noel["impressions"], noel["clicks"], noel["spend_amount"]) == (1000, 12, Decimal(10))
    assert (noel["credited_orders"], noel["credited_by"]) == (Decimal(3), "7-day click or 1-day view")
    assert (soap["clicks"], soap["spend_amount"], soap["credited_orders"]) == (0, Decimal("25.07"), None)
    assert {("77", date(2026, 10, 13)), ("", date(2026, 10, 13))} <= rows.units["ad_spend"]


def test_days_are_those_of_the_accounts_clock_and_today_is_read_again(opened) -> None:
    *_before, page = opened().pages("campaigns", datetime(2026, 11, 21, 3, tzinfo=UTC), NOW)
    # In New York it is still the 20th.
    assert [record["day"] for record in page.records] == ["2026-11-20", "2026-11-21", "2026-11-22"]
    assert page.reached == datetime(2026, 11, 22, 5, tzinfo=UTC)


def test_the_first_reading_goes_back_three_years(opened, account) -> None:
    assert records(opened())[0]["day"] == account.ranges[0][0] == "2023-11-23"


def test_the_token_is_in_no_address(opened, server) -> None:
    reader = opened()
    reader.test()
    records(reader, datetime(2026, 11, 1, tzinfo=UTC))
    assert len(server.asked) > 5
    for asked in server.asked:
        assert TOKEN not in asked.path + str(asked.parameters)
        assert asked.headers["authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize("most", [1, 5, 30])
def test_less_is_asked_where_it_is_too_much(opened, account, most) -> None:
    account.most_days = most
    account.page = 500
    told = records(opened(), datetime(2026, 9, 25, 12, tzinfo=UTC))
    assert [record["day"] for record in told] == sorted({record["day"] for record in told})
    assert len(told) == 59
    assert sum(len(record["rows"]) for record in told) == 2 * (53 - 2)


def test_a_single_day_that_is_too_much_waits_for_the_next_run(opened, account) -> None:
    account.most_days = 0
    with pytest.raises(TransientError, match="not even for one day"):
        records(opened(), datetime(2026, 11, 20, 12, tzinfo=UTC))


def test_the_name_of_the_account_proves_the_token(opened) -> None:
    assert {opened(account=text).test() for text in ("77", " act_77", "ACT_77", "7-7")} == {"Maison Savon"}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"token": "EAAold"}, "generate a new token with ads_read"),
        ({"account": "8"}, "Assign the ad account to the system user"),
        ({"account": "act_9"}, "Check its number in Ads Manager"),
        ({"account": "Maison Savon"}, "no number of an ad account"),
        ({"account": ""}, "no number of an ad account"),
        ({"account": "٣"}, "no number of an ad account"),
    ],
)
def test_refusals_say_what_to_do(opened, values: dict[str, str], sentence: str) -> None:
    with pytest.raises(PermanentError, match=sentence):
        opened(**values).test()


@pytest.mark.parametrize(
    "reply",
    [
        refused(4, "(#4) Application request limit reached", 1504022),
        refused(17, "User request limit reached", 2446079),
        refused(613, "There have been too many calls from this ad-account.", 1487742),
        refused(80000, "There have been too many calls from this ad-account.", 2446079),
        refused(
            2, "An unexpected error has occurred. Please retry your request later.", 0, 500, is_transient=True
        ),
        refused(2635 * 10, "Something new", is_transient=True),
        Reply(503, b"<html>Sorry", {"Retry-After": "0"}),
    ],
)
def test_a_busy_meta_is_asked_again_and_then_left_alone(opened, server, reply) -> None:
    server.first += [reply] * 2
    assert opened().test() == "Maison Savon"
    server.first += [reply] * 3
    with pytest.raises(TransientError, match="next run"):
        opened().test()


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        (refused(100, "(#100) reach is not valid for fields param"), "reach is not valid"),
        (refused(2635, "You are calling a deprecated version of the Ads API."), "Update Comptoir"),
        (Reply(200, b'{"data": {}}'), "another form"),
        (Reply(200, b'{"data": [], "paging": {"next": "https://evil.example/"}}'), "another form"),
        (Reply(200, b'{"data": [{"date_start": "2026-11-20", "date_stop": "2026-11-21"}]}'), "another form"),
        (Reply(200, b"[]"), "Meta answers"),
    ],
)
def test_what_waiting_does_not_mend_is_told(opened, server, reply, sentence) -> None:
    reader = opened()
    reader.test()
    list(reader.pages("campaigns", datetime(2026, 11, 22, 6, tzinfo=UTC), NOW))
    server.first.append(reply)
    with pytest.raises(PermanentError, match=sentence):
        records(reader, datetime(2026, 11, 21, 6, tzinfo=UTC))


def test_a_token_that_meta_repeats_is_not_told_on(opened, server) -> None:
    server.first.append(refused(190, f"Malformed access token {TOKEN}"))
    with pytest.raises(PermanentError) as caught:
        opened().test()
    assert TOKEN not in str(caught.value)
    assert "Malformed access token …" in str(caught.value)


def test_what_meta_says_of_its_limits_is_heeded(opened, account, server, pauses) -> None:
    throttle = json.dumps(
        {"app_id_util_pct": 0, "acc_id_util_pct": 87.5, "ads_api_access_tier": "standard_access"}
    )
    account.headers = {"X-FB-Ads-Insights-Throttle": throttle}
    reader = opened()
    reader.test()
    assert pauses == []
    records(reader, datetime(2026, 11, 21, 12, tzinfo=UTC))
    assert pauses
    assert set(pauses) == {30.0}
    # Eleven minutes are more than a reading waits.
    used = json.dumps(
        {"77": [{"type": "ads_insights", "call_count": 100, "estimated_time_to_regain_access": 11}]}
    )
    server.first.append(refused(80000, "Too many calls", headers={"X-Business-Use-Case-Usage": used}))
    asked = len(server.asked)
    with pytest.raises(TransientError, match="Too many calls"):
        opened().test()
    assert len(server.asked) == asked + 1


NUMBERS = st.dictionaries(
    st.sampled_from(["call_count", "estimated_time_to_regain_access"]),
    st.none() | st.floats() | st.text(max_size=3),
)


@settings(max_examples=20, deadline=None)
@given(NUMBERS | st.lists(NUMBERS) | st.dictionaries(st.just("77"), st.lists(NUMBERS)))
def test_any_header_is_read(value: Any) -> None:
    found = usage({"x-app-usage": json.dumps(value), "x-ad-account-usage": str(value)})
    assert found.pause(60.0) <= 60.0


def test_the_scarcest_counts() -> None:
    header = '{"1": [{"call_count": 3, "total_time": 120, "estimated_time_to_regain_access": 2}]}'
    assert usage({"x-business-use-case-usage": header, "x-app-usage": '{"call_count": 9}'}) == Usage(
        120.0, 120.0
    )
    assert usage({"x-ad-account-usage": '{"acc_id_util_pct": 9.67, "reset_time_duration": 300}'}) == Usage(
        9.67
    )
    assert usage({}) == Usage()


@given(st.dictionaries(st.sampled_from([*PURCHASES, "link_click", "lead"]), st.integers(0, 99), max_size=5))
def test_purchases_are_chosen_and_never_added(actions: dict[str, int]) -> None:
    row = {
        "campaign_id": "1",
        "impressions": "1",
        "spend": "1",
        "actions": [{"action_type": name, "value": str(value)} for name, value in actions.items()],
    }
    record = {"account": "77", "day": "2026-11-01", "currency": "EUR", "rows": [row]}
    [told] = campaigns([record], CONTEXT).tables["ad_spend"]
    known = [actions[name] for name in PURCHASES if name in actions]
    assert told["credited_orders"] == (Decimal(known[0]) if known else None)


@pytest.mark.parametrize(
    ("setting", "worded"),
    [
        ("7d_click_1d_view", "7-day click or 1-day view"),
        ("1d_view_7d_click", "7-day click or 1-day view"),
        ("7d_click", "7-day click"),
        ("1d_view_1d_ev_7d_click", "7-day click, 1-day engaged view or 1-day view"),
        ("skan", "skan"),
        ("mixed_7d_click", "mixed_7d_click"),
    ],
)
def test_attribution_is_worded_as_in_ads_manager(setting: str, worded: str) -> None:
    assert attribution(setting) == worded


@pytest.mark.parametrize(
    ("row", "refusal"),
    [
        ({"impressions": "5", "spend": "-1"}, ("spend", "-1", "negative_cost")),
        ({"spend": "1"}, ("impressions", "", "missing_value")),
        ({"impressions": "5", "spend": "dear"}, ("spend", "dear", "bad_number")),
        (
            {"impressions": "5", "spend": "1", "inline_link_clicks": "NaN"},
            ("inline_link_clicks", "NaN", "bad_number"),
        ),
    ],
)
def test_what_cannot_be_is_listed(row: dict[str, str], refusal: tuple[str, ...]) -> None:
    record = {"account": "77", "day": "2026-11-01", "currency": "EUR", "rows": [row]}
    rows = campaigns([record], CONTEXT)
    assert rows.tables["ad_spend"] == []
    assert [(one.field, one.value, one.reason) for one in rows.refused] == [refusal]


def test_the_export_and_the_interface_tell_the_same(opened, account, tmp_path: Path) -> None:
    """The same days of the same account, as Ads Manager exports them with their IDs."""
    told = records(opened(), datetime(2026, 11, 8, 12, tzinfo=UTC))
    found = read(written(tmp_path, account.exported(date(2026, 11, 8), date(2026, 11, 22))), LAYOUTS)
    assert found.rejects == []
    mapped = campaigns(told, CONTEXT).tables["ad_spend"]
    assert len(mapped) == 28
    columns = sorted(found.facts[0])
    assert {_values(row, columns) for row in mapped} == {_values(row, columns) for row in found.facts}


def _values(row: dict[str, Any], columns: list[str]) -> tuple[Any, ...]:
    """10 is 10.0000."""
    return tuple(row.get(name) for name in columns)
