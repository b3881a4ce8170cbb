"""Which code runs here: part of the name of what is worked out once and kept, so that other code works it out anew."""

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

_CODE = Path(__file__).parents[1]


@cache
def state_of_code(floors: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    """Of these floors' files and these libraries' versions; the same in every process of the installation."""
    told = [f"{name} {version(name)}" for name in libraries]
    for floor in floors:
        for path in sorted((_CODE / floor).rglob("*.py")):
            known = path.stat()
            told.append(f"{path} {known.st_size} {known.st_mtime_ns}")
    return sha256("\n".join(told).encode()).hexdigest()[:16]
