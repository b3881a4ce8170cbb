"""The answers recorded from PrestaShop 9.1 with its own sample data; keys are blotted out."""

import json
from pathlib import Path
from typing import Any

RECORDINGS = Path(__file__).parent / "recordings"
RESOURCES = tuple(sorted(path.stem for path in RECORDINGS.glob("*.json")))
COUNTRIES = [{"id": 8, "iso_code": "FR"}, {"id": 3, "iso_code": "BE"}, {"id": 21, "iso_code": "US"}]
"""Not among the recordings: numbers as PrestaShop installs them."""


def table(path: Path) -> list[dict[str, Any]]:
    """The records of a recorded list; an empty one has no name."""
    document = json.loads(path.read_bytes())
    return document if isinstance(document, list) else next(iter(document.values()))


def tables() -> dict[str, list[dict[str, Any]]]:
    found = {name: table(RECORDINGS / f"{name}.json") for name in RESOURCES}
    return found | {"countries": [dict(country) for country in COUNTRIES]}
