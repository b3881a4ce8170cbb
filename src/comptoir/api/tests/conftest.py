from pathlib import Path

import pytest


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The strategies of the whole interface take seconds to build, in each worker: not where they are not run."""
    is_left_out = collection_path.name == "test_contract.py" and config.getoption("markexpr") == "not slow"
    return True if is_left_out else None
