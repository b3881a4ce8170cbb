"""A command of a few seconds does without what it never uses, and leaves no trace of it."""

import importlib
import importlib.util
import sys

import pytest

from comptoir.cli.lean import lean


def test_what_is_not_used_is_not_imported_and_can_be_afterwards(monkeypatch):
    monkeypatch.delitem(sys.modules, "pandas", raising=False)
    with lean():
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module("pandas")
        assert importlib.import_module("json").dumps([1]) == "[1]"
    assert importlib.util.find_spec("pandas") is not None
