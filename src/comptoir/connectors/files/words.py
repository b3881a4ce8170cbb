"""The different texts of a column, for whoever has to say what they mean. Heavy: not for start-up."""

from pathlib import Path

from comptoir.connectors.files import reading
from comptoir.connectors.files.shape import recognise
from comptoir.connectors.files.workspace import Workspace


def words(path: Path, position: int, most: int) -> tuple[str, ...]:
    """Up to `most` of them, the most frequent first. InputError where the file cannot be read."""
    workspace = Workspace()
    try:
        source = reading.read(workspace, recognise(path))
        cells = source.table.select(word=source.cells()[position].cast("string").strip())
        found = cells.filter(cells.word != "")
        counted = found.group_by("word").aggregate(count=found.count())
        top = counted.order_by([counted["count"].desc(), counted.word]).limit(most)
        return tuple(workspace.connection.to_pyarrow(top)["word"].to_pylist())
    finally:
        workspace.close()
