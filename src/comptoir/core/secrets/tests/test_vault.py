"""Secrets: only the holder of the keys reads them, and keys can be changed without losing any."""

import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from comptoir.core.errors import InputError
from comptoir.core.secrets.api import VARIABLE, add_key, decrypt, encrypt, renew


@pytest.fixture(autouse=True)
def own_keys(tmp_path: Path, settings) -> Path:
    settings.HOME = tmp_path
    return tmp_path / "secret.keys"


@given(st.text(max_size=200))
@hypothesis(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_encrypted_comes_back_and_cannot_be_read(text: str) -> None:
    token = encrypt(text)
    assert decrypt(token) == text
    assert len(text) < 4 or text not in token


def test_the_keys_are_for_their_owner_alone(own_keys: Path) -> None:
    encrypt("x")
    assert stat.S_IMODE(own_keys.stat().st_mode) == 0o600


def test_a_new_key_takes_over_and_the_old_one_still_reads(own_keys: Path) -> None:
    token = encrypt("cs_1")
    add_key()
    assert decrypt(token) == "cs_1"
    fresh = renew(token)
    first_only = own_keys.read_text().split()[0]
    own_keys.write_text(first_only)
    assert decrypt(fresh) == "cs_1"
    with pytest.raises(InputError, match="another key"):
        decrypt(token)


def test_keys_of_the_environment_come_first(monkeypatch, own_keys: Path) -> None:
    token = encrypt("x")
    monkeypatch.setenv(VARIABLE, own_keys.read_text().strip())
    own_keys.unlink()
    assert decrypt(token) == "x"
    with pytest.raises(InputError, match=VARIABLE):
        add_key()
    monkeypatch.setenv(VARIABLE, "short")
    with pytest.raises(InputError, match="32 random bytes"):
        encrypt("x")
