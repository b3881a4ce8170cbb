"""A library that is named is not yet loaded."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from comptoir.core.heavy import _Later


@pytest.fixture
def library(tmp_path, monkeypatch):
    """Slow to load, as the heavy ones are."""
    (tmp_path / "slow_library.py").write_text(
        "import time\ntime.sleep(0.05)\nimport slow_part\n\ndef double(value):\n    return slow_part.times(value)\n"
    )
    (tmp_path / "slow_part.py").write_text(
        "import time\ntime.sleep(0.05)\n\ndef times(value):\n    return 2 * value\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    yield _Later("slow_library")
    for name in ("slow_library", "slow_part"):
        sys.modules.pop(name, None)


def test_it_is_loaded_by_the_first_who_asks(library):
    assert "slow_library" not in sys.modules
    assert library.double(2) == 4
    assert "slow_library" in sys.modules


def test_threads_that_come_first_at_once_are_all_answered(library):
    def ask(number):
        return library.double(number) if number % 2 else __import__("slow_part").times(number)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8), timeout=20)) == [2 * number for number in range(8)]


def test_what_it_does_not_know_is_an_error_as_ever(library):
    with pytest.raises(AttributeError, match="slow_library"):
        _ = library.triple
