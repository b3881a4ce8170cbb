"""Exports that write the values of an order on its first row alone: every row gets them before it is read."""

from collections.abc import Mapping as Pairs
from dataclasses import replace

import ibis

from comptoir.connectors.files import typed
from comptoir.connectors.files.columns import Bound, column
from comptoir.connectors.files.fields import FIELDS, Level
from comptoir.connectors.files.reading import Source
from comptoir.connectors.files.workspace import Workspace


def fill(workspace: Workspace, source: Source, bound: Pairs[str, Bound]) -> Source:
    """The same rows in the same order; a blank value of the order is the one that its other rows have."""
    rows = workspace.number(source.table, "as_written", "place")
    order = typed.text(rows[column(bound["order_id"].positions[0])])
    shared = {
        column(position)
        for name, item in bound.items()
        if FIELDS[name].level is Level.ORDER and name != "order_id"
        for position in item.positions
    }
    same_order = ibis.window(group_by=order)
    filled = {
        name: ibis.coalesce(
            rows[name].nullif("") if rows[name].type().is_string() else rows[name],
            rows[name].max().over(same_order),
        )
        for name in sorted(shared)
    }
    table = rows.mutate(**filled).order_by("place").drop("place")
    return replace(source, table=workspace.keep(table, "filled"))
