"""The shop of these tests, started once."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from .catalogue import open_stall
from .install import NotHereError, installed
from .orders import Street
from .shop import Shop


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are compared as the code writes them."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    try:
        installed()
    except NotHereError as error:
        pytest.skip(f"no Vendure shop here: {error}")
    opened = Shop(tmp_path_factory.mktemp("vendure")).start()
    try:
        yield opened
    finally:
        opened.stop()


@pytest.fixture(scope="module")
def street(shop: Shop) -> Street:
    return Street(shop, open_stall(shop))
