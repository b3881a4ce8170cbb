"""Public holidays are worked out once for all processes."""

import pytest

from comptoir.core.calendar import public_holidays as module
from comptoir.core.calendar.public_holidays import public_holidays


@pytest.fixture
def next_process(settings, tmp_path):
    settings.HOLIDAYS = tmp_path / "holidays"
    public_holidays.cache_clear()
    yield public_holidays.cache_clear
    public_holidays.cache_clear()


def test_the_next_process_works_nothing_out(next_process, monkeypatch):
    found = public_holidays("FR", 2026, "en")
    assert len(found) == 11
    next_process()
    monkeypatch.setattr(module, "_worked_out", lambda *_asked: pytest.fail("worked out again"))
    assert public_holidays("FR", 2026, "en") == found
    assert public_holidays("FR", 2026, "en")[0].day.isoformat() == "2026-01-01"


def test_a_country_without_any_is_known_too(next_process, monkeypatch):
    assert public_holidays("XX", 2026, "fr") == ()
    next_process()
    monkeypatch.setattr(module, "_worked_out", lambda *_asked: pytest.fail("worked out again"))
    assert public_holidays("XX", 2026, "fr") == ()


@pytest.mark.parametrize("content", [b"", b"[[", b"\x00\x00"])
def test_a_file_that_is_not_whole_is_made_again(content, next_process, settings):
    found = public_holidays("FR", 2026, "fr")
    (path,) = settings.HOLIDAYS.rglob("*.json")
    path.write_bytes(content)
    next_process()
    assert public_holidays("FR", 2026, "fr") == found
    next_process()
    assert path.read_bytes() != content


def test_other_code_works_them_out_anew_and_removes_the_former(next_process, settings, monkeypatch):
    public_holidays("FR", 2026, "en")
    next_process()
    monkeypatch.setattr(module, "state_of_code", lambda *_of: "other")
    public_holidays("FR", 2026, "en")
    assert [path.parent.name for path in settings.HOLIDAYS.rglob("*.json")] == ["other"]


def test_a_folder_that_cannot_be_written_stops_nothing(next_process, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.HOLIDAYS = tmp_path / "file"
    assert public_holidays("FR", 2026, "fr")
