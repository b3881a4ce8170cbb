"""What an import makes of a file of a tool, as plain rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from comptoir.connectors.base import Layout, Useless
from comptoir.connectors.files.api import recognised_exports, stage_export
from comptoir.connectors.files.exports.staging import Told
from comptoir.core.companies.api import Scope

SCOPE = Scope(
    1, "maison", "Maison", "EUR", "Europe/Paris", "fr", "FR", 1, "excluded", None, "operator", frozenset()
)


@dataclass
class Read:
    layouts: list[str] = field(default_factory=list)
    facts: list[dict[str, Any]] = field(default_factory=list)
    rejects: list[tuple[int, str, str]] = field(default_factory=list)
    """line, column, reason."""
    useless: list[str] = field(default_factory=list)


def read(
    path: Path, layouts: Sequence[Layout], useless: Sequence[Useless] = (), told: Told | None = None
) -> Read:
    """The facts of every table of the file that a layout reads."""
    result = Read()
    with recognised_exports(path, layouts, useless) as recognised:
        result.useless = [one.name for one in recognised.useless]
        for found in recognised.found:
            result.layouts.append(found.layout.name)
            with stage_export(found, SCOPE, told) as staged:
                for table in staged.tables.values():
                    result.facts += staged.connection.to_pyarrow(table).to_pylist()
                rejects = staged.connection.to_pyarrow(staged.rejects.order_by("line")).to_pylist()
                result.rejects += [(row["line"], row["column"], row["reason"]) for row in rejects]
                assert staged.rows_read == staged.rows_loaded + staged.rows_rejected
    return result


def written(folder: Path, text: str, name: str = "export.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path
