import pytest

from comptoir.core.jobs import registry


@pytest.fixture(autouse=True)
def _own_tasks_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tasks of other rooms are their own tests' affair, and the schedules of theirs too."""
    monkeypatch.setattr(registry, "_discover", lambda: None)
