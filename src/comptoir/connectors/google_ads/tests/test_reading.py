"""Google Ads' own client asks a server on loopback that is made from its protos."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.translation import override

from comptoir.connectors.google.tests.calling import refuse
from comptoir.connectors.google_ads.source import SOURCE
from comptoir.connectors.google_ads.tests.account import Account, Day, failing, open_account
from comptoir.connectors.source import Opening, PermanentError, Rate, Reader, TransientError

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 22, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_english(settings) -> Iterator[None]:
    settings.ALLOW_PRIVATE_ADDRESSES = True
    with override("en"):
        yield


@pytest.fixture
def ads(monkeypatch) -> Iterator[Account]:
    with open_account(monkeypatch) as made:
        yield made


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def opened(ads, waits):
    def opening(**values: str) -> Reader:
        given = {"customer": "123-456-7890", "key": ads.issuer.key, **values}
        return SOURCE.opened(Opening(given, "Europe/Paris", Rate(per_second=1e6, retries=2), waits.append))

    return opening


def test_the_account_answers_with_its_name(opened, ads) -> None:
    assert opened().test() == "Maison Savon"
    assert ads.issuer.count == 1


def test_each_day_of_each_campaign_comes_as_it_was(opened, ads) -> None:
    days = [date(2026, 11, 1) + timedelta(days=ahead) for ahead in range(21)]
    ads.days = [
        Day(day, number, cost_micros=number * 1_000_000 + day.day) for day in days for number in (11, 12)
    ]
    pages = list(opened().pages("campaigns", datetime(2026, 10, 20, tzinfo=UTC), NOW))
    told = {
        (record["day"], row["campaign_id"]): row["cost_micros"]
        for page in pages
        for record in page.records
        for row in record["rows"]
    }
    assert told == {(str(one.day), str(one.number)): one.cost_micros for one in ads.days}
    # 34 days are two questions, after the one about the account.
    assert len(ads.asked) == 3
    assert {record["currency"] for page in pages for record in page.records} == {"EUR"}


def test_the_days_are_those_of_the_accounts_clock(opened, ads) -> None:
    ads.zone = "Asia/Tokyo"
    ads.days = [Day(date(2026, 11, 23))]
    [page] = opened().pages("campaigns", NOW, NOW)
    assert [record["day"] for record in page.records] == ["2026-11-23"]
    assert page.reached == datetime(2026, 11, 22, 15, tzinfo=UTC)


def test_by_way_of_a_manager_account(opened, ads) -> None:
    ads.needs_manager = "9998887777"
    with pytest.raises(PermanentError, match="does not show the account 123-456-7890"):
        opened().test()
    assert opened(manager="999-888-7777").test() == "Maison Savon"


def test_a_manager_account_has_no_campaigns(opened, ads) -> None:
    ads.is_manager = True
    with pytest.raises(PermanentError, match="manager account: it has no campaigns"):
        opened().test()


@pytest.mark.parametrize(
    ("kind", "code", "state", "sentence"),
    [
        (
            "authorization_error",
            "CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION",
            "PERMISSION_DENIED",
            r"It is CLOUD_PROJECT\w+\.\).* ask for Explorer access",
        ),
        ("authorization_error", "CUSTOMER_NOT_ENABLED", "PERMISSION_DENIED", "123-456-7890 is not open"),
        ("authentication_error", "OAUTH_TOKEN_REVOKED", "UNAUTHENTICATED", "make a new one"),
        ("request_error", "UNSUPPORTED_VERSION", "INVALID_ARGUMENT", "Update Comptoir"),
        ("query_error", "UNRECOGNIZED_FIELD", "INVALID_ARGUMENT", "It is UNRECOGNIZED_FIELD"),
    ],
)
def test_what_a_person_must_do_is_said(opened, ads, kind: str, code: str, state: str, sentence: str) -> None:
    ads.first = [failing(kind, code, state)]
    with pytest.raises(PermanentError, match=sentence):
        opened().test()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"customer": "12345"}, "no customer ID"),
        ({"customer": "9876543210"}, "add comptoir@project.example as read only"),
        ({"value_tax": "TTC"}, "no rate of VAT"),
        ({"key": "{}"}, "key of a service account"),
    ],
)
def test_wrong_credentials_say_what_to_do(opened, values: dict[str, str], sentence: str) -> None:
    with pytest.raises(PermanentError, match=sentence):
        opened(**values).test()


def test_a_busy_service_is_asked_again_when_it_says(opened, ads, waits) -> None:
    ads.first = [
        failing("quota_error", "RESOURCE_TEMPORARILY_EXHAUSTED", "RESOURCE_EXHAUSTED", wait=7),
        refuse("UNAVAILABLE", "later"),
    ]
    assert opened().test() == "Maison Savon"
    assert (waits[0], len(waits)) == (7.0, 2)


@pytest.mark.parametrize("wait", [None, 3_600])
def test_one_that_stays_busy_is_left_to_the_next_run(opened, ads, waits, wait: float | None) -> None:
    ads.first = [failing("quota_error", "RESOURCE_EXHAUSTED", "RESOURCE_EXHAUSTED", wait)] * 3
    with pytest.raises(TransientError, match="does not answer now"):
        opened().test()
    assert len(waits) == (2 if wait is None else 0)


def test_a_stream_that_breaks_off_is_asked_for_again(opened, ads, waits) -> None:
    ads.days = [Day(date(2026, 11, 20), number) for number in range(1, 9)]
    ads.breaks_off = [1]
    [page] = opened().pages("campaigns", NOW - timedelta(days=2), NOW)
    numbers = [int(row["campaign_id"]) for record in page.records for row in record["rows"]]
    assert (numbers, len(waits)) == (list(range(1, 9)), 1)
