"""One answer, three forms: a table for eyes, JSON for programs, CSV for spreadsheets."""

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TextIO

from comptoir.core.tables.api import harmless

type Rows = Sequence[Mapping[str, Any]]


def write_rows(out: TextIO, form: str, rows: Rows, whole: Any = None) -> None:
    """Print `rows`; as JSON print `whole` (what surrounds them) where given."""
    if form == "json":
        json.dump(rows if whole is None else whole, out, default=_plain, ensure_ascii=False, indent=2)
        out.write("\n")
    elif form == "csv":
        writer = csv.writer(out, lineterminator="\n")
        if rows:
            writer.writerow(rows[0].keys())
        writer.writerows([_cell(value) for value in row.values()] for row in rows)
    else:
        _write_table(out, rows)


def write_facts(out: TextIO, form: str, facts: Mapping[str, Any]) -> None:
    """Print one record: `name: value` lines, or a JSON object, or a CSV of one row."""
    if form == "table":
        width = max(len(name) for name in facts)
        out.writelines(
            f"{name.replace('_', ' '):<{width}}  {_text(value)}\n" for name, value in facts.items()
        )
    else:
        write_rows(out, form, [facts], dict(facts))


def _write_table(out: TextIO, rows: Rows) -> None:
    if not rows:
        out.write("(nothing)\n")
        return
    names = list(rows[0])
    cells = [[_text(row[name]) for name in names] for row in rows]
    widths = [max(len(name), *(len(line[i]) for line in cells)) for i, name in enumerate(names)]
    numeric = [all(isinstance(row[name], int | Decimal | float | None) for row in rows) for name in names]

    def line(values: Sequence[str]) -> str:
        padded = (v.rjust(w) if n else v.ljust(w) for v, w, n in zip(values, widths, numeric, strict=True))
        return "  ".join(padded).rstrip() + "\n"

    out.write(line(names))
    out.write("  ".join("-" * width for width in widths) + "\n")
    out.writelines(line(values) for values in cells)


def _cell(value: Any) -> str:
    """Text is made harmless to spreadsheets; a number that begins with a minus stays one."""
    return harmless(_text(value)) if isinstance(value, str) else _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
