import pytest

from comptoir.simulator.exports.tests.worlds import made
from comptoir.simulator.world import World


@pytest.fixture(scope="session")
def small() -> World:
    """Four months, over the change to summer time."""
    return made()
