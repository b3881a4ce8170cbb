"""A Matomo on loopback that answers as its documentation says."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.utils.translation import override

from comptoir.connectors.matomo.mapping import visits
from comptoir.connectors.matomo.source import SOURCE
from comptoir.connectors.source import Opening, PermanentError, Rate, ReadContext, Reader
from comptoir.connectors.tests.loopback import Asked, Reply, serving

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
CONTEXT = ReadContext("matomo", "EUR", "Europe/Paris", date(2026, 11, 22))


@dataclass
class Stats:
    """A site with 10 direct visits a day, and as many from search engines as the day's number."""

    asked: list[dict[str, str]] = field(default_factory=list)

    def answer(self, asked: Asked) -> Reply:
        given = {name: values[-1] for name, values in parse_qs(asked.body.decode()).items()}
        self.asked.append(given | {"address": asked.path + str(asked.parameters)})
        if given["token_auth"] != "secret":
            return reply(
                {
                    "result": "error",
                    "message": "You must be logged in to access this functionality (token_auth).",
                }
            )
        if given["idSite"] != "4":
            return reply(
                {
                    "result": "error",
                    "message": f"The requested website id = {given['idSite']} couldn't be found.",
                }
            )
        if given["method"] == "SitesManager.getSiteFromId":
            return reply({"idsite": 4, "name": "Maison Savon"})
        first, last = (date.fromisoformat(day) for day in given["date"].split(","))
        days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
        return reply({str(day): self.day(day) for day in days})

    def day(self, day: date) -> list[dict[str, Any]]:
        if day.day == 13:
            return []
        bought = {
            "idgoal=ecommerceOrder": {
                "nb_conversions": 2,
                "revenue": 126.0,
                "revenue_tax": 20,
                "revenue_shipping": 6.0,
            }
        }
        return [
            {
                "label": "Direct Entry",
                "nb_uniq_visitors": 9,
                "nb_visits": 10,
                "nb_actions": 25,
                "referrer_type": 1,
                "goals": bought,
            },
            {
                "label": "Search Engines",
                "nb_uniq_visitors": 1,
                "nb_visits": day.day,
                "nb_actions": 3,
                "referrer_type": 2,
            },
        ]


def reply(body: Any) -> Reply:
    return Reply(200, json.dumps(body).encode(), {"Content-Type": "application/json"})


@pytest.fixture(autouse=True)
def in_english(settings) -> Iterator[None]:
    settings.ALLOW_PRIVATE_ADDRESSES = True
    with override("en"):
        yield


@pytest.fixture
def stats() -> Stats:
    return Stats()


@pytest.fixture
def opened(stats):
    with serving(stats.answer) as server:

        def opening(**values: str) -> Reader:
            given = {
                "address": server.address,
                "token": "secret",
                "site": "4",
                "first_day": "2026-09-01",
                **values,
            }
            return SOURCE.opened(Opening(given, "Europe/Paris", Rate(per_second=1e6), lambda _seconds: None))

        yield opening


def test_every_day_once_with_its_channels(opened, stats) -> None:
    pages = list(opened().pages("visits", None, NOW))
    rows = visits([record for page in pages for record in page.records], CONTEXT)
    assert rows.read == pages[0].total == 83
    assert len(rows.units["audience_day"]) == 2 * 83
    by_day = {(row["day"], row["traffic_channel"]): row for row in rows.tables["audience_day"]}
    assert by_day[date(2026, 10, 25), "organic_search"]["sessions"] == 25
    direct = by_day[date(2026, 10, 25), "direct"]
    assert (direct["purchases"], direct["revenue_amount"]) == (2, Decimal("100.0000"))
    assert by_day[date(2026, 10, 25), "organic_search"]["purchases"] == 0
    assert (date(2026, 10, 13), "direct") not in by_day
    assert {("4", date(2026, 10, 13)), ("", date(2026, 10, 13))} <= rows.units["audience_day"]


def test_the_token_is_in_no_address(opened, stats) -> None:
    opened().test()
    assert "secret" not in stats.asked[0]["address"]


def test_today_is_read_again(opened) -> None:
    [page] = opened().pages("visits", datetime(2026, 11, 20, tzinfo=UTC), NOW)
    assert [record["day"] for record in page.records] == ["2026-11-20", "2026-11-21", "2026-11-22"]
    assert page.reached == datetime(2026, 11, 21, 23, tzinfo=UTC)


def test_the_name_of_the_site_proves_the_token(opened) -> None:
    assert opened().test() == "Maison Savon"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"token": "wrong"}, "refuses the token"),
        ({"site": "9"}, "number of the site"),
        ({"first_day": "soon"}, "soon"),
    ],
)
def test_refusals_say_what_to_do(opened, values: dict[str, str], sentence: str) -> None:
    with pytest.raises(PermanentError, match=sentence):
        list(opened(**values).pages("visits", None, NOW))


def test_a_channel_that_nobody_knows_is_listed() -> None:
    record = {"site": "4", "day": "2026-11-01", "rows": [{"label": "Télépathie", "nb_visits": 3}]}
    rows = visits([record], CONTEXT)
    assert [(one.value, one.reason) for one in rows.refused] == [("Télépathie", "unknown_channel")]
