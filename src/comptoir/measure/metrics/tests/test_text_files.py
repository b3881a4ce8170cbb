"""What one process compiled serves the next; never what other code compiled, nor what is not whole."""

from datetime import date

import ibis
import pytest

from comptoir.core.periods import Grain
from comptoir.measure.metrics import slots, text_files, texts
from comptoir.measure.metrics.slots import slot
from comptoir.measure.metrics.tests.seeing import seen
from comptoir.measure.metrics.texts import Statements, Texts

KEY = ("asked", Grain.DAY, date(2026, 11, 23), frozenset({"order", "refund"}), None)


class State:
    """One table, under a name of its own."""

    def __init__(self, name, kind="int64"):
        self.table, self.times = ibis.table({"amount": kind, "day": "date"}, name=name), 0
        self.statements = Statements("kind", {"order": seen(self.table)})

    def has(self, name):
        return False

    def named(self, name):
        return seen(self.table)

    def compiled(self, expression):
        self.times += 1
        return ibis.to_sql(expression, dialect="duckdb")

    def text(self, key=KEY):
        asked = ibis.literal(slot("first")).cast("date")
        return self.statements.text(self, key, lambda: self.table.filter(self.table.day == asked))


@pytest.fixture
def next_process(monkeypatch, settings, tmp_path):
    """Nothing is in memory, and slots are marked otherwise."""
    settings.WAREHOUSE = tmp_path / "warehouse"

    def start(token):
        monkeypatch.setattr(texts, "TEXTS", Texts())
        monkeypatch.setattr(slots, "TOKEN", token)
        monkeypatch.setattr(text_files, "TOKEN", token)

    start("first-process")
    return start


def test_the_next_process_compiles_nothing(next_process):
    first = State("v1")
    sql = first.text()
    next_process("second-process")
    second = State("v2")
    assert second.text() == sql.replace('"v1"', '"v2"').replace("first-process", "second-process")
    assert "second-process-first" in second.text()
    assert (first.times, second.times) == (1, 0)


def test_tables_that_look_otherwise_are_compiled_anew(next_process):
    State("v1").text()
    next_process("second-process")
    other = State("v2", kind="float64")
    other.text()
    assert other.times == 1


def test_other_code_has_its_own_and_removes_the_former(next_process, monkeypatch, settings):
    State("v1").text()
    next_process("second-process")
    monkeypatch.setattr(text_files, "state_of_code", lambda *_asked: "newer")
    upgraded = State("v1")
    upgraded.text()
    assert upgraded.times == 1
    assert [path.name for path in (settings.WAREHOUSE / ".statements").iterdir()] == ["newer"]


def test_what_is_not_whole_is_compiled_anew(next_process, settings):
    State("v1").text()
    (path,) = (settings.WAREHOUSE / ".statements").rglob("*.json")
    path.write_text(path.read_text()[:40])
    next_process("second-process")
    again = State("v1")
    again.text()
    assert again.times == 1


def test_a_key_that_is_only_this_process_s_stays_in_it(next_process, settings):
    State("v1").text(key=("asked", object()))
    assert not (settings.WAREHOUSE / ".statements").exists()


def test_a_folder_that_cannot_be_written_costs_a_compilation_and_no_more(next_process, settings):
    settings.WAREHOUSE.mkdir()
    (settings.WAREHOUSE / ".statements").write_text("in the way")
    assert "SELECT" in State("v1").text()


def test_keys_that_differ_have_files_that_differ(next_process, settings):
    keys = [("a", 1), ("a", "1"), ("a", (1,)), ("a", frozenset({1})), ("a", None), ("a", Grain.DAY)]
    for key in keys:
        State("v1").text(key=key)
    assert len(list((settings.WAREHOUSE / ".statements").rglob("*.json"))) == len(keys)
