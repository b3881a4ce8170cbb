"""Visits and visitors: gaps, midnight, clock changes, machines, pages; and that no address is left."""

import random
from zoneinfo import ZoneInfo

import pytest

from comptoir.connectors.access_logs import visits as module
from comptoir.connectors.access_logs.origins import channel_of, own_hosts
from comptoir.connectors.access_logs.ranges import Ranges, published
from comptoir.connectors.access_logs.tests.logs import FIREFOX, GOOGLEBOT, IPHONE, combined, whole_day
from comptoir.connectors.access_logs.visits import Day, Unread, visits

PARIS = ZoneInfo("Europe/Paris")
OWN = frozenset({"example.com"})


def counted(lines: list[str], machines: Ranges | None = None, zone: ZoneInfo = PARIS) -> list[Day | Unread]:
    return list(visits(lines, zone, machines or Ranges(), OWN))


def of_day(*lines: str, machines: Ranges | None = None) -> list[tuple[str, str, int, int, int]]:
    """The rows of 5 January 2026, whole."""
    first, last = whole_day("2026-01-05")
    return [row[1:] for row in counted([first, *lines, last], machines) if isinstance(row, Day)]  # type: ignore[misc]


def at(hour: str, target: str = "/", **more: str | int) -> str:
    return combined(f"2026-01-05T{hour}+01:00", target, **more)  # type: ignore[arg-type]


def test_half_an_hour_without_a_request_ends_a_visit() -> None:
    rows = of_day(at("10:00:00"), at("10:30:00", "/a"), at("11:00:00", "/b"), at("11:30:01", "/c"))
    assert rows == [("direct", "desktop", 2, 1, 4)]


def test_an_image_keeps_a_visit_alive_and_begins_none() -> None:
    rows = of_day(
        at("10:00:00"), at("10:25:00", "/i.png"), at("10:50:00", "/a"), at("12:00:00", "/i.png?x=1")
    )
    assert rows == [("direct", "desktop", 1, 1, 2)]


def test_another_program_or_address_is_another_visitor() -> None:
    rows = of_day(at("10:00:00"), at("10:00:01", agent=IPHONE), at("10:00:02", address="192.0.2.2"))
    assert rows == [("direct", "desktop", 2, 2, 2), ("direct", "phone", 1, 1, 1)]


@pytest.mark.parametrize(
    "hit",
    [
        at("10:00:00", status=404),
        at("10:00:00", status=302),
        at("10:00:00", method="POST"),
        at("10:00:00", "/robots.txt"),
        at("10:00:00", "/wp-json/x"),
        at("10:00:00", agent=GOOGLEBOT),
        at("10:00:00", agent="-"),
        at("10:00:00", agent="curl/8.5.0"),
        at("10:00:00", agent="Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0"),
    ],
)
def test_what_is_no_visit(hit: str) -> None:
    assert of_day(hit) == []


def test_machines_that_say_they_are_browsers_are_told_by_published_ranges(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "googlebot.json").write_text(
        '{"prefixes": [{"ipv4Prefix": "66.249.64.0/27"}, {"ipv6Prefix": "2001:db8::/48"}]}'
    )
    (tmp_path / "mine.txt").write_text("# office\n192.0.2.0/24\n")
    machines = published(tmp_path)
    lines = [
        at("10:00:00", address=one) for one in ("66.249.64.31", "66.249.64.32", "2001:db8::7", "192.0.2.9")
    ]
    assert of_day(*lines, machines=machines) == [("direct", "desktop", 1, 1, 1)]
    assert of_day(*lines) == [("direct", "desktop", 4, 4, 4)]
    assert "nobody" not in machines
    assert "66.249.64.31" not in published(tmp_path / "missing")


def test_days_are_the_companys_and_end_every_visit() -> None:
    lines = [
        *whole_day("2026-01-05")[:1],
        combined("2026-01-05T22:50:00+00:00"),
        combined("2026-01-05T23:10:00+00:00", "/a"),
        *whole_day("2026-01-06")[1:],
    ]
    assert [(row.day.isoformat(), row.sessions) for row in counted(lines) if isinstance(row, Day)] == [
        ("2026-01-05", 1),
        ("2026-01-06", 1),
    ]


