"""The house stays a house: floors, doors, sizes, nothing heavy at the entrance."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "comptoir"
HEAVY = {
    "pandas",
    "pyarrow",
    "ibis",
    "duckdb",
    "deltalake",
    "vl_convert",
    "xlsxwriter",
    "fastexcel",
    "sqlglot",
    "google",
    "grpc",
    "anymail",
    "requests",
    "PIL",
}
FLOORS = {
    "core": "accounts companies audit jobs calendar ledger charts mail tables",
    "connectors": "files channels",
    "measure": "warehouse ingest channels costs metrics audience watch",
    "decide": (
        "drivers forecasts customers targets findings advertising pricing reorder merchandising journeys losses "
        "anomalies budget segments review evenings"
    ),
    "act": "plan catalogue prices feeds seo ads emailing social partners content loyalty",
    "check": "experiments impact notifications hooks branding reports sending sharing compliance",
}


def own_files() -> Iterator[Path]:
    return (path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


def test_imports_go_one_way() -> None:
    run = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout


def test_every_room_of_the_house_exists() -> None:
    rooms = [f"{floor}/{room}" for floor, names in FLOORS.items() for room in names.split()]
    rooms += ["entities", "rehearsal", "simulator", "web", "web/cockpit", "mcp", "api", "cli"]
    assert [room for room in rooms if not (SOURCE / room / "__init__.py").exists()] == []


def test_no_room_is_left_open() -> None:
    """The contract of doors names every room, so that a new one is closed from its first day."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    protected = next(contract for contract in contracts if contract["type"] == "protected")[
        "protected_modules"
    ]
    rooms = {f"comptoir.{floor}.{room}" for floor, names in FLOORS.items() for room in names.split()}
    rooms |= {
        f"comptoir.{door.parent.relative_to(SOURCE).as_posix().replace('/', '.')}"
        for door in SOURCE.rglob("api.py")
    }
    open_rooms = {room for room in rooms if not any(fnmatchcase(room, name) for name in protected)}
    assert open_rooms == set()


def test_no_file_answers_two_questions() -> None:
    long = {
        str(path.relative_to(ROOT)): n
        for path in own_files()
        if (n := len(path.read_text().splitlines())) > 400
    }
    assert long == {}


def _modules_after(code: str) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint('\\n'.join(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return {name.split(".")[0] for name in run.stdout.split()}


def test_the_web_process_starts_without_heavy_libraries() -> None:
    started = _modules_after(
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'comptoir.web.settings'\n"
        "from comptoir.web.wsgi import application\n"
        "from django.urls import get_resolver; get_resolver().url_patterns"
    )
    assert started & HEAVY == set()


def test_help_is_printed_without_django() -> None:
    started = _modules_after("from comptoir.cli.parser import build_parser; build_parser()")
    assert started & ({"django"} | HEAVY) == set()


@cache
def _imported_by_file() -> dict[str, set[str]]:
    """What each file imports, by the names that stand in it."""
    found: dict[str, set[str]] = {}
    for path in own_files():
        names = found.setdefault(str(path.relative_to(ROOT)), set())
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module)
    return found


@pytest.mark.parametrize("forbidden", ["pickle", "marshal", "shelve"])
def test_nothing_is_pickled(forbidden: str) -> None:
    guilty = [path for path, names in _imported_by_file().items() if forbidden in names]
    assert guilty == []


def test_engines_of_decisions_are_pure() -> None:
    """`engine.py` and what lies in `engine/`: numbers in, numbers out; no site, no database, no store, no clock."""
    impure = ("django", "ibis", "duckdb", "deltalake", "pyarrow", "comptoir.core.clock", "comptoir.measure")
    rooms = set()
    for name, imported in _imported_by_file().items():
        path = Path(name)
        is_engine = path.name == "engine.py" or "engine" in path.parts
        if "decide" in path.parts and "tests" not in path.parts and is_engine:
            rooms.add(path.parts[path.parts.index("decide") + 1])
            assert {one for one in imported if one.startswith(impure)} == set(), name
    decided = "advertising anomalies customers drivers findings forecasts journeys losses"
    assert rooms >= {*decided.split(), "merchandising", "pricing", "reorder", "targets"}


SPEAKS_ITS_ENGINE = {"connectors/files/workspace.py", "measure/warehouse/tables.py"}
"""Fill tables of DuckDB without asking Ibis for their schema each time: of a file that is read, and of the store."""


def test_features_speak_no_sql() -> None:
    """Queries are Ibis expressions; nothing here writes SQL of one engine."""
    spoken = re.compile(r"\b(SELECT\s.+\bFROM|INSERT INTO|DELETE FROM|UPDATE\s+\w+\s+SET)\b")
    guilty = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in own_files()
        if "tests" not in path.parts and path.relative_to(SOURCE).as_posix() not in SPEAKS_ITS_ENGINE
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if spoken.search(line)
    ]
    assert guilty == []


def _pins(lock: str) -> set[str]:
    return set(re.findall(r"^[a-z][^ \n]+==[^ \n]+", (ROOT / lock).read_text(), re.MULTILINE))


def test_what_is_installed_is_the_same_with_google_and_with_the_tests() -> None:
    """The larger lock files add to the smaller: `make lock` writes all of them."""
    assert _pins("requirements.lock")
    assert _pins("requirements.lock") < _pins("requirements-google.lock") < _pins("requirements-dev.lock")
