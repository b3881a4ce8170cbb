from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The tests quote messages as they are written in the code."""
    with translation.override("en"):
        yield
