"""A webhook of a company that speaks English, and a receiver on loopback."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils.translation import override

from comptoir.check.hooks.actions import add_hook
from comptoir.check.hooks.choosing import Wanted
from comptoir.check.hooks.models import Hook
from comptoir.check.hooks.words import CHOSEN
from comptoir.connectors.tests.loopback import Loopback, Reply, serving
from comptoir.core import clock
from comptoir.core.companies.api import Scope

NOW = datetime(2026, 6, 29, 7, tzinfo=UTC)
"""Nine in Paris."""


@pytest.fixture(autouse=True)
def that_morning(settings: Any) -> Iterator[None]:
    settings.ALLOW_PRIVATE_ADDRESSES = True
    settings.PUBLIC_ADDRESS = "https://comptoir.example.com"
    with clock.frozen(NOW), override("en"):
        yield


@pytest.fixture
def receiver() -> Iterator[Loopback]:
    """Takes what it is told, but for what a test puts into `first`."""
    with serving(lambda _asked: Reply(200, b"ok")) as opened:
        yield opened


@pytest.fixture
def make_hook(scope: Scope) -> Callable[..., Hook]:
    def make(address: str = "https://hooks.example.com/services/T0/B0/secretsecret", **fields: Any) -> Hook:
        chosen = {
            "name": "Sales",
            "shape": "generic",
            "events": tuple(one.value for one in CHOSEN),
            "language": "en",
            **fields,
        }
        return add_hook(scope, Wanted(**chosen), address)

    return make
