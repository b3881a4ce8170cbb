"""GA4's own client asks a server on loopback that is made from its protos."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib import import_module

import pytest
from django.utils.translation import override

from comptoir.connectors.ga4.source import SOURCE
from comptoir.connectors.ga4.tests.property import NUMBER, Property, Visits, open_property
from comptoir.connectors.google.tests.calling import refuse
from comptoir.connectors.source import Opening, PermanentError, Rate, Reader, TransientError

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 22, 20, tzinfo=UTC)
CHANNELS = ("Direct", "Email", "Organic Search", "Paid Search")


@pytest.fixture(autouse=True)
def in_english(settings) -> Iterator[None]:
    settings.ALLOW_PRIVATE_ADDRESSES = True
    with override("en"):
        yield


@pytest.fixture
def ga4(monkeypatch) -> Iterator[Property]:
    with open_property(monkeypatch) as made:
        yield made


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def opened(ga4, waits):
    def opening(**values: str) -> Reader:
        given = {"property": NUMBER, "key": ga4.issuer.key, **values}
        return SOURCE.opened(Opening(given, "Europe/Paris", Rate(per_second=1e6, retries=2), waits.append))

    return opening


def test_the_property_answers_with_its_clock_and_currency(opened, ga4) -> None:
    assert opened().test() == "GA4 123456789 (Europe/Paris, EUR)"
    assert ga4.issuer.count == 1


def test_a_day_is_summed_by_what_is_told_apart(opened, ga4) -> None:
    day = date(2026, 11, 20)
    ga4.visits = [
        Visits(day, browser="Firefox"),
        Visits(day, browser="Chrome"),
        Visits(day, channel="Direct"),
        Visits(day, device="mobile"),
        Visits(day, country="BE"),
    ]
    [page] = opened().pages("sessions", NOW - timedelta(days=2), NOW)
    told = {record["day"]: record for record in page.records}
    assert {name: len(record["rows"]) for name, record in told.items()} == {
        "2026-11-20": 4,
        "2026-11-21": 0,
        "2026-11-22": 0,
    }
    [both] = [row for row in told["2026-11-20"]["rows"] if row["sessions"] == "20"]
    assert (both["channel"], both["device"], both["country"], both["revenue"]) == (
        "Organic Search",
        "desktop",
        "FR",
        "119.8",
    )
    # What GA4 says of how good its figures are is kept with them.
    assert (told["2026-11-20"]["sampled"], told["2026-11-20"]["has_thresholds"]) == ("4/10", True)
    assert page.reached == datetime(2026, 11, 21, 23, tzinfo=UTC)


def test_the_days_are_those_of_the_propertys_clock(opened, ga4) -> None:
    ga4.zone = "Asia/Tokyo"
    [page] = opened().pages("sessions", NOW, NOW)
    assert [record["day"] for record in page.records] == ["2026-11-23"]
    assert page.reached == datetime(2026, 11, 22, 15, tzinfo=UTC)


def test_more_rows_than_one_answer_holds(opened, ga4, monkeypatch) -> None:
    monkeypatch.setattr("comptoir.connectors.ga4.read.ROWS", 7)
    days = [date(2026, 11, 1) + timedelta(days=ahead) for ahead in range(10)]
    ga4.visits = [Visits(day, channel=channel) for day in days for channel in CHANNELS]
    pages = list(opened().pages("sessions", datetime(2026, 11, 1, tzinfo=UTC), NOW))
    told = [
        (record["day"], row["channel"]) for page in pages for record in page.records for row in record["rows"]
    ]
    assert sorted(told) == [(str(day), channel) for day in days for channel in CHANNELS]
    assert [asked.offset for asked in ga4.asked if asked.limit == 7] == [0, 7, 14, 21, 28, 35]


def test_a_busy_service_is_asked_again(opened, ga4, waits) -> None:
    ga4.first = [
        refuse("UNAVAILABLE", "later"),
        refuse("RESOURCE_EXHAUSTED", "Exhausted concurrent requests quota."),
    ]
    assert opened().test()
    assert len(waits) == 2


def test_one_that_stays_busy_is_left_to_the_next_run(opened, ga4) -> None:
    ga4.first = [refuse("RESOURCE_EXHAUSTED", "Exhausted property tokens per hour.")] * 3
    with pytest.raises(TransientError, match="used up for now"):
        opened().test()


def test_nothing_is_asked_that_would_be_refused(opened, ga4) -> None:
    ga4.visits = [Visits(date(2026, 9, 1))]
    ga4.tokens = 35
    pages = opened().pages("sessions", datetime(2026, 9, 1, tzinfo=UTC), NOW)
    assert len(next(pages).records) == 28
    assert len(next(pages).records) == 28
    with pytest.raises(TransientError, match="used up for now"):
        next(pages)
    assert len(ga4.asked) == 3


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"property": "987654321"}, "Add comptoir@project.example in Google Analytics"),
        ({"property": "G-ABC123"}, "no number of a property"),
        ({"key": "{}"}, "key of a service account"),
    ],
)
def test_refusals_say_what_to_do(opened, values: dict[str, str], sentence: str) -> None:
    with pytest.raises(PermanentError, match=sentence):
        opened(**values).test()


def why(code: str, said: str) -> tuple[tuple[str, bytes], ...]:
    """As Google's servers tell why, beside the sentence."""
    told = import_module("google.rpc.error_details_pb2").ErrorInfo(reason=code, domain="googleapis.com")
    status = import_module("google.rpc.status_pb2").Status(code=7, message=said)
    status.details.add().Pack(told)
    return (("grpc-status-details-bin", status.SerializeToString()),)


def test_an_interface_that_is_not_switched_on(opened, ga4) -> None:
    said = "API has not been used in project 1 before."
    ga4.first = [refuse("PERMISSION_DENIED", said, why("SERVICE_DISABLED", said))]
    with pytest.raises(PermanentError, match="is not switched on"):
        opened().test()


def test_a_deleted_key(opened, ga4) -> None:
    ga4.issuer.is_key_deleted = True
    with pytest.raises(PermanentError, match="make a new one"):
        opened().test()
