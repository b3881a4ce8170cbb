"""Logs from the file to the facts: known by their first lines, packed, in parts, with the real lines of a server."""

import gzip
import zipfile
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from comptoir.connectors.access_logs.agents import agent_of
from comptoir.connectors.access_logs.lines import hit_of
from comptoir.connectors.access_logs.tests.logs import IPHONE, caddy, combined, nginx, whole_day
from comptoir.connectors.access_logs.visits import GAP, is_page
from comptoir.connectors.files.api import recognised_exports, stage_export
from comptoir.connectors.registry import LAYOUTS, USELESS
from comptoir.connectors.tests.door import SCOPE, Read, read, written
from comptoir.core.errors import InputError

FIRST, LAST = whole_day("2026-01-05")
DAY = [FIRST, *(combined(f"2026-01-05T1{hour}:00:00+01:00") for hour in range(3)), LAST]


def rows(found: Read) -> list[tuple[object, ...]]:
    return sorted(
        (
            row["day"],
            row["traffic_channel"],
            row["device"],
            row["sessions"],
            row["visitors"],
            row["page_views"],
        )
        for row in found.facts
    )


@pytest.mark.parametrize("write", [combined, nginx, caddy])
def test_known_by_its_first_lines(tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]
    lines = [write(f"2026-01-05T{hour:02}:00:00+01:00", "/savon") for hour in range(24)]
    found = read(written(tmp_path, "".join(lines), "access.log"), LAYOUTS, USELESS)
    assert (found.layouts, found.rejects) == (["access_log_days"], [])
    assert rows(found) == [(date(2026, 1, 5), "direct", "desktop", 24, 1, 24)]
    assert {(row["source"], row["property_id"], row["month"]) for row in found.facts} == {
        ("access_log", "", "2026-01")
    }


def test_packed_logs_are_read_one_after_the_other(tmp_path: Path) -> None:
    path = tmp_path / "access.log.gz"
    path.write_bytes(gzip.compress("".join(DAY).encode()))
    alone = read(path, LAYOUTS, USELESS)
    assert rows(alone) == [(date(2026, 1, 5), "direct", "desktop", 3, 1, 3)]
    # Cut at noon: each part alone has no whole day.
    parts = tmp_path / "logs.zip"
    with zipfile.ZipFile(parts, "w") as archive:
        archive.writestr("access.log.2", "".join(DAY[:2]))
        archive.writestr("access.log.1", "".join(DAY[2:]))
    assert rows(read(parts, LAYOUTS, USELESS)) == rows(alone)


def test_lines_that_cannot_be_read_are_listed_without_what_they_say(tmp_path: Path) -> None:
    text = "".join([*DAY[:2], "198.51.100.7 - - [cut\n", *DAY[2:]])
    path = written(tmp_path, text, "access.log")
    found = read(path, LAYOUTS, USELESS)
    assert found.rejects == [(3, "", "not_a_log_line")]
    assert len(found.facts) == 1
    with recognised_exports(path, LAYOUTS, USELESS) as recognised:
        shape = recognised.found[0].section.shape
        assert shape.rows == ()
        with stage_export(recognised.found[0], SCOPE) as staged:
            kept = [
                str(staged.connection.to_pyarrow(one).to_pylist())
                for one in (staged.rejects, *staged.tables.values())
            ]
    assert not [text for text in kept if "198.51" in text or "192.0.2" in text]


def test_a_log_of_a_part_of_a_day_says_what_to_take(tmp_path: Path) -> None:
    with translation.override("en"), pytest.raises(InputError, match="no whole day"):
        read(written(tmp_path, "".join(DAY[1:3]), "access.log"), LAYOUTS, USELESS)


@pytest.mark.parametrize("text", ["a b c\n" * 30, "Date,Clics\n2026-01-05,1\n", '{"orders": []}\n', "[]\n"])
def test_other_texts_are_no_logs(tmp_path: Path, text: str) -> None:
    assert read(written(tmp_path, text, "access.log"), LAYOUTS, USELESS).layouts == []


def test_devices_stand_apart(tmp_path: Path) -> None:
    lines = [FIRST, combined("2026-01-05T10:00:00+01:00", agent=IPHONE), LAST]
    found = read(written(tmp_path, "".join(lines), "access.log"), LAYOUTS, USELESS)
    assert [row[2] for row in rows(found)] == ["phone"]


@pytest.mark.slow
def test_ten_thousand_real_lines(shared_data: Path) -> None:
    """Three of the four days are whole, one line is cut short. Counted again with every visitor's hits in one list."""
    path = shared_data / "web_logs" / "apache_access_10k.log.gz"
    found = read(path, LAYOUTS, USELESS)
    assert found.rejects == [(8899, "", "not_a_log_line")]
    whole = [date(2015, 5, 18), date(2015, 5, 19), date(2015, 5, 20)]
    assert sorted({row["day"] for row in found.facts}) == whole
    sessions, views = _again(path)
    for day in whole:
        of_day = [row for row in found.facts if row["day"] == day]
        assert sum(row["page_views"] for row in of_day) == views[day]
        assert sum(row["sessions"] for row in of_day) == sessions[day]
    assert {row["traffic_channel"] for row in found.facts} >= {"direct", "organic_search", "referral"}


def _again(path: Path) -> tuple[dict[date, int], dict[date, int]]:
    """Sessions and page views by day, in plain Python over the sorted hits of each visitor."""
    by_visitor: dict[tuple[date, str, str], list[tuple[int, bool]]] = defaultdict(list)
    for line in gzip.decompress(path.read_bytes()).decode("utf-8", "replace").splitlines():
        hit = hit_of(line)
        if hit is not None and not agent_of(hit.agent).is_machine:
            day = datetime.fromtimestamp(hit.at, ZoneInfo(SCOPE.timezone)).date()
            by_visitor[day, hit.address, hit.agent].append((hit.at, is_page(hit)))
    sessions: dict[date, int] = defaultdict(int)
    views: dict[date, int] = defaultdict(int)
    for (day, _address, _agent), hits in by_visitor.items():
        last = -GAP
        is_open = False
        for at, shown in sorted(hits):
            is_open = is_open and at - last <= GAP
            if shown and not is_open:
                sessions[day] += 1
                is_open = True
            views[day] += shown
            last = at
    return sessions, views
