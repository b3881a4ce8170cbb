"""What stands for a visitor stays the same from one version to the next, or nobody would ever come back."""

from django.utils.crypto import salted_hmac
from hypothesis import given
from hypothesis import strategies as st

from comptoir.connectors.visits.api import click_of, key_of, surrogate


@given(st.sampled_from(["ga4", "matomo"]), st.text(max_size=40))
def test_the_name_of_a_visitor_is_djangos_own_hash(tool: str, visitor: str) -> None:
    told = salted_hmac(key_of(tool), visitor, algorithm="sha256").hexdigest()[:24]
    assert surrogate(tool, visitor) == surrogate(tool, visitor) == told


def test_the_kind_of_a_click() -> None:
    assert click_of("https://m.example/p?a=1&GCLID=Cj0K#x") == "gclid"
    assert click_of("https://m.example/gclid=1") is None
