"""The shops of these tests answer on loopback, which a product in service does not ask."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def loopback(settings: Any) -> None:
    settings.ALLOW_PRIVATE_ADDRESSES = True
