"""Real processes: killed at any instant, and writing at once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("processes.py")


def run(home, *arguments):
    done = subprocess.run(
        [sys.executable, PROGRAM, *map(str, arguments)],
        env={**os.environ, "COMPTOIR_HOME": str(home), "COMPTOIR_DUCKDB_MEMORY": "500MB"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_a_writer_killed_at_any_instant_leaves_whole_facts(tmp_path):
    assert run(tmp_path, "crash", 5, 1)["acknowledged"] >= 5


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 6))
def test_forty_kills(tmp_path, seed):
    """Enough steps were acknowledged for the kills to have fallen between all kinds of writes."""
    assert run(tmp_path, "crash", 40, seed)["acknowledged"] >= 40


@pytest.mark.slow
def test_two_processes_write_at_once_and_a_third_reads(tmp_path):
    assert run(tmp_path, "race", 2, 4) == {"commits": 8}


@pytest.mark.slow
def test_four_processes_write_at_once(tmp_path):
    assert run(tmp_path, "race", 4, 30) == {"commits": 120}
