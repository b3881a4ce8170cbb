"""What was worked out, kept as a file for the next process: never needed, and made again where it is lost."""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any


def read_json(path: Path) -> Any:
    """None where it is not there, or not whole after a loss of power."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None


def write_json(path: Path, value: Any) -> None:
    """Whole or not at all. Nothing is lost where it cannot be written."""
    unfinished = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(json.dumps(value))
        unfinished.rename(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
