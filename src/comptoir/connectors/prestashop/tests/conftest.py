"""The shops of these tests answer on loopback, which a product in service does not ask; sentences are in English."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def loopback(settings: Any) -> Iterator[None]:
    settings.ALLOW_PRIVATE_ADDRESSES = True
    with translation.override("en"):
        yield
