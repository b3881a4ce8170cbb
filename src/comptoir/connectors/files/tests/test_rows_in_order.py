"""Line numbers come from the order of insertion: no plan that reads a file may hold a join."""

from pathlib import Path

import pytest

from comptoir.connectors.files import catalogue, columns, reading, rows
from comptoir.connectors.files.api import Content, Mapping, presets, recognise
from comptoir.connectors.files.tests.support import file, staged
from comptoir.connectors.files.tests.support import rows as read
from comptoir.connectors.files.workspace import Workspace


@pytest.mark.parametrize(
    "mapping", [one for one in presets() if not one.lookup], ids=lambda mapping: mapping.name
)
def test_no_join_while_reading(tmp_path: Path, mapping: Mapping) -> None:
    headers = list(dict.fromkeys(name for ref in mapping.columns.values() for name in ref.names))
    workspace = Workspace()
    try:
        shape = recognise(file(tmp_path, ",".join(headers) + "\n" + "," * (len(headers) - 1) + "\n"))
        source = reading.read(workspace, shape)
        room = catalogue if mapping.content is Content.PRODUCTS else rows
        table = room.read(source, mapping, columns.bind(mapping, source.headers))
        plan = workspace.connection.con.execute(f"explain {workspace.connection.compile(table)}").fetchall()
        assert "JOIN" not in plan[0][1]
    finally:
        workspace.close()


@pytest.mark.slow
def test_three_hundred_thousand_rows_keep_their_numbers(tmp_path: Path) -> None:
    header = "order_id,ordered_at,sku,quantity,unit_price\n"
    body = "".join(
        f"A{at},2024-03-0{at % 9 + 1},S,{'x' if at % 1_000 == 0 else 1},1.00\n" for at in range(300_000)
    )
    with staged(file(tmp_path, header + body)) as result:
        rejects = read(result, "rejects", "line", "unit", order="line")
        assert rejects == [(at + 2, f"A{at}") for at in range(0, 300_000, 1_000)]