@pytest.mark.parametrize(
    ("day", "before", "after"), [("2026-03-29", "+01:00", "+02:00"), ("2026-10-25", "+02:00", "+01:00")]
)
def test_days_on_which_clocks_change(day: str, before: str, after: str) -> None:
    lines = [
        combined(f"{day}T00:00:01{before}", agent=GOOGLEBOT),
        combined(f"{day}T00:30:00{before}"),
        combined(f"{day}T23:30:00{after}"),
        combined(f"{day}T23:59:59{after}", agent=GOOGLEBOT),
    ]
    assert [(row.day.isoformat(), row.sessions) for row in counted(lines) if isinstance(row, Day)] == [
        (day, 2)
    ]


def test_a_part_of_a_day_is_left_out() -> None:
    lines = [at("03:00:01"), at("12:00:00"), at("23:00:00")]
    assert counted(lines) == []
    assert len(counted([at("03:00:00"), at("12:00:00"), at("21:00:00")])) == 1
    assert counted([at("03:00:00"), at("12:00:00"), at("20:59:59")]) == []


def test_lines_that_cannot_be_read_are_told_by_number() -> None:
    lines = [at("10:00:00"), "nonsense\n", "\n", *whole_day("2026-01-08"), at("10:00:00")]
    assert [row for row in counted(lines) if isinstance(row, Unread)] == [Unread(2), Unread(6)]


def test_lines_some_minutes_out_of_order_count_alike() -> None:
    lines = [at(f"{hour:02}:{minute:02}:00", f"/{minute}") for hour in (8, 12) for minute in range(0, 60, 7)]
    shuffled = [line for place in range(0, len(lines), 3) for line in reversed(lines[place : place + 3])]
    assert of_day(*shuffled) == of_day(*lines) == [("direct", "desktop", 2, 1, len(lines))]


def test_nothing_of_an_address_is_left_and_the_salt_changes_nothing(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    drawn: list[bytes] = []
    real = module.secrets.token_bytes

    def token(size: int) -> bytes:
        drawn.append(real(size))
        return drawn[-1]

    monkeypatch.setattr(module.secrets, "token_bytes", token)
    dice = random.Random(7)
    days = ("2026-01-05", "2026-01-06")
    lines = [line for day in days for line in (whole_day(day)[0], *(_drawn(day, dice)), whole_day(day)[1])]
    first, second = counted(lines), counted(lines)
    assert first == second
    assert len(drawn) == len(set(drawn)) == 2 * len(days)
    assert "192.0.2" not in repr(first)


def _drawn(day: str, dice: random.Random) -> list[str]:
    seconds = sorted(dice.randrange(3600, 80_000) for _turn in range(60))
    return [
        combined(
            f"{day}T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}+01:00",
            dice.choice(["/", "/savon", "/i.png"]),
            address=f"192.0.2.{dice.randrange(5)}",
            agent=dice.choice([FIREFOX, IPHONE, GOOGLEBOT]),
        )
        for second in seconds
    ]


@pytest.mark.parametrize(
    ("target", "referrer", "channel"),
    [
        ("/", "", "direct"),
        ("/", "https://www.example.com/panier", "direct"),
        ("/", "https://www.google.fr/", "organic_search"),
        ("/", "https://www.bing.com/search?q=x", "organic_search"),
        ("/", "https://mail.google.com/", "email"),
        ("/", "https://m.facebook.com/", "organic_social"),
        ("/", "android-app://com.google.android.gm/", "direct"),
        ("/", "https://blog.example.org/a", "referral"),
        ("/", "https://[broken", "direct"),
        ("/?gclid=1", "https://www.google.fr/", "paid_search"),
        ("/?fbclid=1", "", "organic_social"),
        ("/?utm_medium=email&utm_source=brevo", "", "email"),
        ("/?utm_medium=cpc&utm_source=google", "https://www.google.fr/", "paid_search"),
        ("/?utm_medium=cpc&utm_source=facebook", "", "paid_social"),
        ("/?utm_medium=paid_social&utm_source=ig", "", "paid_social"),
        ("/?utm_medium=affiliation", "", "affiliates"),
        ("/?utm_medium=sms", "", "other"),
    ],
)
def test_where_a_visit_came_from(target: str, referrer: str, channel: str) -> None:
    assert channel_of(target, referrer, OWN) == channel


def test_the_sites_own_host_is_that_of_most_pages_with_images() -> None:
    links = ["https://www.example.com/a", "https://example.com/b", "https://other.example.org/", "-"]
    assert own_hosts(links) == OWN
    assert own_hosts([]) == frozenset()
