"""The figures, as bench.json and as the table of docs/benchmarks.md."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bench.measure import Measure

ROOT = Path(__file__).resolve().parents[1]
TITLES = {
    "imports": "Import",
    "queries": "Dashboard queries on 3M orders, 10M lines",
    "pages": "Pages on the same store",
    "simulator": "A simulated shop",
    "exports": "Files of every importer, three years of a shop or as many rows",
    "connections": "First load of a connected shop, on loopback",
    "customers": "Models of customers, in CPU time",
    "review": "The review of the morning, as a command",
}
HEAD = """# Benchmarks

Written by `make bench`. Each figure stands beside its peer of the same run on the same machine: compare ratios, not
milliseconds. A target that is missed is printed as such.
"""


def write(measures: Mapping[str, Sequence[Measure]]) -> None:
    """Write both files; a part that did not run this time keeps its last figures."""
    kept = ROOT / "bench.json"
    record = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    for part, taken in measures.items():
        if taken:
            record[part] = {
                "at": datetime.now(UTC).date().isoformat(),
                "machine": _machine(),
                "measures": [asdict(m) | {"ratio": m.ratio, "reached": m.is_reached} for m in taken],
            }
    kept.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    text = HEAD + "".join(_part(TITLES[part], record[part]) for part in TITLES if part in record)
    (ROOT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")
    print(text)


def _machine() -> str:
    """Its cores, and whether others used them meanwhile: times then say little, ratios a little more."""
    cores, load = os.cpu_count() or 1, os.getloadavg()[1]
    told = f"{cores} cores, {platform.machine()}, Python {platform.python_version()}"
    return f"{told}, measured on a loaded machine (load average {load:.1f})" if load > cores * 1.25 else told


def _part(title: str, part: Mapping[str, object]) -> str:
    rows = "".join(_row(m) for m in part["measures"])  # type: ignore[attr-defined]
    return (
        f"\n## {title}\n\n{part['at']}, {part['machine']}.\n\n"
        "| job | time | peer | peer's time | ratio | target | |\n|---|---:|---|---:|---:|---|---|\n" + rows
    )


def _row(m: Mapping[str, object]) -> str:
    ratio = f"{m['ratio']:.2f}" if m["ratio"] else ""
    return (
        f"| {m['job']} | {_time(m['seconds'])} | {m['peer']} | {_time(m['peer_seconds'])} | {ratio} "
        f"| {_target(m)} | {m['note']} |\n"
    )


def _target(m: Mapping[str, object]) -> str:
    if m["target"] is None:
        return ""
    limit = f"≤ {m['target']}" if m["peer_seconds"] else f"≤ {_time(m['target'])}"
    more = f" + {_time(m['allowance'])}" if m["allowance"] else ""
    return f"{limit}{more}: {'reached' if m['reached'] else 'MISSED'}"


def _time(seconds: object) -> str:
    if seconds is None:
        return ""
    value = float(seconds)  # type: ignore[arg-type]
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.0f} ms"
