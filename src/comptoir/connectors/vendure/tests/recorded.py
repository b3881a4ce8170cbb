"""Answers of a real Vendure 3.7 shop, as its Admin API gave them (see tests/shops/vendure)."""

import json
from functools import cache
from pathlib import Path
from typing import Any

RECORDINGS = Path(__file__).parent / "recordings"


@cache
def _read(name: str) -> Any:
    return json.loads((RECORDINGS / f"{name}.json").read_text(encoding="utf-8"), parse_float=str)


def orders() -> list[dict[str, Any]]:
    """Oldest first; the last one is a basket."""
    return json.loads(json.dumps(_read("orders")["orders"]))


def variants() -> list[dict[str, Any]]:
    return json.loads(json.dumps(_read("variants")["variants"]))


def order(fate: str) -> dict[str, Any]:
    """The first one that this befell."""
    fates = _read("orders")["fates"]
    return next(record for record in orders() if fates.get(record["code"]) == fate)
