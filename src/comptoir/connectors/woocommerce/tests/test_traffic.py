"""Where orders came from, as WooCommerce's order attribution tells it."""

from datetime import date
from typing import Any

import pytest

from comptoir.connectors.channels.api import DEFAULT_CHANNELS, Origin
from comptoir.connectors.woocommerce.traffic import PREFIX, origin


def told(**values: Any) -> Origin:
    entries = [{"id": 1, "key": PREFIX + name, "value": value} for name, value in values.items()]
    return origin({"meta_data": [{"id": 9, "key": "_other", "value": {"a": 1}}, *entries]})


@pytest.mark.parametrize(
    ("values", "channel"),
    [
        ({}, ""),
        ({"source_type": "typein", "utm_source": "(direct)", "utm_medium": "(none)"}, "direct"),
        ({"source_type": "organic", "utm_source": "google", "utm_medium": "organic"}, "organic_search"),
        ({"source_type": "utm", "utm_source": "google", "utm_medium": "cpc"}, "paid_search"),
        ({"source_type": "utm", "utm_source": "brevo", "utm_medium": "newsletter"}, "email"),
        ({"source_type": "utm", "utm_source": "flyer", "utm_medium": "qr"}, "other"),
        (
            {"source_type": "referral", "utm_source": "l.instagram.com", "utm_medium": "referral"},
            "organic_social",
        ),
        ({"source_type": "referral", "referrer": "https://blog.example/article"}, "referral"),
        ({"session_entry": "https://shop.example/?gclid=Cj0"}, "paid_search"),
        ({"source_type": "admin"}, "other"),
        ({"source_type": "unknown"}, ""),
        ({"source_type": {"odd": 1}}, ""),
    ],
)
def test_channels(values: dict[str, Any], channel: str) -> None:
    assert DEFAULT_CHANNELS.channel_of(told(**values), date(2026, 5, 6), keeps_words=True) == channel


def test_the_number_of_a_click_and_the_path_of_a_link_are_not_kept() -> None:
    found = told(
        session_entry="https://shop.example/p?gclid=SECRET", referrer="https://www.google.fr/search?q=moi"
    )
    assert found == Origin(referrer="google.fr", click="gclid")


def test_an_order_without_meta_data() -> None:
    assert origin({}) == origin({"meta_data": None}) == Origin()
