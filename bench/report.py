"""The figures, as bench.json and as the table of docs/benchmarks.md."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

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
    "buyers": "Customers of the large store",
    "journeys": "The funnel of a site, from its events",
    "forecasts": "Forecasts of real shops, 28 days ahead from rolling origins",
    "review": "The review of the morning, as a command",
    "reports": "The weekly report, in CPU time",
}
NOTES = {
    "forecasts": """
relMASE: the mean error / that of taking the last week again (seasonal naive, 1 by definition), on the same days.
« held »: the share of days within the interval of 80 and 95 %, each origin judged by the errors of the others.
Every origin knows what was before it, and the calendar that every company of the country has.
"""
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
    text = HEAD + "".join(_part(part, record[part]) for part in TITLES if part in record)
    (ROOT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")
    print(text)


def _machine() -> str:
    """Its cores, and whether others used them meanwhile: times then say little, ratios a little more."""
    cores, load = os.cpu_count() or 1, os.getloadavg()[1]
    told = f"{cores} cores, {platform.machine()}, Python {platform.python_version()}"
    return f"{told}, measured on a loaded machine (load average {load:.1f})" if load > cores * 1.25 else told


def _part(name: str, part: Mapping[str, Any]) -> str:
    rows = "".join(_row(m) for m in part["measures"])
    head = "figure" if any(_unit(m) != "s" for m in part["measures"]) else "time"
    return (
        f"\n## {TITLES[name]}\n\n{part['at']}, {part['machine']}.\n{NOTES.get(name, '')}\n"
        f"| job | {head} | peer | peer's {head} | ratio | target | |\n|---|---:|---|---:|---:|---|---|\n"
        + rows
    )


def _row(m: Mapping[str, Any]) -> str:
    ratio = f"{m['ratio']:.2f}" if m["ratio"] else ""
    figure, peer = (_figure(m[name], _unit(m)) for name in ("seconds", "peer_seconds"))
    return f"| {m['job']} | {figure} | {m['peer']} | {peer} | {ratio} | {_target(m)} | {m['note']} |\n"


def _target(m: Mapping[str, Any]) -> str:
    if m.get("limit") is not None:
        return _judged(f"≤ {_figure(m['limit'], _unit(m))}", m)
    if m["target"] is None:
        return ""
    limit = f"≤ {m['target']}" if m["peer_seconds"] else f"≤ {_time(m['target'])}"
    more = f" + {_time(m['allowance'])}" if m["allowance"] else ""
    return _judged(f"{limit}{more}", m)


def _judged(limit: str, m: Mapping[str, Any]) -> str:
    return f"{limit}: {'reached' if m['reached'] else 'MISSED'}"


def _unit(m: Mapping[str, Any]) -> str:
    """Figures kept from before there were others are seconds."""
    return str(m.get("unit", "s"))


def _figure(value: float | None, unit: str) -> str:
    return _time(value) if unit == "s" else "" if value is None else f"{value:.3f}"


def _time(seconds: object) -> str:
    if seconds is None:
        return ""
    value = float(seconds)  # type: ignore[arg-type]
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.0f} ms"
